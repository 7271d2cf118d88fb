import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { partnerCenterDesk } from '../../src/adapters/partner-center/desk.ts';
import { postgresCaseStore } from '../../src/adapters/postgres/case-store.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { postgresDraftStore } from '../../src/adapters/postgres/draft-store.ts';
import { postgresPlanStore } from '../../src/adapters/postgres/plan-store.ts';
import { postgresRequestStore } from '../../src/adapters/postgres/request-store.ts';
import { reportOfCase } from '../../src/domain/case-report.ts';
import { filingRoute } from '../../src/domain/filing-route.ts';
import { responseNews } from '../../src/domain/request-news.ts';
import type { ServiceRequest } from '../../src/domain/service-request.ts';
import type { CaseEvent, SupportCase } from '../../src/domain/support-case.ts';
import type { JobData, JobName } from '../../src/ports/job-queue.ts';
import type { ServiceDesk } from '../../src/ports/service-desk.ts';
import { actOnCase } from '../../src/use-cases/act-on-case.ts';
import { changeRequest } from '../../src/use-cases/change-request.ts';
import { fileRequest } from '../../src/use-cases/file-request.ts';
import { followCaseRequest } from '../../src/use-cases/follow-case-request.ts';
import { submitReport } from '../../src/use-cases/submit-report.ts';
import { aNewCase, DMITRI } from '../support/cases.ts';
import { freshDatabase } from '../support/database.ts';
import { aReading } from '../support/desk-status.ts';
import { USUAL_FILING } from '../support/filing-facts.ts';
import { NO_JOBS } from '../support/no-jobs.ts';
import { sandboxBackEnds, type SandboxBackEnds } from '../support/sandbox-back-ends.ts';
import {
  aCustomer,
  aPerson,
  aroundTheClock,
  backEndFailure,
  handClock,
  NEVER,
  notRead,
  someContent,
  notFound,
} from '../support/use-case-fixtures.ts';

