import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { Audience, Reader } from '../../src/domain/audience.ts';
import type { Channel, ChannelRoster } from '../../src/ports/channel-roster.ts';
import { channelAudience } from '../../src/use-cases/channel-audience.ts';
import { backEndFailure, handClock, NEVER, OWN_TENANT } from '../support/use-case-fixtures.ts';

const STAFF: Reader = { tenantId: OWN_TENANT, userPrincipalName: 'adele@northwindcloud.example', role: 'user' };
const STRANGER: Reader = { ...STAFF, tenantId: '7a115910-0000-4000-8000-000000000001' };
const NOBODY_KNOWS: Reader = { tenantId: undefined, userPrincipalName: undefined, role: undefined };
const CHANNEL: Channel = { serviceUrl: 'https://channel.example/emea/', conversationId: '19:a@thread.tacv2' };
const MINUTE_MS = 60_000;

describe('The audience of a channel', () => {
  const clock = handClock();
  let asked: Channel[];
  let pagesRead: number;
  let logged: string[];
  let pages: readonly (readonly Reader[])[];

  beforeEach(() => {
    asked = [];
    pagesRead = 0;
    logged = [];
    pages = [[STAFF]];
  });

  const roster: ChannelRoster = {
    async *readers(channel) {
      asked.push(channel);
      for (const page of pages) {
        pagesRead++;
        yield page;
      }
    },
  };
  const audience = (some: Partial<Parameters<typeof channelAudience>[0]> = {}) =>
    channelAudience({
      roster,
      tenantId: OWN_TENANT,
      clock,
      enabled: true,
      log: (event, { code }) => void logged.push(`${event}: ${code}`),
      ...some,
    });
  /** A roster that answers when told to. */
  const waiting = () => {
    const gate = Promise.withResolvers<void>();
    const readers = async function* () {
      asked.push(CHANNEL);
      await gate.promise;
      yield [STAFF];
    };
    return { roster: { readers }, open: gate.resolve, fail: gate.reject };
  };

  const rosters: readonly [string, readonly (readonly Reader[])[], Audience][] = [
    ['staff only', [[STAFF, STAFF]], 'own'],
    ['staff on several pages', [[STAFF], [], [STAFF]], 'own'],
    ['an outsider among staff', [[STAFF, STRANGER]], 'outsiders'],
    ['an outsider on the last page', [[STAFF], [STAFF], [STRANGER]], 'outsiders'],
    ['an outsider after somebody who cannot be told', [[NOBODY_KNOWS], [STRANGER]], 'outsiders'],
    ['somebody who cannot be told, then staff', [[NOBODY_KNOWS, STAFF]], 'unknown'],
    ['nobody at all', [[]], 'unknown'],
    ['no page at all', [], 'unknown'],
  ];
  for (const [who, some, expected] of rosters) {
    it(`is ${expected} with ${who}`, async () => {
      pages = some;

      assert.equal(await audience().of(CHANNEL, NEVER), expected);
      assert.deepEqual(asked, [CHANNEL]);
    });
  }

  it('reads no further than to the first outsider', async () => {
    pages = [[STAFF], [STRANGER], [STAFF]];
    await audience().of(CHANNEL, NEVER);

    assert.equal(pagesRead, 2);
  });

  it('is remembered for 15 minutes, for each channel', async () => {
    const channels = audience();
    await channels.of(CHANNEL, NEVER);
    await channels.of({ ...CHANNEL, conversationId: '19:b@thread.tacv2' }, NEVER);
    clock.move(15 * MINUTE_MS - 1);
    await channels.of(CHANNEL, NEVER);
    assert.equal(asked.length, 2);

    clock.move(1);
    await channels.of(CHANNEL, NEVER);
    assert.equal(asked.length, 3);
  });

  it('says whether it is remembered', async () => {
    const channels = audience();
    const before = channels.isKnown(CHANNEL);
    await channels.of(CHANNEL, NEVER);
    const after = channels.isKnown(CHANNEL);
    clock.move(15 * MINUTE_MS);

    assert.deepEqual([before, after, channels.isKnown(CHANNEL)], [false, true, false]);
  });

  it('is asked for again after a minute when it could not be told', async () => {
    pages = [[NOBODY_KNOWS]];
    const channels = audience();
    await channels.of(CHANNEL, NEVER);
    pages = [[STAFF]];
    clock.move(MINUTE_MS);

    assert.equal(await channels.of(CHANNEL, NEVER), 'own');
  });

  it('is forgotten when somebody came or went', async () => {
    const channels = audience();
    await channels.of(CHANNEL, NEVER);
    pages = [[STAFF, STRANGER]];
    channels.membersChanged();

    assert.equal(await channels.of(CHANNEL, NEVER), 'outsiders');
  });

  it('is not remembered when somebody came while it was looked up', async () => {
    const { roster: slow, open } = waiting();
    const channels = audience({ roster: slow });
    const before = channels.of(CHANNEL, NEVER);
    channels.membersChanged();
    open();
    await before;
    await channels.of(CHANNEL, NEVER);

    assert.equal(asked.length, 2);
  });

  it('is unknown when the roster cannot be had, and asked for again at once', async () => {
    const { roster: slow, fail } = waiting();
    const broken = audience({ roster: slow });
    fail(backEndFailure('UNAVAILABLE'));

    assert.equal(await broken.of(CHANNEL, NEVER), 'unknown');
    assert.equal(await broken.of(CHANNEL, NEVER), 'unknown');
    assert.equal(asked.length, 2);
    assert.deepEqual(logged[0], 'readers of a channel not found out: UNAVAILABLE');
  });

  it('is unknown when the roster takes longer than a turn can wait; the look-up goes on', async () => {
    const { roster: slow, open } = waiting();
    const late = audience({ roster: slow });
    const short = AbortSignal.timeout(20);

    assert.equal(await late.of(CHANNEL, short), 'unknown');
    open();
    assert.equal(await late.of(CHANNEL, NEVER), 'own');
    assert.equal(asked.length, 1);
  });

  it('is not looked at where outsiders are allowed', async () => {
    pages = [[STRANGER]];
    const readers = sinon.fake.throws(new Error('asked'));

    assert.equal(await audience({ roster: { readers }, enabled: false }).of(CHANNEL, NEVER), 'own');
  });
});
