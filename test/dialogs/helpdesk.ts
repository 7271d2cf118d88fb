import { randomUUID } from 'node:crypto';
import sinon from 'sinon';
import type { AdaptiveCard } from '../../cards/render.ts';
import type { DialogDependencies } from '../../dialogs/dependencies.ts';
import { writeSheet } from '../../src/adapters/csv/write-sheet.ts';
import { shiftCalendar } from '../../src/adapters/ical/shift-calendar.ts';
import { adminPortals } from '../../src/adapters/portal/admin-portals.ts';
import { postgresAccessStore } from '../../src/adapters/postgres/access-store.ts';
import { postgresAnnouncementStore } from '../../src/adapters/postgres/announcement-store.ts';
import { postgresAzureProblemStore } from '../../src/adapters/postgres/azure-problem-store.ts';
import { postgresBoardStore } from '../../src/adapters/postgres/board-store.ts';
import { postgresConversationStore } from '../../src/adapters/postgres/conversation-store.ts';
import { postgresBotStorage } from '../../src/adapters/postgres/bot-storage.ts';
import { postgresCasePostStore } from '../../src/adapters/postgres/case-post-store.ts';
import { postgresCaseStatistics } from '../../src/adapters/postgres/case-statistics.ts';
import { postgresCaseStore } from '../../src/adapters/postgres/case-store.ts';
import { postgresCustomerStore } from '../../src/adapters/postgres/customer-store.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { postgresDeliveryLedger } from '../../src/adapters/postgres/delivery-ledger.ts';
import { postgresDeliveryStore } from '../../src/adapters/postgres/delivery-store.ts';
import { postgresDigestStore } from '../../src/adapters/postgres/digest-store.ts';
import { postgresDraftStore } from '../../src/adapters/postgres/draft-store.ts';
import { postgresEscalationChannels } from '../../src/adapters/postgres/escalation-channel-store.ts';
import { postgresFollowStore } from '../../src/adapters/postgres/follow-store.ts';
import { postgresHealthPollStore } from '../../src/adapters/postgres/health-poll-store.ts';
import { postgresHealthStore } from '../../src/adapters/postgres/health-store.ts';
import { postgresIncidentReach } from '../../src/adapters/postgres/incident-reach.ts';
import { postgresIncidentStore } from '../../src/adapters/postgres/incident-store.ts';
import { postgresPastRequests } from '../../src/adapters/postgres/past-requests.ts';
import { postgresPlanStore } from '../../src/adapters/postgres/plan-store.ts';
import { postgresPlanUploads } from '../../src/adapters/postgres/plan-upload-store.ts';
import { postgresPublisherStore } from '../../src/adapters/postgres/publisher-store.ts';
import { postgresRequestStore } from '../../src/adapters/postgres/request-store.ts';
import { postgresShiftStore } from '../../src/adapters/postgres/shift-store.ts';
import { postgresTagStore } from '../../src/adapters/postgres/tag-store.ts';
import { postgresTopicStore } from '../../src/adapters/postgres/topic-store.ts';
import { postgresTurnStore } from '../../src/adapters/postgres/turn-store.ts';
import { postgresWatchReach } from '../../src/adapters/postgres/watch-reach.ts';
import { postgresWatchStore } from '../../src/adapters/postgres/watch-store.ts';
import { yamlPlanFile } from '../../src/adapters/yaml/plan-file.ts';
import { commandParser } from '../../src/delivery/commands.ts';
import { findNearCommand } from '../../src/delivery/near-command.ts';
import type { Audience } from '../../src/domain/audience.ts';
import type { CustomerView } from '../../src/domain/customer-view.ts';
import type { PartnerType } from '../../src/domain/cloud.ts';
import type { Customer, CustomerAccess } from '../../src/domain/customer.ts';
import type { IncidentDetails } from '../../src/domain/incident.ts';
import { BackEndError } from '../../src/domain/errors.ts';
import type { Colleague } from '../../src/domain/roles.ts';
import type { SupportStatement } from '../../src/domain/support-statement.ts';
import type { HealthIssue, HealthSnapshot } from '../../src/domain/service-health.ts';
import { COMMAND_WORDS, FILTER_WORDS } from '../../src/locales/command-words.ts';
import type { JobData, JobName } from '../../src/ports/job-queue.ts';
import type { HealthSource } from '../../src/ports/health-source.ts';
import type { ChannelDirectory } from '../../src/ports/channel-directory.ts';
import type { TeamDirectory } from '../../src/ports/team-directory.ts';
import type { FileDelivery } from '../../src/ports/file-delivery.ts';
import type { FileReading } from '../../src/ports/file-reading.ts';
import type { HandOverPost } from '../../src/ports/hand-over-post.ts';
import type { PortalDirectory } from '../../src/ports/portal-directory.ts';
import type { AzureSubscriptions } from '../../src/use-cases/azure-subscriptions.ts';
import type { AzureTicketsOf } from '../../src/use-cases/azure-tickets-of.ts';
import { actOnCase } from '../../src/use-cases/act-on-case.ts';
import { caseViews } from '../../src/use-cases/case-view.ts';
import type { ChannelAudience } from '../../src/use-cases/channel-audience.ts';
import { colleaguesWhoCan } from '../../src/use-cases/colleagues-who-can.ts';
import type { EstateOf } from '../../src/use-cases/customer-estate.ts';
import { checkAccess } from '../../src/use-cases/check-access.ts';
import type { CheckSetup } from '../../src/use-cases/check-setup.ts';
import type { CustomerGrants } from '../../src/use-cases/customer-grants.ts';
import { findCustomer } from '../../src/use-cases/find-customer.ts';
import { foreseeCase } from '../../src/use-cases/foresee-case.ts';
import { handOverDraft } from '../../src/use-cases/hand-over-draft.ts';
import { onCallFor } from '../../src/use-cases/on-call-for.ts';
import { openCase } from '../../src/use-cases/open-case.ts';
import type { PartnerRelation } from '../../src/use-cases/partner-relation.ts';
import type { ReadRequest } from '../../src/use-cases/read-request.ts';
import { repostCase } from '../../src/use-cases/repost-case.ts';
import { previewEscalation } from '../../src/use-cases/preview-escalation.ts';
import { readPlanFile } from '../../src/use-cases/read-plan-file.ts';
import { savePlan } from '../../src/use-cases/save-plan.ts';
import { setUpChannel } from '../../src/use-cases/set-up-channel.ts';
import { showIncident } from '../../src/use-cases/show-incident.ts';
import { showPortals } from '../../src/use-cases/show-portals.ts';
import { submitReport } from '../../src/use-cases/submit-report.ts';
import { whoIsOnCall } from '../../src/use-cases/who-is-on-call.ts';
import { findWhoIsTold } from '../../src/use-cases/who-is-told.ts';
import { sharedDatabase } from '../support/database.ts';
import { haveDeskStatus } from '../support/desk-status.ts';
import { NO_JOBS } from '../support/no-jobs.ts';
import { aCustomer, aPerson, handClock, OWN_TENANT } from '../support/use-case-fixtures.ts';
import { User, type Where } from './user.ts';

