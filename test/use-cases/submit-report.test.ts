import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { filingRoute, type FilingAnswer } from '../../src/domain/filing-route.ts';
import type { ReportDraft } from '../../src/domain/report-draft.ts';
import { submitReport } from '../../src/use-cases/submit-report.ts';
import { freshDatabase } from '../support/database.ts';
import { filingWorld, type FilingWorld } from '../support/filing-world.ts';
import { aCustomer, aPerson } from '../support/use-case-fixtures.ts';

describe('submitReport', () => {
  let database: Database;
  let world: FilingWorld;

  before(async () => {
    database = await freshDatabase();
  });

  beforeEach(() => {
    world = filingWorld(database, { idempotent: true });
  });

  function aDraft(some: Partial<ReportDraft> = {}): ReportDraft {
    return {
      id: randomUUID(),
      version: 4,
      personId: aPerson().id,
      conversationId: 'chat',
      editing: undefined,
      createdAt: world.clock.now(),
      updatedAt: world.clock.now(),
      tenantId: aCustomer().tenantId,
      product: 'microsoft365',
      nature: 'billing',
      category: 'billing-subscription',
      impact: 'impaired',
      title: 'Billed twice',
      description: 'The invoice lists a cancelled subscription.',
      contact: { givenName: 'Adele', surname: 'Vance', email: 'adele@northwindcloud.example', phone: undefined },
      language: 'en',
      topicId: '90000001',
      ...some,
    };
  }

  const answerTo = ({ product = 'commercial', nature = 'billing' }: ReportDraft): FilingAnswer =>
    filingRoute({
      product,
      nature,
      ownTenant: false,
      access: 'granted',
      roles: aPerson().roles,
      partnerType: 'direct',
      plans: [],
    });

  function submit(draft: ReportDraft, customer = aCustomer()) {
    const submission = {
      person: aPerson(),
      draft,
      customer,
      answer: answerTo(draft),
      locale: 'fr',
      timeZone: 'Europe/Paris',
      place: undefined,
    } as const;
    return submitReport({ requests: world.requests, clock: world.clock })(submission);
  }

  it('stores the request as ready, with its job, and sends nothing', async () => {
    const request = await submit(aDraft());

    assert.deepEqual(
      [request.state, request.route, request.locale, request.customerName, request.personName],
      ['ready', 'partner-center', 'fr', 'Contoso', 'Adele Vance'],
    );
    assert.deepEqual(
      world.jobs.map(({ id }) => id),
      [request.id],
    );
    assert.equal(world.asked.files, 0);
  });

  it('gives the same request for a second press', async () => {
    const draft = aDraft();
    const [first, second] = await Promise.all([submit(draft), submit(draft)]);

    assert.equal(first.id, second.id);
    assert.equal(world.jobs.length, 1);
  });

  it('takes the severity proposed for the impact, or the one the person chose (B54)', async () => {
    assert.equal((await submit(aDraft())).severity, 'moderate');
    assert.equal((await submit(aDraft({ severity: 'critical', severityReason: 'Payday' }))).severity, 'critical');
  });

  it('keeps a support topic only where the route wants one', async () => {
    assert.equal((await submit(aDraft())).topicId, '90000001');
    assert.equal((await submit(aDraft({ nature: 'break-fix' }))).topicId, undefined);
  });

  for (const field of ['product', 'nature', 'category', 'impact', 'title', 'description', 'contact', 'language', 'topicId'] as const) {
    it(`refuses a draft without ${field}`, async () => {
      const draft = aDraft();
      const submission = {
        person: aPerson(),
        customer: aCustomer(),
        answer: answerTo(draft),
        locale: 'en',
        timeZone: 'Europe/Paris',
        place: undefined,
      } as const;
      const submitted = submitReport({ requests: world.requests, clock: world.clock })({
        ...submission,
        draft: { ...draft, [field]: undefined },
      });

      await assert.rejects(submitted, { code: 'INVALID' });
      assert.equal(world.jobs.length, 0);
    });
  }

  it('refuses a draft of another customer', async () => {
    await assert.rejects(submit(aDraft(), aCustomer({ tenantId: 'c0000000-0000-4000-8000-000000000099' })), {
      code: 'INVALID',
    });
  });

  it('refuses a route on which nothing is filed (B39, B52)', async () => {
    await assert.rejects(submit(aDraft({ product: 'marketplace', nature: 'break-fix' })), { code: 'INVALID' });
  });
});
