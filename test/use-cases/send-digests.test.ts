import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { Audience } from '../../src/domain/audience.ts';
import type { DigestIncident } from '../../src/domain/digest.ts';
import { BackEndError, type ErrorCode } from '../../src/domain/errors.ts';
import type { WatchPlace } from '../../src/domain/watch.ts';
import type { ConversationAddress } from '../../src/ports/conversation-store.ts';
import type { DigestPost } from '../../src/ports/digest-post.ts';
import type { DigestScope, DigestStand } from '../../src/ports/digest-store.ts';
import { sendDigests } from '../../src/use-cases/send-digests.ts';
import { handClock, NEVER } from '../support/use-case-fixtures.ts';
import { aPlace, aWatch } from '../support/watches.ts';

const START = '2026-11-20T08:01:00.000Z';
const DUE = new Date('2026-11-20T08:00:00Z');
const TOMORROW = new Date('2026-11-21T08:00:00Z');
const SOMETHING = { rows: [{} as DigestIncident], total: 1 };
const daily = (id: string, some: Partial<WatchPlace> = {}): WatchPlace =>
  aPlace({ id, timeZone: 'UTC', digest: 'daily', groupIds: ['group'], ...some });

const addressOf = ({ id, scope }: WatchPlace): ConversationAddress => ({
  conversationId: `a:${id}`,
  scope,
  serviceUrl: 'https://smba.example/',
  tenantId: 't',
  botId: '28:b',
  personId: undefined,
  accountId: undefined,
  teamId: undefined,
});
const teams = (effect: 'none' | 'unknown', code: ErrorCode = 'UNAVAILABLE') =>
  new BackEndError({ backEnd: 'teams', code, effect, message: 'no', correlationId: 'c1' });