const READ = commandParser(COMMAND_WORDS, FILTER_WORDS);

export const CONTOSO = aCustomer({ domains: ['contoso.onmicrosoft.com', 'contoso.example'] });
export const FABRIKAM = customerNamed('Fabrikam Residences', 2);
const FABRIKAM_ART = customerNamed('Fabrikam Art', 3);
export const PRODUCTION = { id: '3c8b1e44-90a8-4f3a-9b6c-11f1f2f3f4f5', name: 'Production' };
export const OWN: Customer = { ...customerNamed('Northwind Cloud Partners', 9), tenantId: OWN_TENANT, sources: ['own-tenant'] };

function customerNamed(name: string, n: number): Customer {
  const domain = `${name.toLowerCase().replaceAll(' ', '')}.onmicrosoft.com`;
  return { tenantId: `c0000000-0000-4000-8000-00000000000${n}`, name, domain, domains: [domain], sources: ['partner-center'] };
}

type Change = DialogDependencies['changeRequest'];
type Gate = DialogDependencies['gate'];
type Health = DialogDependencies['showHealth'];
type StartInPersonalChat = DialogDependencies['startInPersonalChat'];

const PARTNER: DialogDependencies['partner'] = {
  plans: [],
  cloud: 'global',
  azureSupportApi: true,
  helpdeskFilesCommercial: true,
  country: 'GB',
  applicationId: '0a1b2c3d-0000-4000-8000-0000000000aa',
};

