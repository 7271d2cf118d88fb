import { randomUUID } from 'node:crypto';
import sinon from 'sinon';
import type { DialogDependencies } from '../../dialogs/dependencies.ts';
import { adminPortals } from '../../src/adapters/portal/admin-portals.ts';
import { postgresBotStorage } from '../../src/adapters/postgres/bot-storage.ts';
import { postgresCustomerStore } from '../../src/adapters/postgres/customer-store.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { postgresDraftStore } from '../../src/adapters/postgres/draft-store.ts';
import { postgresRequestStore } from '../../src/adapters/postgres/request-store.ts';
import { postgresTopicStore } from '../../src/adapters/postgres/topic-store.ts';
import { postgresTurnStore } from '../../src/adapters/postgres/turn-store.ts';
import type { Customer, CustomerAccess } from '../../src/domain/customer.ts';
import type { Colleague } from '../../src/domain/roles.ts';
import type { HealthIssue, HealthSnapshot } from '../../src/domain/service-health.ts';
import type { JobData, JobName } from '../../src/ports/job-queue.ts';
import { findCustomer } from '../../src/use-cases/find-customer.ts';
import { submitReport } from '../../src/use-cases/submit-report.ts';
import { freshDatabase } from '../support/database.ts';
import { aCustomer, aPerson, handClock, OWN_TENANT } from '../support/use-case-fixtures.ts';
import { User, type Where } from './user.ts';

export const CONTOSO = aCustomer({ domains: ['contoso.onmicrosoft.com', 'contoso.example'] });
export const FABRIKAM = customerNamed('Fabrikam Residences', 2);
const FABRIKAM_ART = customerNamed('Fabrikam Art', 3);
export const OWN: Customer = { ...customerNamed('Northwind Cloud Partners', 9), tenantId: OWN_TENANT, sources: ['own-tenant'] };

function customerNamed(name: string, n: number): Customer {
  const domain = `${name.toLowerCase().replaceAll(' ', '')}.onmicrosoft.com`;
  return { tenantId: `c0000000-0000-4000-8000-00000000000${n}`, name, domain, domains: [domain], sources: ['partner-center'] };
}

type Change = DialogDependencies['changeRequest'];
type Gate = DialogDependencies['gate'];
type Health = DialogDependencies['showHealth'];

const PARTNER: DialogDependencies['partner'] = { type: 'direct', plans: [], helpdeskFilesCommercial: true };

let shared: Promise<Database> | undefined;

/** One database for all tests of the dialogs; new people for each test keep them apart. */
function sharedDatabase(): Promise<Database> {
  shared ??= freshDatabase();
  return shared;
}

/** A helpdesk agent, an admin agent, a sales agent. */
function newPeople() {
  const adele = aPerson({ id: randomUUID() });
  const camille = {
    id: randomUUID(),
    displayName: 'Camille Laurent',
    email: 'camille@northwindcloud.example',
    roles: ['admin-agent'] as const,
  };
  return {
    adele,
    camille: aPerson({ ...camille, givenName: 'Camille', surname: 'Laurent' }),
    mei: aPerson({ id: randomUUID(), displayName: 'Mei Tanaka', roles: ['sales-agent'] }),
  };
}

/** The dialogs over real stores; what asks Microsoft is a fake. */
export async function openHelpdesk(some: { readonly partner?: Partial<DialogDependencies['partner']> } = {}) {
  const database = await sharedDatabase();
  const people = newPeople();
  const clock = handClock();
  const jobs: { readonly name: JobName; readonly id: string | undefined }[] = [];
  const enqueue = async (name: JobName, data: JobData) => {
    jobs.push({ name, id: data.id });
  };
  const customers = postgresCustomerStore(database);
  await customers.replaceAll({ customers: [CONTOSO, FABRIKAM, FABRIKAM_ART, OWN], missing: [] }, clock.now());
  const requests = postgresRequestStore(database, { within: () => ({ enqueue }) });
  const topics = postgresTopicStore(database);
  for (const locale of ['en', 'fr', 'ru'] as const) {
    await topics.save(locale, [{ id: 'topic-1', name: 'Billing', description: 'Invoices' }], clock.now());
  }
  const fakes = {
    check: sinon.fake.resolves<Parameters<Gate['check']>, ReturnType<Gate['check']>>('granted'),
    showHealth: sinon.fake.resolves<Parameters<Health>, ReturnType<Health>>({ snapshot: noIssues(), failure: undefined }),
    startInPersonalChat: sinon.fake.resolves<[string, string, string], Promise<boolean>>(true),
  };
  const unchanged = async (request: Parameters<DialogDependencies['readRequest']>[0]) => ({
    request,
    record: undefined,
    failure: undefined,
  });
  const changes = {
    addNote: sinon.fake<Parameters<Change['addNote']>, ReturnType<Change['addNote']>>(unchanged),
    close: sinon.fake<Parameters<Change['close']>, ReturnType<Change['close']>>(unchanged),
    setNumber: sinon.fake<Parameters<Change['setNumber']>, ReturnType<Change['setNumber']>>(unchanged),
    retry: sinon.fake<Parameters<Change['retry']>, ReturnType<Change['retry']>>(unchanged),
  };
  const deps = {
    customers,
    drafts: postgresDraftStore(database),
    requests,
    topics,
    turns: postgresTurnStore(database),
    jobs: { enqueue },
    portals: adminPortals('global'),
    gate: { check: (...args) => fakes.check(...args) },
    findCustomer: findCustomer({ customers }),
    showHealth: (...args) => fakes.showHealth(...args),
    readRequest: unchanged,
    changeRequest: { ...changes } as Change,
    submitReport: submitReport({ requests, clock }),
    partner: { ...PARTNER, ...some.partner },
    startInPersonalChat: (...args) => fakes.startInPersonalChat(...args),
    noteFailure: () => 'ERR-1',
  } satisfies DialogDependencies;
  const storage = postgresBotStorage(database);
  return {
    deps,
    people,
    fakes,
    changes,
    jobs,
    clock,
    /** Answers for `fakes.showHealth` and `fakes.check`. */
    answering: (result: Awaited<ReturnType<Health>>) => sinon.fake.resolves<Parameters<Health>, ReturnType<Health>>(result),
    access: (access: CustomerAccess) => sinon.fake.resolves<Parameters<Gate['check']>, ReturnType<Gate['check']>>(access),
    reachable: (yes: boolean) => sinon.fake.resolves<[string, string, string], Promise<boolean>>(yes),
    /** A person in a chat with the bot; every user is a newly started bot on the same database. */
    user: (person: Colleague = people.adele, where: Partial<Where> = {}): User => new User({ deps, storage, clock }, person, where),
  };
}

export type Helpdesk = Awaited<ReturnType<typeof openHelpdesk>>;

function noIssues(): HealthSnapshot {
  return { tenantId: CONTOSO.tenantId, fetchedAt: new Date('2026-11-20T09:00:00Z'), overviews: [] };
}

/** Exchange Online with one open incident. */
export function mailIncident(): HealthSnapshot {
  const at = new Date('2026-11-20T08:00:00Z');
  const status = { status: 'serviceDegradation', rawStatus: 'serviceDegradation' } as const;
  const issue: HealthIssue = {
    id: 'EX1234',
    title: 'Mail is delayed',
    service: 'Exchange Online',
    classification: 'incident',
    ...status,
    startedAt: at,
    impact: 'Some mail is late',
    feature: undefined,
    highImpact: false,
  };
  return { ...noIssues(), overviews: [{ id: 'Exchange', service: 'Exchange Online', ...status, issues: [issue] }] };
}