describe('followCaseRequest', () => {
  let database: Database;
  let backEnds: SandboxBackEnds;
  before(async () => {
    database = await freshDatabase();
    backEnds = await sandboxBackEnds();
  });
  after(() => backEnds.cloud.stop());

  /** A case, and whoever files from it; jobs are noted and run by hand, as another process would. */
  function given(desk: ServiceDesk = partnerCenterDesk(backEnds.partnerCenter)) {
    const clock = handClock();
    const jobs: { readonly name: JobName; readonly id: string }[] = [];
    const enqueue = async (name: JobName, { id = '' }: JobData) => void jobs.push({ name, id });
    const requests = postgresRequestStore(database, { within: () => ({ enqueue }) });
    const cases = postgresCaseStore(database, NO_JOBS);
    const act = actOnCase({ cases, plans: postgresPlanStore(database), clock });
    const follow = followCaseRequest({ requests, cases, actOnCase: act });
    const file = fileRequest({
      requests,
      desks: [desk],
      notifier: { showRequest: async () => undefined },
      mayKnow: async () => true,
      jobs: { enqueue, work: async () => undefined, schedule: async () => undefined },
      responseHours: aroundTheClock,
      clock,
      timeoutMs: 5000,
      settleMs: 1000,
      metrics: { filing: () => undefined },
      log: () => undefined,
    });

    return {
      clock,
      requests,
      cases,
      jobs,
      follow: (id: string) => follow(id, NEVER),
      file: (id: string) => file(id, NEVER),
      act,
      openCase: () => cases.open(aNewCase({ tenantId: aCustomer().tenantId, product: 'commercial' }), DMITRI, clock.now()),
      /** From the draft that `case.file` begins to the request. */
      submit: async (from: SupportCase): Promise<ServiceRequest> => {
        const drafts = postgresDraftStore(database);
        const person = aPerson();
        const { givenName, surname } = person;
        const contact = { givenName: givenName ?? '', surname: surname ?? '', email: person.email ?? '', phone: undefined };
        const fields = { ...reportOfCase(from), nature: 'billing', contact, topicId: '90000001' } as const;
        const draft = await drafts.create(person.id, 'chat', fields, clock.now());
        const stored = (await drafts.ofCase(person.id, from.id, clock.now())) ?? draft;
        const answer = filingRoute({ ...USUAL_FILING, product: 'commercial', nature: 'billing' });
        const whole = {
          person,
          draft: stored,
          customer: aCustomer(),
          answer,
          locale: 'en',
          timeZone: 'Europe/London',
          place: undefined,
        } as const;
        return submitReport({ requests, clock })(whole);
      },
      /** From no case. */
      submitAlone: (): Promise<ServiceRequest> => {
        const { id: personId, displayName: personName } = aPerson();
        const from = { personId, personName, locale: 'en', timeZone: 'Europe/London', place: undefined } as const;
        return requests.submit({ draftId: randomUUID(), ...from, route: 'partner-center', content: someContent() }, clock.now());
      },
      told: async (id: string): Promise<readonly CaseEvent[]> => (await cases.events(id, 100)).filter(({ kind }) => kind === 'request'),
      /** How often the case was to be told. */
      due: (id: string) => jobs.filter(({ name, id: of }) => name === 'follow-case-request' && of === id).length,
    };
  }

  it('brings Microsoft’s number from the case’s own report back to the case, which waits for Microsoft then', async () => {
    const { cases, openCase, submit, file, follow, act, told, due } = given();
    const opened = await openCase();
    await act(opened.id, { kind: 'take' }, DMITRI, { key: undefined });

    const { id, reference } = await submit(opened);
    assert.equal(due(id), 0);
    await file(id);
    assert.equal(due(id), 1);
    await follow(id);

    const after = await cases.byId(opened.id);
    assert.deepEqual([after?.requestId, after?.state, after?.waitingFor], [id, 'waiting', 'microsoft']);
    const [event] = await told(opened.id);
    assert.deepEqual([event?.detail.requestState, typeof event?.detail.number], ['filed', 'string']);
    assert.equal(backEnds.cloud.state.serviceRequests.find(event?.detail.number ?? '')?.title.includes(reference), true);
  });

  it('tells it once, however often the job runs after the process that filed was killed', async () => {
    const { openCase, submit, file, follow, told } = given();
    const opened = await openCase();
    const { id } = await submit(opened);
    await file(id);

    // Killed before it told; taken up by two others at once, and once more after one of them was killed behind its commit.
    await Promise.all([follow(id), follow(id)]);
    await follow(id);

    assert.equal((await told(opened.id)).length, 1);
  });

  it('tells nothing while the request is on its way', async () => {
    const { openCase, submit, follow, told } = given();
    const opened = await openCase();

    await follow((await submit(opened)).id);

    assert.equal((await told(opened.id)).length, 0);
  });

  it('tells that it failed, and that it failed again', async () => {
    const refuses = { ...partnerCenterDesk(backEnds.partnerCenter), file: () => Promise.reject(backEndFailure('INVALID')) };
    const { openCase, submit, file, follow, requests, told, clock, due } = given(refuses);
    const opened = await openCase();
    const { id } = await submit(opened);
    await file(id);
    await follow(id);

    const failed = await requests.byId(id);
    await requests.change(id, failed?.version ?? 0, { to: 'ready' }, 'a', clock.now());
    await file(id);
    await follow(id);
    await follow(id);

    assert.equal(due(id), 2);
    assert.deepEqual(
      (await told(opened.id)).map(({ detail }) => detail.requestState),
      ['failed', 'failed'],
    );
  });

  it('takes a number that was brought back by hand from the portal', async () => {
    const handsOff: ServiceDesk = {
      ...partnerCenterDesk(backEnds.partnerCenter),
      canTrack: false,
      file: () => Promise.resolve({ kind: 'handed-off', link: { url: 'https://portal.azure.com/', portal: 'Azure portal' }, text: 'Text' }),
    };
    const { openCase, submit, file, follow, requests, told, clock } = given(handsOff);
    const opened = await openCase();
    const { id } = await submit(opened);
    await file(id);
    await follow(id);

    const handedOff = await requests.byId(id);
    assert.ok(handedOff);
    await changeRequest({
      requests,
      desks: [handsOff],
      findAzureTicket: notFound,
      noteReading: notRead,
      responseHours: aroundTheClock,
      clock,
    }).setNumber(handedOff, handedOff.version, '2611210050001234', aPerson().id, NEVER);
    await follow(id);

    assert.deepEqual(
      (await told(opened.id)).map(({ detail }) => [detail.requestState, detail.number]),
      [
        ['handed-off', undefined],
        ['filed', '2611210050001234'],
      ],
    );
  });

  it('tells that somebody took it off our list, not that Microsoft closed it, and that it came back', async () => {
    const handsOff: ServiceDesk = {
      ...partnerCenterDesk(backEnds.partnerCenter),
      canTrack: false,
      file: () => Promise.resolve({ kind: 'handed-off', link: { url: 'https://portal.azure.com/', portal: 'Azure portal' }, text: 'Text' }),
    };
    const { openCase, submit, file, follow, requests, told, clock } = given(handsOff);
    const opened = await openCase();
    const { id } = await submit(opened);
    await file(id);
    clock.move(1000);
    const ended = await requests.end(id, (await requests.byId(id))?.version ?? 0, 'not-filed', aPerson().id, clock.now());
    await follow(id);
    clock.move(1000);
    await requests.resume(id, ended?.version ?? 0, aPerson().id, clock.now());
    await follow(id);

    assert.deepEqual(
      (await told(opened.id)).map(({ detail }) => detail.requestState),
      ['handed-off', 'ended', 'reopened'],
    );
  });

  it('tells afterwards that Microsoft answered, waits, closed it or is late, each once and in this order', async () => {
    const { openCase, submit, file, follow, requests, told, clock } = given();
    const opened = await openCase();
    const { id } = await submit(opened);
    await file(id);
    await follow(id);
    const seen = async (reading: Parameters<typeof aReading>[0]) => {
      clock.move(60_000);
      await requests.setTracked(id, aReading(reading), clock.now());
      await follow(id);
    };

    await requests.addNews(id, responseNews('response-late', clock.now()), clock.now());
    await seen({ news: [{ kind: 'message', key: 'message:1' }], respondedAt: new Date(clock.now().getTime() + 60_000) });
    await seen({ status: 'attention-needed', news: [{ kind: 'attention-needed', key: 'a' }] });
    await seen({ status: 'closed', news: [{ kind: 'closed', key: 'c' }] });
    await Promise.all([follow(id), follow(id)]);

    const events = await told(opened.id);
    assert.deepEqual(
      events.map(({ detail }) => detail.requestState),
      ['filed', 'late', 'answered', 'attention-needed', 'closed'],
    );
    assert.equal(events.at(-1)?.actor, 'system');
  });

  it('tells a case that was escalated later only what came after', async () => {
    const { cases, submitAlone, file, follow, requests, told, clock } = given();
    const { id } = await submitAlone();
    await file(id);
    clock.move(1000);
    await requests.setTracked(id, aReading({ status: 'attention-needed', news: [{ kind: 'attention-needed', key: 'a' }] }), clock.now());
    clock.move(1000);
    const late = await cases.open(aNewCase({ requestId: id }), DMITRI, clock.now());
    clock.move(1000);
    await requests.setTracked(id, aReading({ status: 'closed', news: [{ kind: 'closed', key: 'c' }] }), clock.now());
    await follow(id);

    assert.deepEqual(
      (await told(late.id)).map(({ detail }) => detail.requestState),
      ['closed'],
    );
  });

  it('tells a case that was escalated before the number was known, though Microsoft had the request by then', async () => {
    const { cases, submitAlone, follow, requests, told, clock } = given();
    const { id } = await submitAlone();
    const claimed = await requests.claim(id, clock.now(), clock.now());
    const filedAt = clock.now();
    clock.move(1000);
    const escalated = await cases.open(aNewCase({ requestId: id }), DMITRI, clock.now());
    clock.move(1000);
    await requests.change(id, claimed?.version ?? 0, { to: 'filed', number: '11111', filedAt }, 'system', clock.now());
    clock.move(1000);
    const late = await cases.open(aNewCase({ requestId: id }), DMITRI, clock.now());
    await requests.record(id, 'note', DMITRI.id, clock.now());
    await follow(id);

    const states = (events: readonly CaseEvent[]) => events.map(({ detail }) => detail.requestState);
    assert.deepEqual([states(await told(escalated.id)), await told(late.id)], [['filed'], []]);
  });

  it('tells the open cases that were escalated from it before, each once, and no resolved one', async () => {
    const { cases, submitAlone, file, follow, act, told, due, clock } = given();
    const { id } = await submitAlone();
    const [open, resolved] = [
      await cases.open(aNewCase({ requestId: id }), DMITRI, clock.now()),
      await cases.open(aNewCase({ requestId: id }), DMITRI, clock.now()),
    ];
    await act(resolved.id, { kind: 'resolve', cause: 'fixed', text: 'x' }, DMITRI, { key: undefined });

    clock.move(1000);
    await file(id);
    clock.move(1000);
    const late = await cases.open(aNewCase({ requestId: id }), DMITRI, clock.now());
    await Promise.all([follow(id), follow(id)]);
    await follow(id);

    assert.equal(due(id), 1);
    const states = (events: readonly CaseEvent[]) => events.map(({ detail }) => detail.requestState);
    assert.deepEqual(states(await told(open.id)), ['filed']);
    assert.deepEqual([...(await told(resolved.id)), ...(await told(late.id))], []);
  });

  it('leaves requests alone that come from no case, or are not there', async () => {
    const { follow, submitAlone, jobs, file } = given();
    const { id } = await submitAlone();
    await file(id);

    await follow(id);
    await follow(randomUUID());

    assert.deepEqual(
      jobs.map(({ name }) => name),
      ['file-request'],
    );
  });
});