const NO_TICKETS = { tickets: [], whole: true, failure: undefined };

/** Two helpdesk agents, an admin agent, a sales agent. */
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
    dmitri: aPerson({ id: randomUUID(), displayName: 'Dmitri Sokolov', roles: ['helpdesk-agent'] }),
  };
}

/** The dialogs over real stores; what asks Microsoft is a fake. */
export async function openHelpdesk(
  some: {
    readonly partner?: Partial<DialogDependencies['partner']>;
    /** How the partner stands to the customers. */
    readonly partnerType?: PartnerType;
    readonly database?: Database;
    readonly statement?: SupportStatement;
  } = {},
) {
  // New people for each test keep them apart.
  const database = some.database ?? (await sharedDatabase());
  // What tests before this one reported is over: nobody is to be asked whether it is the same.
  await database.kysely.updateTable('service_request').set({ desk_status: 'closed' }).execute();
  const people = newPeople();
  const clock = handClock();
  const jobs: { readonly name: JobName; readonly id: string | undefined }[] = [];
  const enqueue = async (name: JobName, data: JobData) => {
    jobs.push({ name, id: data.id });
  };
  const customers = postgresCustomerStore(database);
  await customers.replaceAll({ customers: [CONTOSO, FABRIKAM, FABRIKAM_ART, OWN], missing: [] }, clock.now());
  const azureProblems = postgresAzureProblemStore(database);
  const requests = postgresRequestStore(database, { within: () => ({ enqueue }) });
  const topics = postgresTopicStore(database);
  const queue = { within: () => ({ enqueue }) };
  const incidents = postgresIncidentStore(database, queue);
  const board = postgresBoardStore(database);
  const incidentReach = postgresIncidentReach(database);
  for (const locale of ['en', 'fr', 'ru'] as const) {
    await topics.save(locale, [{ id: 'topic-1', name: 'Billing', description: 'Invoices' }], clock.now());
  }
  const accessStore = postgresAccessStore(database);
  const watches = postgresWatchStore(database);
  const plans = postgresPlanStore(database);
  const escalationChannels = postgresEscalationChannels(database);
  const cases = postgresCaseStore(database, queue);
  const posts = postgresCasePostStore(database, queue);
  const shifts = postgresShiftStore(database);
  const onCall = whoIsOnCall({ plans, shifts });
  const preview = previewEscalation({ shifts });
  const watchReach = postgresWatchReach(database, false);
  const tags = postgresTagStore(database);
  const past = postgresPastRequests(database);
  const fakes = {
    offerReport: sinon.fake.resolves<Parameters<HandOverPost['offer']>, ReturnType<HandOverPost['offer']>>(true),
    giveReportBack: sinon.fake.resolves<Parameters<HandOverPost['giveBack']>, ReturnType<HandOverPost['giveBack']>>(true),
    relationTo: sinon.fake.resolves<Parameters<PartnerRelation>, ReturnType<PartnerRelation>>(some.partnerType ?? 'direct'),
    check: sinon.fake.resolves<Parameters<Gate['check']>, ReturnType<Gate['check']>>('granted'),
    view: sinon.fake.returns<Parameters<Gate['view']>, ReturnType<Gate['view']>>('all'),
    grants: sinon.fake.resolves<Parameters<CustomerGrants>, ReturnType<CustomerGrants>>({ relationships: [], readAt: clock.now() }),
    showHealth: sinon.fake.resolves<Parameters<Health>, ReturnType<Health>>({ snapshot: noIssues(), failure: undefined }),
    recognise: sinon.fake((personId: string) =>
      Promise.resolve<Colleague | undefined>(Object.values(people).find(({ id }) => id === personId)),
    ),
    startInPersonalChat: sinon.fake.resolves<Parameters<StartInPersonalChat>, Promise<boolean>>(true),
    azureSubscriptions: sinon.fake.resolves<Parameters<AzureSubscriptions>, ReturnType<AzureSubscriptions>>({
      copy: { value: [PRODUCTION], readAt: clock.now() },
      failure: undefined,
    }),
    azureTicketsOf: sinon.fake.resolves<Parameters<AzureTicketsOf>, ReturnType<AzureTicketsOf>>(NO_TICKETS),
    readRequest: sinon.fake<Parameters<ReadRequest>, ReturnType<ReadRequest>>((request) =>
      Promise.resolve({ request, record: undefined, failure: undefined }),
    ),
    incident: sinon.fake.resolves<Parameters<HealthSource['incident']>, ReturnType<HealthSource['incident']>>(undefined),
    offer: sinon.fake.resolves<Parameters<FileDelivery['offer']>, ReturnType<FileDelivery['offer']>>(true),
    upload: sinon.fake.resolves<Parameters<FileDelivery['upload']>, ReturnType<FileDelivery['upload']>>(undefined),
    readFile: sinon.fake.resolves<Parameters<FileReading['read']>, ReturnType<FileReading['read']>>(''),
    describeChannel: sinon.fake.resolves<Parameters<ChannelDirectory['describe']>, ReturnType<ChannelDirectory['describe']>>({
      teamName: 'CSP Operations',
      groupId: '9a000000-0000-4000-8000-00000000009a',
      name: 'Azure escalations',
      kind: 'standard',
    }),
    isOwner: sinon.fake.resolves<Parameters<TeamDirectory['isOwner']>, ReturnType<TeamDirectory['isOwner']>>(false),
    checkSetup: sinon.fake.resolves<Parameters<CheckSetup>, ReturnType<CheckSetup>>([]),
    audienceOf: sinon.fake.resolves<Parameters<ChannelAudience['of']>, ReturnType<ChannelAudience['of']>>('own'),
  };
  /** What Microsoft lists of a customer's portals and subscriptions. */
  const listed = {
    portalsOf: sinon.fake.resolves<Parameters<PortalDirectory['portalsOf']>, ReturnType<PortalDirectory['portalsOf']>>([]),
    estateOf: sinon.fake.resolves<Parameters<EstateOf>, ReturnType<EstateOf>>(undefined),
  };
  const portals = adminPortals('global');
  /** Cards in the own chats of the people who asked in a channel; undefined: nobody has such a chat. */
  const ownChat: { cards: AdaptiveCard[] | undefined } = { cards: [] };
  const unchanged = async (request: Parameters<DialogDependencies['readRequest']>[0]) => ({
    request,
    record: undefined,
    failure: undefined,
  });
  const changes = {
    addNote: sinon.fake<Parameters<Change['addNote']>, ReturnType<Change['addNote']>>(unchanged),
    close: sinon.fake<Parameters<Change['close']>, ReturnType<Change['close']>>(unchanged),
    setNumber: sinon.fake<Parameters<Change['setNumber']>, ReturnType<Change['setNumber']>>(unchanged),
    setSeverity: sinon.fake<Parameters<Change['setSeverity']>, ReturnType<Change['setSeverity']>>(unchanged),
    byPortal: sinon.fake<Parameters<Change['byPortal']>, ReturnType<Change['byPortal']>>(unchanged),
    lookUp: sinon.fake<Parameters<Change['lookUp']>, ReturnType<Change['lookUp']>>(unchanged),
    retry: sinon.fake<Parameters<Change['retry']>, ReturnType<Change['retry']>>(unchanged),
  };
  const files: Omit<FileDelivery, 'possible'> & { possible: boolean } = {
    possible: true,
    offer: (...args) => fakes.offer(...args),
    upload: (...args) => fakes.upload(...args),
  };
  const deps = {
    customers,
    drafts: postgresDraftStore(database),
    requests,
    topics,
    turns: postgresTurnStore(database),
    jobs: { enqueue },
    portals,
    publishers: postgresPublisherStore(database),
    estateOf: (...args) => listed.estateOf(...args),
    showPortals: showPortals({
      directories: [{ portalsOf: (...args) => listed.portalsOf(...args) }],
      store: { save: () => Promise.resolve(), of: () => Promise.resolve(undefined) },
      templates: portals,
      estateOf: (...args) => listed.estateOf(...args),
      clock,
    }),
    gate: { check: (...args) => fakes.check(...args), view: (...args) => fakes.view(...args) },
    checkAccess: checkAccess({
      grants: (...args) => fakes.grants(...args),
      store: accessStore,
      polls: { stateOf: () => Promise.resolve(undefined) },
      estateOf: (...args) => listed.estateOf(...args),
      partnerType: 'direct',
      ownTenantId: OWN_TENANT,
      enabled: true,
      clock,
    }),
    relationTo: (...args) => fakes.relationTo(...args),
    endingAccess: accessStore,
    findCustomer: findCustomer({ customers }),
    readCommand: READ,
    nearCommand: findNearCommand(COMMAND_WORDS, READ),
    showHealth: (...args) => fakes.showHealth(...args),
    incidents,
    incidentReach,
    follows: postgresFollowStore(database, queue),
    announcements: postgresAnnouncementStore(database, queue, false),
    deliveries: postgresDeliveryStore(database, queue),
    ledger: postgresDeliveryLedger(database, queue),
    board,
    healthIntervalMs: 300_000,
    tags,
    watches,
    watchReach,
    whoIsTold: findWhoIsTold({ watches, reach: watchReach, clock }),
    digests: postgresDigestStore(database),
    plans,
    escalationChannels,
    savePlan: savePlan({ plans, channels: escalationChannels }),
    previewEscalation: preview,
    planFile: yamlPlanFile(),
    readPlanFile: readPlanFile({ file: yamlPlanFile(), plans, channels: escalationChannels, recognise: (id) => fakes.recognise(id) }),
    planUploads: postgresPlanUploads(database),
    setUpChannel: setUpChannel({
      channels: escalationChannels,
      directory: { describe: (...args) => fakes.describeChannel(...args) },
      teams: { isOwner: (...args) => fakes.isOwner(...args) },
      plans,
      audience: { of: (...args) => fakes.audienceOf(...args) },
      clock,
      log: () => undefined,
    }),
    checkSetup: (...args) => fakes.checkSetup(...args),
    cases,
    caseStatistics: postgresCaseStatistics(database),
    openCase: openCase({ cases, plans, clock }),
    actOnCase: actOnCase({ cases, plans, clock }),
    caseViews: caseViews({ cases, posts, channels: escalationChannels, plans, clock }),
    casePosts: posts,
    repostCase: repostCase({ cases, posts, plans, channels: escalationChannels, tags, clock }),
    recognise: (personId) => fakes.recognise(personId),
    colleaguesWhoCan: colleaguesWhoCan({
      people: { next: () => Promise.resolve(Object.values(people).map(({ id }) => id)) },
      recognise: (personId) => fakes.recognise(personId),
      gate: { check: (...args) => fakes.check(...args), view: (...args) => fakes.view(...args) },
      onCallFor: onCallFor({ plans, tags, onCall, clock }),
      past,
      hasChat: () => Promise.resolve(true),
      clock,
    }),
    lastCountry: (personId) => past.lastCountry(personId),
    handOver: handOverDraft({
      drafts: postgresDraftStore(database),
      post: {
        offer: (...args) => fakes.offerReport(...args),
        giveBack: (...args) => fakes.giveReportBack(...args),
        taken: async () => true,
      },
      clock,
      log: () => undefined,
    }),
    whoIsOnCall: onCall,
    shifts,
    shiftCalendar: shiftCalendar(),
    fileReading: { read: (...args) => fakes.readFile(...args) },
    foreseeCase: foreseeCase({ plans, channels: escalationChannels, tags, previewEscalation: preview, clock }),
    writeSheet: writeSheet(),
    files,
    showIncident: showIncident({
      incidents,
      reach: incidentReach,
      board,
      polls: postgresHealthPollStore(database),
      source: { incident: (...args) => fakes.incident(...args) },
      clock,
    }),
    readRequest: (...args) => fakes.readRequest(...args),
    changeRequest: { ...changes } as Change,
    submitReport: submitReport({ requests, clock }),
    azureSubscriptions: (...args) => fakes.azureSubscriptions(...args),
    azureTicketsOf: (...args) => fakes.azureTicketsOf(...args),
    azureProblems,
    partner: { ...PARTNER, ...some.partner },
    supportStatement: some.statement ?? {},
    startInPersonalChat: (...args) => fakes.startInPersonalChat(...args),
    audience: { of: (...args) => fakes.audienceOf(...args) },
    ownChat: {
      exists: async () => ownChat.cards !== undefined,
      show: async (_personId, card) => ownChat.cards?.push(card) !== undefined,
    },
    noteFailure: () => 'ERR-1',
  } satisfies DialogDependencies;
  const storage = postgresBotStorage(database);
  return {
    deps,
    people,
    fakes,
    accessStore,
    azureProblems,
    /** An answer for `fakes.azureSubscriptions`. */
    subscribing: (result: Awaited<ReturnType<AzureSubscriptions>>) =>
      sinon.fake.resolves<Parameters<AzureSubscriptions>, ReturnType<AzureSubscriptions>>(result),
    /** An answer for `fakes.readRequest`, beside the request as it is. */
    reading: (of: Partial<Awaited<ReturnType<ReadRequest>>>) =>
      sinon.fake<Parameters<ReadRequest>, ReturnType<ReadRequest>>((request) =>
        Promise.resolve({ request, record: undefined, failure: undefined, ...of }),
      ),
    /** An answer for `fakes.azureTicketsOf`. */
    ticketing: (of: Partial<Awaited<ReturnType<AzureTicketsOf>>>) =>
      sinon.fake.resolves<Parameters<AzureTicketsOf>, ReturnType<AzureTicketsOf>>({ ...NO_TICKETS, ...of }),
    /** Stores what was read of a customer, with its incidents. */
    polled: (snapshot: HealthSnapshot) => postgresHealthStore(database, NO_JOBS).save(snapshot),
    stores: { incidents },
    /** Microsoft closes a request. */
    closes: (requestId: string) => haveDeskStatus(database, requestId, 'closed'),
    /** The bot is in this chat or channel. */
    knowsChat: (conversationId: string, scope: 'personal' | 'team') =>
      postgresConversationStore(database).learn(
        {
          conversationId,
          scope,
          serviceUrl: 'https://channel.example',
          tenantId: OWN_TENANT,
          botId: 'bot',
          personId: undefined,
          accountId: undefined,
          teamId: undefined,
        },
        clock.now(),
      ),
    /** Answers for `fakes.incident` and `fakes.view`. */
    tellingOf: (details: IncidentDetails) =>
      sinon.fake.resolves<Parameters<HealthSource['incident']>, ReturnType<HealthSource['incident']>>(details),
    failingWith: (error: Error) => sinon.fake.rejects<Parameters<HealthSource['incident']>, ReturnType<HealthSource['incident']>>(error),
    teamsFailure: () =>
      new BackEndError({ backEnd: 'teams', code: 'UNAVAILABLE', message: 'PUT of a file answered 503', effect: 'unknown' }),
    viewing: (view: CustomerView) => sinon.fake.returns<Parameters<Gate['view']>, ReturnType<Gate['view']>>(view),
    listed,
    changes,
    jobs,
    ownChat,
    owning: (yes: boolean) => sinon.fake.resolves<Parameters<TeamDirectory['isOwner']>, ReturnType<TeamDirectory['isOwner']>>(yes),
    notTold: () =>
      sinon.fake.rejects<Parameters<TeamDirectory['isOwner']>, ReturnType<TeamDirectory['isOwner']>>(
        new BackEndError({ backEnd: 'graph', code: 'FORBIDDEN', message: 'GET answered 403', effect: 'none' }),
      ),
    /** Colleagues by what the directory finds them by, for `fakes.recognise`. */
    knowing: (colleagues: Readonly<Record<string, Colleague>>) =>
      sinon.fake((wanted: string) => Promise.resolve<Colleague | undefined>(colleagues[wanted])),
    unrecognising: (failure: Error) => sinon.fake((_wanted: string) => Promise.reject<Colleague | undefined>(failure)),
    notDescribed: () =>
      sinon.fake.rejects<Parameters<ChannelDirectory['describe']>, ReturnType<ChannelDirectory['describe']>>(
        new BackEndError({ backEnd: 'teams', code: 'UNAVAILABLE', message: 'GET answered 503', effect: 'none' }),
      ),
    finding: (findings: Awaited<ReturnType<CheckSetup>>) => sinon.fake.resolves<Parameters<CheckSetup>, ReturnType<CheckSetup>>(findings),
    readBy: (audience: Audience) => sinon.fake.resolves<Parameters<ChannelAudience['of']>, ReturnType<ChannelAudience['of']>>(audience),
    clock,
    /** Answers for `fakes.showHealth` and `fakes.check`. */
    answering: (result: Awaited<ReturnType<Health>>) => sinon.fake.resolves<Parameters<Health>, ReturnType<Health>>(result),
    access: (access: CustomerAccess) => sinon.fake.resolves<Parameters<Gate['check']>, ReturnType<Gate['check']>>(access),
    /** Access that depends on the person and the customer, for `fakes.check`. */
    accessBy: (of: (person: Colleague, customer: Pick<Customer, 'tenantId'>) => CustomerAccess) =>
      sinon.fake<Parameters<Gate['check']>, ReturnType<Gate['check']>>((person, customer) => Promise.resolve(of(person, customer))),
    /** Whether a colleague is told of a report handed over, for `fakes.offerReport`. */
    telling: (answer: boolean | Error) =>
      sinon.fake<Parameters<HandOverPost['offer']>, ReturnType<HandOverPost['offer']>>(() =>
        answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer),
      ),
    /** An answer for `fakes.readFile`. */
    holding: (text: string) => sinon.fake.resolves<Parameters<FileReading['read']>, ReturnType<FileReading['read']>>(text),
    reachable: (yes: boolean) => sinon.fake.resolves<Parameters<StartInPersonalChat>, Promise<boolean>>(yes),
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
    modifiedAt: at,
    impact: 'Some mail is late',
    feature: undefined,
    highImpact: false,
  };
  return { ...noIssues(), overviews: [{ id: 'Exchange', service: 'Exchange Online', ...status, issues: [issue] }] };
}
