import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { postgresRequestStore } from '../../src/adapters/postgres/request-store.ts';
import type { DeskRecord, DeskStatus, ServiceRequest } from '../../src/domain/service-request.ts';
import type { RequestChange, RequestStore } from '../../src/ports/request-store.ts';
import type { ServiceDesk } from '../../src/ports/service-desk.ts';
import { changeRequest } from '../../src/use-cases/change-request.ts';
import { noteReading } from '../../src/use-cases/note-reading.ts';
import { freshDatabase } from '../support/database.ts';
import { aReading } from '../support/desk-status.ts';
import { filingWorld } from '../support/filing-world.ts';
import { NEVER, aroundTheClock, backEndFailure, handClock, notFound } from '../support/use-case-fixtures.ts';

const NUMBER = '616122292874576';
const ME = 'a0a0a0a0-0000-4000-8000-000000000001';

describe('changeRequest', () => {
  const clock = handClock();
  let database: Database;
  let requests: RequestStore;
  let enqueued: sinon.SinonSpy;
  let notes: string[];
  let status: DeskStatus;

  before(async () => {
    database = await freshDatabase();
  });

  beforeEach(() => {
    enqueued = sinon.fake.resolves(undefined);
    requests = postgresRequestStore(database, { within: () => ({ enqueue: enqueued }) });
    notes = [];
    status = 'open';
  });

  function desk(some: Partial<ServiceDesk> = {}): ServiceDesk {
    const record = (): DeskRecord => ({
      number: NUMBER,
      title: 'Billed twice',
      status,
      severity: undefined,
      owner: undefined,
      updatedAt: undefined,
      notes: notes.map((text) => ({ key: text, from: 'unknown', by: 'Adele', at: undefined, text })),
    });
    const { desk: bare } = filingWorld(database, { idempotent: true });
    return {
      ...bare,
      read: () => Promise.resolve(record()),
      addNote: (_request, { text }) => {
        notes.push(text);
        return Promise.resolve();
      },
      close: () => {
        status = 'closed';
        return Promise.resolve();
      },
      ...some,
    };
  }

  function change(some: Partial<ServiceDesk> = {}) {
    const noted = noteReading({ requests, responseHours: aroundTheClock, clock, everyMs: 300_000 });
    return changeRequest({
      requests,
      desks: [desk(some)],
      findAzureTicket: notFound,
      noteReading: noted,
      responseHours: aroundTheClock,
      clock,
      deadlineMs: 1000,
    });
  }

  async function a(last: RequestChange, route: 'partner-center' | 'azure-portal' = 'partner-center'): Promise<ServiceRequest> {
    const { id } = await filingWorld(database, { idempotent: true }).submit({ route });
    const claimed = await requests.claim(id, clock.now(), clock.now());
    const changed = claimed && (await requests.change(id, claimed.version, last, 'system', clock.now()));
    assert.ok(changed);
    return changed;
  }

  const filed = () => a({ to: 'filed', number: NUMBER });
  const handedOff = () =>
    a({ to: 'handed-off', link: { url: 'https://portal.azure.com/', portal: 'Azure portal' }, text: 'Text' }, 'azure-portal');
  const uncertain = () => a({ to: 'uncertain', code: 'TIMED_OUT', correlationId: undefined });
  const failed = () => a({ to: 'failed', code: 'INVALID', correlationId: undefined });
  const actions = async (id: string) => (await requests.audit(id)).map(({ action, actor }) => `${action} ${actor}`);

  describe('addNote', () => {
    it('adds the note, shows it and audits who did it', async () => {
      const request = await filed();
      const { record, failure } = await change().addNote(request, 'The invoice is G0123.', ME, NEVER);

      assert.deepEqual([record?.notes.map(({ text }) => text), failure], [['The invoice is G0123.'], undefined]);
      assert.ok((await actions(request.id)).includes(`note ${ME}`));
    });

    it('adds the same note once, however often it is pressed', async () => {
      const request = await filed();
      await change().addNote(request, 'Once', ME, NEVER);
      await change().addNote(request, ' Once ', ME, NEVER);

      assert.deepEqual(notes, ['Once']);
    });

    it('sends nothing to a request that was closed since the card was made, and shows it as it is', async () => {
      const request = await filed();
      status = 'closed';
      const { request: present, failure } = await change().addNote(request, 'One more thing', ME, NEVER);

      assert.deepEqual([notes, present.deskStatus, failure?.code], [[], 'closed', 'CONFLICT']);
      assert.ok(!(await actions(request.id)).includes(`note ${ME}`));
    });

    it('adds the same words again once Microsoft has written in between, with a key of their own', async () => {
      const request = await filed();
      const keys: string[] = [];
      const addNote: ServiceDesk['addNote'] = (_request, { key, text }) => {
        keys.push(key);
        notes.push(text);
        return Promise.resolve();
      };
      await change({ addNote }).addNote(request, 'Yes', ME, NEVER);
      notes.push('And may we restart it?');
      for (let press = 0; press < 2; press++) await change({ addNote }).addNote(request, 'Yes', ME, NEVER);

      assert.deepEqual(notes, ['Yes', 'And may we restart it?', 'Yes']);
      assert.equal(new Set(keys).size, 2);
    });

    it('tells those who follow what Microsoft wrote meanwhile, and nobody the reply itself', async () => {
      const request = await filed();
      await requests.join(request.id, { personId: 'mei', personName: 'Mei Tanaka', locale: 'en', timeZone: 'UTC' }, clock.now());
      await change().addNote(request, 'First reply', ME, NEVER);
      notes.push('Of Microsoft');
      await change().addNote(request, 'Second reply', ME, NEVER);

      const untold = (await requests.untold(request.id, 10)).filter(({ news }) => news.kind === 'message');
      assert.deepEqual(
        untold.map(({ news, to }) => [news.key, to.personId]),
        [['message:Of Microsoft', 'mei']],
      );
    });

    it('is no answer of Microsoft’s later on, when it could not be looked at after it was sent', async () => {
      const request = await filed();
      await requests.join(request.id, { personId: 'mei', personName: 'Mei Tanaka', locale: 'en', timeZone: 'UTC' }, clock.now());
      const whole = desk();
      let looks = 0;
      const once: ServiceDesk['read'] = (...args) => (looks++ === 0 ? whole.read(...args) : Promise.reject(backEndFailure('TIMED_OUT')));
      await change({ read: once }).addNote(request, 'Any news?', ME, NEVER);
      const { request: later } = await change().addNote(request, 'Any news?', ME, NEVER);

      assert.deepEqual(notes, ['Any news?']);
      assert.equal(later.respondedAt, undefined);
      assert.deepEqual(
        (await requests.newsOf(request.id)).map(({ news }) => news.kind),
        ['joined'],
      );
    });

    it('is no answer of Microsoft’s when the back end shows it late', async () => {
      const request = await filed();
      const whole = desk();
      let isShown = false;
      const lagging: ServiceDesk['read'] = async (...args) => {
        const record = await whole.read(...args);
        return record && { ...record, notes: isShown ? record.notes : [] };
      };
      await change({ read: lagging }).addNote(request, 'Any news?', ME, NEVER);
      isShown = true;
      const { request: later } = await change({ read: lagging }).addNote(request, 'Any news?', ME, NEVER);

      assert.deepEqual([later.respondedAt, await requests.newsOf(request.id)], [undefined, []]);
    });

    it('writes nothing when it cannot look', async () => {
      const addNote = sinon.fake.resolves(undefined);
      const failing = change({ read: () => Promise.reject(backEndFailure('UNAVAILABLE')), addNote });

      assert.equal((await failing.addNote(await filed(), 'Note', ME, NEVER)).failure?.code, 'UNAVAILABLE');
      assert.equal(addNote.callCount, 0);
    });

    it('calls a note whose answer was lost added when it is there', async () => {
      const request = await filed();
      const addNote: ServiceDesk['addNote'] = (_request, { text }) => {
        notes.push(text);
        return Promise.reject(backEndFailure('TIMED_OUT', 'unknown'));
      };

      assert.equal((await change({ addNote }).addNote(request, 'Note', ME, NEVER)).failure, undefined);
      assert.ok((await actions(request.id)).includes(`note ${ME}`));
    });

    it('tells why a note was not added, and audits none', async () => {
      const request = await filed();
      const addNote = () => Promise.reject(backEndFailure('FORBIDDEN'));

      assert.equal((await change({ addNote }).addNote(request, 'Note', ME, NEVER)).failure?.code, 'FORBIDDEN');
      assert.ok(!(await actions(request.id)).includes(`note ${ME}`));
    });

    it('is refused where the route or the state has nothing to write to', async () => {
      await assert.rejects(change({ canTrack: false }).addNote(await filed(), 'Note', ME, NEVER), { code: 'NOT_SUPPORTED_BY_ROUTE' });
      await assert.rejects(change().addNote(await uncertain(), 'Note', ME, NEVER), { code: 'NOT_SUPPORTED_BY_ROUTE' });
    });
  });

  describe('close', () => {
    it('closes the request and audits who did it', async () => {
      const request = await filed();
      const { request: closed, failure } = await change().close(request, request.version, ME, NEVER);

      assert.deepEqual([closed.deskStatus, failure], ['closed', undefined]);
      assert.ok((await actions(request.id)).includes(`close ${ME}`));
    });

    it('tells those who follow that it is closed, once, also where the read side lags', async () => {
      for (const some of [{}, { close: () => Promise.resolve() }]) {
        const request = await filed();
        await requests.join(request.id, { personId: 'mei', personName: 'Mei Tanaka', locale: 'en', timeZone: 'UTC' }, clock.now());
        await change(some).close(request, request.version, ME, NEVER);
        await change(some).close(request, request.version, ME, NEVER);

        const untold = (await requests.untold(request.id, 10)).filter(({ news }) => news.kind === 'closed');
        assert.deepEqual(
          untold.map(({ to }) => to.personId),
          ['mei'],
        );
        status = 'open';
      }
    });

    it('closes once, however often it is pressed', async () => {
      const close = sinon.spy(() => {
        status = 'closed';
        return Promise.resolve();
      });
      const request = await filed();
      await change({ close }).close(request, request.version, ME, NEVER);
      const again = await change({ close }).close(request, request.version, ME, NEVER);

      assert.equal(close.callCount, 1);
      assert.equal(again.request.deskStatus, 'closed');
    });

    it('does nothing on the press of an old card', async () => {
      const close = sinon.fake.resolves(undefined);
      const request = await filed();
      await requests.setTracked(request.id, aReading({ status: 'attention-needed' }), clock.now());
      await change({ close }).close(request, request.version, ME, NEVER);

      assert.equal(close.callCount, 0);
    });

    it('believes the back end that took it, though its read side lags', async () => {
      const request = await filed();
      const { request: closed } = await change({ close: () => Promise.resolve() }).close(request, request.version, ME, NEVER);

      assert.equal(closed.deskStatus, 'closed');
    });

    it('tells why it was not closed', async () => {
      const request = await filed();
      const close = () => Promise.reject(backEndFailure('FORBIDDEN'));
      const reading = await change({ close }).close(request, request.version, ME, NEVER);

      assert.deepEqual([reading.failure?.code, reading.request.deskStatus], ['FORBIDDEN', 'open']);
    });
  });

  describe('setNumber', () => {
    const portal = () => change({ canTrack: false });
    const filedAs =
      ({ reference }: ServiceRequest): ServiceDesk['read'] =>
      async ({ number = '' }) => ({
        number,
        title: `Billed twice (${reference})`,
        status: 'open',
        severity: undefined,
        owner: undefined,
        updatedAt: undefined,
        notes: [],
      });

    it('makes a filed request of a hand-off', async () => {
      const request = await handedOff();
      const { request: changed } = await portal().setNumber(request, request.version, ' #2101010050001234 ', ME, NEVER);

      assert.deepEqual([changed.state, changed.number], ['filed', '2101010050001234']);
      assert.ok((await actions(request.id)).includes(`filed ${ME}`));
    });

    it('resolves an uncertain filing', async () => {
      const request = await uncertain();

      assert.equal(
        (await change({ read: filedAs(request) }).setNumber(request, request.version, NUMBER, ME, NEVER)).request.state,
        'filed',
      );
    });

    for (const [what, createdAt] of [
      ['the back end tells that it was there', new Date('2026-11-20T08:58:00Z')],
      ['it was sent, where the back end does not tell', undefined],
    ] as const)
      it(`counts an uncertain filing from when ${what}, not from when its number was typed (B55–B57)`, async () => {
        const request = await uncertain();
        const sentAt = new Date(clock.now().getTime() - 3_600_000);
        await requests.record(request.id, 'filing.sent', 'system', sentAt);
        const told: ServiceDesk['read'] = async (...args) => {
          const record = await filedAs(request)(...args);
          return record && { ...record, createdAt };
        };

        const { request: changed } = await change({ read: told }).setNumber(request, request.version, NUMBER, ME, NEVER);

        assert.deepEqual(changed.filedAt, createdAt ?? sentAt);
      });

    it('takes what Microsoft wrote before the number was typed for known, and tells what it writes afterwards', async () => {
      const request = await uncertain();
      notes.push('written before');
      const read: ServiceDesk['read'] = async (...args) => {
        const record = await filedAs(request)(...args);
        return record && { ...record, notes: notes.map((text) => ({ key: text, from: 'unknown', by: '', at: undefined, text })) };
      };
      const told = change({ read });
      const { request: numbered } = await told.setNumber(request, request.version, NUMBER, ME, NEVER);
      await told.addNote(numbered, 'ours', ME, NEVER);
      const kinds = async () => (await requests.newsOf(request.id)).map(({ news: { kind } }) => kind);
      assert.deepEqual(await kinds(), []);

      notes.push('written since');
      await told.addNote(numbered, 'ours too', ME, NEVER);
      assert.deepEqual(await kinds(), ['message']);
    });

    it('gives a number that a person brought from a portal Microsoft’s target, of which nobody is warned', async () => {
      const request = await handedOff();
      const { request: numbered } = await portal().setNumber(request, request.version, NUMBER, ME, NEVER);

      assert.ok(numbered.responseDueAt !== undefined && numbered.filedAt !== undefined && numbered.responseDueAt > numbered.filedAt);
      const waiting = await requests.awaitingResponse(new Date('2040-01-01'), 100);
      assert.ok(!waiting.some(({ id }) => id === request.id));
    });

    it('refuses the number of another request, whose notes it would open', async () => {
      const [request, another] = [await uncertain(), await uncertain()];

      await assert.rejects(change({ read: filedAs(another) }).setNumber(request, request.version, NUMBER, ME, NEVER), { code: 'INVALID' });
      assert.equal((await requests.byId(request.id))?.state, 'uncertain');
    });

    it('takes no number on trust while Microsoft cannot be asked for it', async () => {
      const request = await uncertain();
      const failing = change({ read: () => Promise.reject(backEndFailure('UNAVAILABLE')) });

      await assert.rejects(failing.setNumber(request, request.version, NUMBER, ME, NEVER), { code: 'UNAVAILABLE' });
      assert.equal((await requests.byId(request.id))?.number, undefined);
    });

    it('refuses what does not look like a number', async () => {
      const request = await handedOff();

      await assert.rejects(portal().setNumber(request, request.version, 'not yet', ME, NEVER), { code: 'INVALID' });
      assert.equal((await requests.byId(request.id))?.state, 'handed-off');
    });

    it('changes nothing on the press of an old card, and gives the present state', async () => {
      const request = await handedOff();
      await portal().setNumber(request, request.version, '11111', ME, NEVER);

      assert.equal((await portal().setNumber(request, request.version, '22222', ME, NEVER)).request.number, '11111');
    });

    it('puts another number in the place of one that nobody but a person vouches for', async () => {
      const request = await handedOff();
      const { request: wrong } = await portal().setNumber(request, request.version, '11111', ME, NEVER);
      clock.move(60_000);

      const { request: corrected } = await portal().setNumber(wrong, wrong.version, '22222', ME, NEVER);

      assert.deepEqual([corrected.state, corrected.number, corrected.filedAt], ['filed', '22222', wrong.filedAt]);
      assert.equal((await actions(request.id)).filter((action) => action === `filed ${ME}`).length, 2);
    });

    it('leaves the number alone that the back end told', async () => {
      const request = await filed();

      assert.equal((await change().setNumber(request, request.version, '999999', ME, NEVER)).request.number, NUMBER);
    });

    it('puts another number in the place of a ticket that was taken for it, unless the ticket names the request', async () => {
      const wrongly = async () => {
        const { id } = await handedOff();
        const ticket = { subscriptionId: '3c8b1e44-90a8-4f3a-9b6c-11f1f2f3f4f5', name: `T-${id}` };
        return (await requests.linkTicket(id, { number: '11111', ticket, createdAt: undefined }, ME, clock.now())) ?? assert.fail('linked');
      };
      const [other, own] = [await wrongly(), await wrongly()];
      const azure = (title: string) =>
        change({
          routes: ['azure-support'],
          read: async () => ({ ...(await filedAs(own)(own, NEVER)), number: '11111', title }) as DeskRecord,
        });

      const { request: corrected } = await azure('Something else').setNumber(other, other.version, '22222', ME, NEVER);
      const { request: kept } = await azure(`Slow (${own.reference})`).setNumber(own, own.version, '22222', ME, NEVER);

      assert.deepEqual([corrected.number, corrected.azureTicket, kept.number], ['22222', undefined, '11111']);
    });

    it('leaves a request alone that waits for no number', async () => {
      const request = await failed();

      assert.equal((await change().setNumber(request, request.version, NUMBER, ME, NEVER)).request.state, 'failed');
    });
  });

  describe('retry', () => {
    for (const [name, given] of [
      ['failed', failed],
      ['uncertain', uncertain],
    ] as const) {
      it(`makes a ${name} request ready, with its job and the name of who asked`, async () => {
        const request = await given();
        enqueued.resetHistory();
        const { request: ready } = await change().retry(request, request.version, ME);

        assert.equal(ready.state, 'ready');
        assert.equal(enqueued.callCount, 1);
        assert.ok((await actions(request.id)).includes(`ready ${ME}`));
      });
    }

    it('of an uncertain one may be a look alone, which settles it where it is there, and sends nothing', async () => {
      const request = await uncertain();
      const { request: absent } = await change({ find: async () => undefined }).lookUp(request, request.version, ME, NEVER);
      const making = { kind: 'accepted', operation: 'op-1', retryAfterMs: 15_000 } as const;
      const other = await uncertain();
      const { request: madeLater } = await change({ find: async () => making }).lookUp(other, other.version, ME, NEVER);
      const { request: there } = await change({ find: async () => ({ kind: 'filed', number: NUMBER }) }).lookUp(
        request,
        request.version,
        ME,
        NEVER,
      );

      assert.deepEqual(
        [absent.state, madeLater.state, madeLater.operation, there.state, there.number],
        ['uncertain', 'sending', 'op-1', 'filed', NUMBER],
      );
      assert.ok((await actions(request.id)).includes(`filed ${ME}`));
    });

    it('never sends a filed request again', async () => {
      const request = await filed();

      assert.equal((await change().retry(request, request.version, ME)).request.state, 'filed');
    });

    it('does it once when pressed twice at the same time', async () => {
      const request = await failed();
      enqueued.resetHistory();
      await Promise.all([change().retry(request, request.version, ME), change().retry(request, request.version, ME)]);

      assert.equal(enqueued.callCount, 1);
    });
  });
});
