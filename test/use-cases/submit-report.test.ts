import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Database } from '../../src/adapters/postgres/database.ts';
import type { SupportPlan } from '../../src/domain/cloud.ts';
import { filingRoute, type FilingAnswer } from '../../src/domain/filing-route.ts';
import type { ReportDraft } from '../../src/domain/report-draft.ts';
import { submitReport } from '../../src/use-cases/submit-report.ts';
import { anAzureProblem } from '../support/azure-problems.ts';
import { freshDatabase } from '../support/database.ts';
import { USUAL_FILING } from '../support/filing-facts.ts';
import { filingWorld, type FilingWorld } from '../support/filing-world.ts';
import { aCustomer, aPerson } from '../support/use-case-fixtures.ts';
import { answersFor } from '../../src/domain/severity.ts';

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
      ...answersFor('moderate'),
      title: 'Billed twice',
      description: 'The invoice lists a cancelled subscription.',
      contact: { givenName: 'Adele', surname: 'Vance', email: 'adele@northwindcloud.example', phone: undefined },
      language: 'en',
      topicId: '90000001',
      ...some,
    };
  }

  const answerTo = ({ product = 'commercial', nature = 'billing' }: ReportDraft, plans: readonly SupportPlan[] = []): FilingAnswer =>
    filingRoute({ ...USUAL_FILING, product, nature, plans });

  /** As it is in the store when it is read. */
  async function kept({ id, version, personId }: ReportDraft): Promise<void> {
    const at = world.clock.now();
    const row = { id, version, person_id: personId, conversation_id: 'chat', fields: '{}', editing: null, created_at: at, updated_at: at };
    await database.kysely
      .insertInto('report_draft')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  async function submit(draft: ReportDraft, customer = aCustomer()) {
    await kept(draft);
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
    assert.equal((await submit(aDraft({ nature: 'break-fix' }))).severity, 'moderate');
    assert.equal((await submit(aDraft({ nature: 'break-fix', severity: 'critical', severityReason: 'Payday' }))).severity, 'critical');
  });

  it('takes C where the severity makes no difference, whatever was answered before (B60)', async () => {
    const { severity, impactAnswers } = await submit(aDraft());

    assert.deepEqual([severity, impactAnswers], ['minimal', undefined]);
  });

  it('audits the proposed severity and the chosen one, with the reason (B54)', async () => {
    const { id } = await submit(aDraft({ nature: 'break-fix', severity: 'critical', severityReason: 'Payday' }));

    assert.deepEqual(
      (await world.requests.audit(id)).map(({ action, reason }) => [action, reason]),
      [
        ['submitted', undefined],
        ['severity-proposed-moderate-chosen-critical', 'Payday'],
      ],
    );
  });

  it('keeps the answers that the severity was proposed from', async () => {
    const { impact, impactAnswers } = await submit(aDraft({ nature: 'break-fix' }));

    assert.deepEqual([impact, impactAnswers], ['impaired', { affected: 'group', production: true, workaround: false }]);
  });

  it('keeps a support topic only where the route wants one', async () => {
    assert.equal((await submit(aDraft())).topicId, '90000001');
    assert.equal((await submit(aDraft({ nature: 'break-fix' }))).topicId, undefined);
  });

  for (const field of ['product', 'nature', 'category', 'affected', 'title', 'description', 'contact', 'language', 'topicId'] as const) {
    it(`refuses a draft without ${field}`, async () => {
      const draft = field === 'affected' ? aDraft({ nature: 'break-fix' }) : aDraft();
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

  describe('to Azure Support', () => {
    const azure = {
      subscription: { id: '3c8b1e44-90a8-4f3a-9b6c-11f1f2f3f4f5', name: 'Production' },
      problem: anAzureProblem('Storage', 'Access denied'),
      secondaryConsents: [{ type: 'dump', given: true }],
    };
    const draftOf = (some: Partial<ReportDraft> = {}) =>
      aDraft({
        product: 'azure',
        nature: 'break-fix',
        category: 'performance-availability',
        azureSubscriptionId: azure.subscription.id,
        azureProblemId: azure.problem.id,
        diagnosticConsent: true,
        contactCountry: 'FR',
        contactTimeZone: 'Europe/Paris',
        ...some,
      });
    const submitAzure = async (draft: ReportDraft, choice: typeof azure | undefined) => {
      await kept(draft);
      return submitReport({ requests: world.requests, clock: world.clock })({
        person: aPerson(),
        draft,
        customer: aCustomer(),
        answer: answerTo(draft, ['premier']),
        azure: choice,
        locale: 'fr',
        timeZone: 'Europe/Paris',
        place: undefined,
      });
    };

    it('keeps what was chosen by name, so that the request can be read without Azure', async () => {
      const request = await submitAzure(draftOf(), azure);

      assert.equal(request.route, 'azure-support');
      assert.deepEqual(request.azure, {
        subscriptionId: azure.subscription.id,
        subscriptionName: 'Production',
        problemId: azure.problem.id,
        problemName: 'Storage › Access denied',
        diagnosticConsent: true,
        secondaryConsents: azure.secondaryConsents,
        roundTheClock: false,
        country: 'FR',
        timeZone: 'Europe/Paris',
      });
    });

    it('refuses a draft that lacks the consent, the place of the contact, or what was looked up', async () => {
      const submitted = [
        submitAzure(draftOf(), undefined),
        submitAzure(draftOf({ diagnosticConsent: undefined }), azure),
        submitAzure(draftOf({ contactCountry: undefined }), azure),
        submitAzure(draftOf({ contactTimeZone: undefined }), azure),
      ];

      for (const one of submitted) await assert.rejects(one, { code: 'INVALID' });
      assert.equal(world.jobs.length, 0);
    });

    it('keeps nothing of it on another route', async () => {
      const draft = draftOf({ nature: 'billing', category: 'billing-subscription' });

      assert.equal((await submitAzure(draft, azure)).azure, undefined);
    });
  });

  it('refuses a draft of another customer', async () => {
    await assert.rejects(submit(aDraft(), aCustomer({ tenantId: 'c0000000-0000-4000-8000-000000000099' })), {
      code: 'INVALID',
    });
  });

  it('refuses a route on which nothing is filed (B39, B52)', async () => {
    await assert.rejects(submit(aDraft({ product: 'marketplace', nature: 'break-fix' })), { code: 'INVALID' });
  });
});