describe('sendDigests', () => {
  function given(places: readonly WatchPlace[] = [daily('p1')], checkAccess = true) {
    const clock = handClock(START);
    const stands = new Map<string, DigestStand>(places.map(({ id }) => [id, { dueAt: DUE, digestedUntil: undefined }]));
    const same = (a: Date | undefined, b: Date | undefined): boolean => a?.getTime() === b?.getTime();
    const fakes = {
      incidents: sinon.fake(async (_scope: DigestScope, _period: object) => SOMETHING),
      post: sinon.fake.resolves<Parameters<DigestPost['post']>, Promise<boolean>>(true),
      readers: 'own' as Audience,
      nextDue: sinon.fake.resolves<[], Promise<Date | undefined>>(undefined),
    };
    const pause = sinon.fake(async (ms: number) => clock.move(ms));
    const log = sinon.fake();
    const send = sendDigests({
      digests: {
        due: async (now, limit) =>
          places
            .filter(({ id }) => (stands.get(id)?.dueAt ?? now) <= now && stands.get(id)?.dueAt !== undefined)
            .slice(0, limit)
            .map((place) => ({ placeId: place.id, address: addressOf(place), stand: stands.get(place.id) ?? assert.fail() })),
        move: async (id, from, to) => {
          const now = stands.get(id) ?? assert.fail();
          if (!same(now.dueAt, from.dueAt) || !same(now.digestedUntil, from.digestedUntil)) return false;
          stands.set(id, to);
          return true;
        },
        incidents: (scope, period) => fakes.incidents(scope, period),
      },
      watches: { byId: async (id) => places.find((place) => place.id === id) },
      deliveries: { nextDue: () => fakes.nextDue() },
      audience: { of: async () => fakes.readers },
      digestPost: { post: (...args) => fakes.post(...args) },
      checkAccess,
      clock,
      log,
      pause,
    });
    return { send, fakes, clock, stands, pause, log };
  }

  it('sends what is due, of what the place watches and its person may see, and moves it on to the next day', async () => {
    const { send, fakes, stands } = given();

    assert.equal(await send(NEVER), 1);

    const period = { from: new Date('2026-11-19T08:01:00Z'), to: new Date(START) };
    assert.deepEqual(fakes.incidents.args, [[{ watches: [aWatch()], view: { groupIds: ['group'], at: period.to } }, period]]);
    assert.deepEqual(fakes.post.firstCall.args[2], { kind: 'daily', period, incidents: SOMETHING.rows, total: 1 });
    assert.deepEqual(stands.get('p1'), { dueAt: TOMORROW, digestedUntil: period.to });
    assert.equal(await send(NEVER), 0);
  });

  it('shows all customers where access is not checked', async () => {
    const { send, fakes } = given([daily('p1')], false);
    await send(NEVER);

    assert.equal(fakes.incidents.firstCall.args[0].view, 'all');
  });

  it('says every week, but not every day, that nothing happened', async () => {
    const { send, fakes, stands } = given([daily('daily'), daily('weekly', { digest: 'weekly' })]);
    fakes.incidents = sinon.fake.resolves({ rows: [], total: 0 });

    assert.equal(await send(NEVER), 1);

    assert.equal(fakes.post.firstCall.args[2].kind, 'weekly');
    assert.deepEqual(stands.get('daily')?.dueAt, TOMORROW);
  });

  it('never sends one twice when the answer was lost', async () => {
    const { send, fakes, clock } = given();
    fakes.post = sinon.fake.rejects(teams('unknown'));
    assert.equal(await send(NEVER), 0);
    clock.move(3_600_000);

    assert.equal(await send(NEVER), 0);
    assert.equal(fakes.post.callCount, 1);
  });

  it('sends ten minutes later what certainly was not sent, with the time in between', async () => {
    const { send, fakes, clock, log } = given();
    fakes.post = sinon.fake.rejects(teams('none'));
    await send(NEVER);
    assert.equal(await send(NEVER), 0);
    assert.equal(fakes.post.callCount, 1);
    fakes.post = sinon.fake.resolves(true);
    clock.move(600_000);

    assert.equal(await send(NEVER), 1);
    assert.deepEqual(log.args, [['digest not sent', { placeId: 'p1', code: 'UNAVAILABLE', correlationId: 'c1' }]]);
  });

  it('tries one that Teams refuses as it is only the next day', async () => {
    const { send, fakes, stands } = given();
    fakes.post = sinon.fake.rejects(teams('none', 'INVALID'));
    await send(NEVER);

    assert.deepEqual(stands.get('p1'), { dueAt: TOMORROW, digestedUntil: undefined });
  });

  it('keeps it for where the bot is not any more', async () => {
    const { send, fakes, stands, clock } = given();
    fakes.post = sinon.fake(async (..._args: Parameters<DigestPost['post']>) => {
      clock.move(10 * 60_000);
      return false;
    });
    await send(NEVER);

    assert.deepEqual(stands.get('p1'), { dueAt: DUE, digestedUntil: undefined });
  });

  it('posts nothing into a channel with outsiders, and asks again where it could not be told', async () => {
    const { send, fakes, stands } = given([daily('p1', { scope: 'team' })]);
    fakes.readers = 'unknown';
    assert.equal(await send(NEVER), 0);
    const { dueAt } = stands.get('p1') ?? assert.fail();
    assert.deepEqual(dueAt, new Date('2026-11-20T08:11:00Z'));

    const other = given([daily('p1', { scope: 'team' })]);
    other.fakes.readers = 'outsiders';
    assert.equal(await other.send(NEVER), 0);
    assert.deepEqual(other.stands.get('p1'), { dueAt: TOMORROW, digestedUntil: undefined });
    assert.equal(fakes.post.callCount + other.fakes.post.callCount, 0);
  });

  it('sends none where the digest was switched off just now', async () => {
    const { send, fakes, stands } = given([daily('p1', { digest: 'none' })]);

    assert.equal(await send(NEVER), 0);
    assert.deepEqual([stands.get('p1')?.dueAt, fakes.post.callCount], [undefined, 0]);
  });

  it('sends ten a second at most, and leaves the rest to the next run', async () => {
    const { send, clock } = given(Array.from({ length: 2500 }, (_, n) => daily(`p${n}`)));
    const begun = clock.now().getTime();

    const sent = await send(NEVER);

    assert.equal(sent, 2400);
    assert.equal(clock.now().getTime() - begun, 240_000);
    assert.equal(await send(NEVER), 100);
  });

  it('lets incidents go first, for a minute', async () => {
    const { send, fakes, pause } = given();
    fakes.nextDue = sinon.fake.resolves(DUE);

    assert.equal(await send(NEVER), 1);
    assert.equal(pause.args.filter(([ms]) => ms === 1000).length, 60);
  });

  it('ends when it is asked to', async () => {
    const { send, fakes } = given();

    assert.equal(await send(AbortSignal.abort()), 0);
    assert.equal(fakes.post.callCount, 0);
  });
});
