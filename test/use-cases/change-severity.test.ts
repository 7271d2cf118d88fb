import assert from 'node:assert/strict';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { postgresRequestStore } from '../../src/adapters/postgres/request-store.ts';
import type { DeskNote, DeskRecord, ServiceRequest } from '../../src/domain/service-request.ts';
import type { Severity } from '../../src/domain/severity.ts';
import type { RequestStore } from '../../src/ports/request-store.ts';
import type { ServiceDesk } from '../../src/ports/service-desk.ts';
import { changeRequest } from '../../src/use-cases/change-request.ts';
import { noteReading } from '../../src/use-cases/note-reading.ts';
import { freshDatabase } from '../support/database.ts';
import { filingWorld } from '../support/filing-world.ts';
import { backEndFailure, handClock, NEVER, aroundTheClock, notFound, someContent } from '../support/use-case-fixtures.ts';

const NUMBER = '616122292874576';
const ME = 'a0a0a0a0-0000-4000-8000-000000000001';
const WISH = { severity: 'critical', reason: 'Payday is tomorrow' } as const;

describe('changeRequest, the severity of a filed request', () => {
  const clock = handClock();
  let database: Database;
  let requests: RequestStore;
  let severity: Severity;
  let notes: DeskNote[];

  before(async () => {
    database = await freshDatabase();
  });

  beforeEach(() => {
    requests = postgresRequestStore(database, { within: () => ({ enqueue: () => Promise.resolve() }) });
    severity = 'minimal';
    notes = [];
  });

  const record = (): DeskRecord => ({
    number: NUMBER,
    title: 'Billed twice',
    status: 'open',
    severity,
    owner: undefined,
    updatedAt: undefined,
    notes: [...notes],
  });

  function change(some: Partial<ServiceDesk> = {}) {
    const desk: ServiceDesk = {
      ...filingWorld(database, { idempotent: true }).desk,
      canSetSeverity: true,
      read: () => Promise.resolve(record()),
      addNote: (_request, { key, text }) => {
        if (notes.every((note) => note.key !== key)) notes.push({ key, by: 'Adele Vance', at: clock.now(), text, from: 'partner' });
        return Promise.resolve();
      },
      setSeverity: (_request, wanted) => {
        severity = wanted;
        return Promise.resolve();
      },
      ...some,
    };
    const reading = noteReading({
      requests,
      responseHours: () => Promise.resolve({ calendar: undefined, businessHoursOnly: false }),
      clock,
      everyMs: 300_000,
    });
    return changeRequest({
      requests,
      desks: [desk],
      findAzureTicket: notFound,
      noteReading: reading,
      responseHours: aroundTheClock,
      clock,
      deadlineMs: 1000,
    });
  }

  async function filed(content: Parameters<typeof someContent>[0] = {}): Promise<ServiceRequest> {
    const { submit } = filingWorld(database, { idempotent: true });
    const { id } = await submit({ route: 'partner-center', content: someContent(content) });
    const claimed = await requests.claim(id, clock.now(), clock.now());
    const request = claimed && (await requests.change(id, claimed.version, { to: 'filed', number: NUMBER }, 'system', clock.now()));
    assert.ok(request);
    return request;
  }

  const actions = async (id: string) => (await requests.audit(id)).map(({ action, actor }) => `${action} ${actor}`);
  const reasons = async (id: string) => (await requests.audit(id)).flatMap(({ reason }) => reason ?? []);
  const texts = () => notes.map(({ text }) => text);

  it('is changed at Microsoft, with the reason in a note, and audited with before, after and reason (B54)', async () => {
    const request = await filed();

    const { request: after, remark, failure } = await change().setSeverity(request, request.version, WISH, ME, NEVER);

    assert.deepEqual([severity, after.desk?.severity, remark, failure], ['critical', 'critical', 'severity-set', undefined]);
    assert.deepEqual(texts(), ['Severity: C (minimal) → A (critical)\nReason for the severity: Payday is tomorrow']);
    assert.equal((await actions(request.id)).filter((action) => action === `severity-minimal-to-critical ${ME}`).length, 1);
    assert.deepEqual(await reasons(request.id), ['Payday is tomorrow']);
  });

  it('moves the time of the first response at once, and not where it is only asked for (B54–B57)', async () => {
    const dueAfter = async (some: Partial<ServiceDesk>): Promise<number | undefined> => {
      severity = 'minimal';
      const request = await filed({ nature: 'break-fix', severity: 'minimal' });
      const { request: after } = await change(some).setSeverity(request, request.version, WISH, ME, NEVER);
      return after.responseDueAt && (after.responseDueAt.getTime() - clock.now().getTime()) / 3_600_000;
    };

    assert.deepEqual([await dueAfter({}), await dueAfter({ canSetSeverity: false })], [2, 8]);
  });

  it('is asked for in a note where the desk cannot change it, which is said and audited', async () => {
    const request = await filed();

    const { remark } = await change({ canSetSeverity: false }).setSeverity(request, request.version, WISH, ME, NEVER);

    assert.deepEqual([severity, remark], ['minimal', 'severity-asked']);
    assert.deepEqual(texts(), [
      'Please change the severity of this request: C (minimal) → A (critical)\nReason for the severity: Payday is tomorrow',
    ]);
    assert.ok((await actions(request.id)).includes(`severity-asked-minimal-to-critical ${ME}`));
    assert.deepEqual(await reasons(request.id), ['Payday is tomorrow']);
  });

  it('is asked for in a note where Microsoft does not change it any more', async () => {
    const request = await filed();
    const setSeverity = () => Promise.reject(backEndFailure('CONFLICT'));

    const { remark, failure } = await change({ setSeverity }).setSeverity(request, request.version, WISH, ME, NEVER);

    assert.deepEqual([remark, failure], ['severity-asked', undefined]);
    assert.equal(notes.length, 1);
  });

  it('stays, with the reason why, where Microsoft refuses', async () => {
    const request = await filed();
    const setSeverity = () => Promise.reject(backEndFailure('FORBIDDEN'));

    const { remark, failure } = await change({ setSeverity }).setSeverity(request, request.version, WISH, ME, NEVER);

    assert.deepEqual([severity, remark, failure?.code], ['minimal', undefined, 'FORBIDDEN']);
    assert.deepEqual(texts(), []);
    assert.ok((await actions(request.id)).every((action) => !action.startsWith('severity')));
  });

  it('is changed although the answer was lost', async () => {
    const request = await filed();
    const setSeverity = (_request: ServiceRequest, wanted: Severity) => {
      severity = wanted;
      return Promise.reject(backEndFailure('TIMED_OUT', 'unknown'));
    };

    const { remark, failure } = await change({ setSeverity }).setSeverity(request, request.version, WISH, ME, NEVER);

    assert.deepEqual([remark, failure, notes.length], ['severity-set', undefined, 1]);
  });

  it('says that the reason did not arrive, beside the new severity', async () => {
    const request = await filed();
    const addNote = () => Promise.reject(backEndFailure('UNAVAILABLE'));

    const { request: after, remark, failure } = await change({ addNote }).setSeverity(request, request.version, WISH, ME, NEVER);

    assert.deepEqual([after.desk?.severity, remark, failure?.code], ['critical', 'severity-set', 'UNAVAILABLE']);
  });

  it('is changed once by two presses', async () => {
    const request = await filed();
    const press = () => change().setSeverity(request, request.version, WISH, ME, NEVER);
    await press();
    await press();

    assert.equal(notes.length, 1);
    assert.equal((await actions(request.id)).filter((action) => action.startsWith('severity-')).length, 1);
  });

  it('is left alone by a press on an old card', async () => {
    const request = await filed();

    await change().setSeverity(request, request.version - 1, WISH, ME, NEVER);

    assert.deepEqual([severity, texts()], ['minimal', []]);
  });
});
