import assert from 'node:assert/strict';
import sinon from 'sinon';
import { BUILT_IN_PLAN } from '../../src/domain/built-in-plan.ts';
import type { Audience } from '../../src/domain/audience.ts';
import type { Rota } from '../../src/domain/escalation-plan.ts';
import { BackEndError } from '../../src/domain/errors.ts';
import type { EnteredShift } from '../../src/domain/on-call.ts';
import type { ConversationAddress } from '../../src/ports/conversation-store.ts';
import type { EscalationChannel } from '../../src/ports/escalation-channels.ts';
import type { ShiftChange, ShiftPost } from '../../src/ports/shift-post.ts';
import { tellShifts } from '../../src/use-cases/tell-shifts.ts';
import { ADELE, anEnteredShift, aRota, CAMILLE, MEI } from '../support/rotas.ts';
import { NEVER } from '../support/use-case-fixtures.ts';

const CHANNEL = '19:experts@thread.tacv2';
const ADDRESS: ConversationAddress = {
  conversationId: CHANNEL,
  scope: 'team',
  serviceUrl: 'https://channel.example',
  tenantId: 't',
  botId: '28:bot',
  personId: undefined,
  accountId: undefined,
  teamId: '19:team',
};

function given({ rotas = [aRota({ channelId: CHANNEL })] }: { readonly rotas?: readonly Rota[] } = {}) {
  const channel: EscalationChannel = {
    conversationId: CHANNEL,
    teamId: '19:team',
    teamName: 'Support',
    name: 'Experts',
    kind: 'standard',
    locale: 'fr',
    timeZone: 'Europe/London',
    outsidersAllowed: false,
    setUpBy: CAMILLE,
    setUpAt: new Date('2026-11-01T00:00Z'),
  };
  const told = new Set<string>();
  const state = {
    now: new Date('2026-11-09T08:00:20Z'),
    rotas,
    entered: [] as readonly EnteredShift[],
    channel: channel as EscalationChannel | undefined,
    address: ADDRESS as ConversationAddress | undefined,
    audience: 'own' as Audience,
  };
  const post = sinon.fake.resolves<Parameters<ShiftPost['post']>, Promise<boolean>>(true);
  const log = sinon.fake();
  const fakes = { post };
  const run = tellShifts({
    plans: { current: async () => ({ ...BUILT_IN_PLAN, rotas: state.rotas }) },
    shifts: { of: async () => state.entered },
    channels: { byId: async () => state.channel },
    conversations: { byId: async () => state.address },
    audience: { of: async () => state.audience },
    told: {
      note: async (occasion, id) => {
        const isNew = !told.has(`${occasion} ${id}`);
        told.add(`${occasion} ${id}`);
        return isNew;
      },
      takeBack: async (occasion, id) => void told.delete(`${occasion} ${id}`),
    },
    post: { post: (...args) => fakes.post(...args) },
    clock: { now: () => state.now },
    log,
  });
  const changes = (): readonly ShiftChange[] => fakes.post.args.map(([, change]) => change);
  return { state, channel, fakes, log, tell: () => run(NEVER), changes };
}

const failure = (effect: 'none' | 'unknown') =>
  new BackEndError({ backEnd: 'teams', code: 'UNAVAILABLE', message: 'POST answered 503', effect });

describe('telling of shifts', () => {
  it('says who comes, who goes, until when and who is next, in the channel’s language and the rota’s zone', async () => {
    const { tell, changes, fakes } = given();

    await tell();

    assert.equal(fakes.post.firstCall.args[0], ADDRESS);
    assert.deepEqual(changes(), [
      {
        rota: 'Azure',
        isOld: false,
        locale: 'fr',
        timeZone: 'Europe/Paris',
        since: new Date('2026-11-09T08:00Z'),
        person: CAMILLE,
        before: ADELE,
        until: new Date('2026-11-16T08:00Z'),
        next: { person: MEI, from: new Date('2026-11-16T08:00Z') },
      },
    ]);
  });

  it('says it once', async () => {
    const { tell, changes, state } = given();

    await tell();
    await tell();
    state.now = new Date('2026-11-12T08:00Z');
    await tell();

    assert.equal(changes().length, 1);
  });

  it('says after an outage only how it stands now', async () => {
    const { tell, changes, state } = given();
    await tell();

    state.now = new Date('2026-11-26T03:00Z');
    await tell();

    assert.deepEqual(
      changes().map(({ person, isOld }) => [person, isOld]),
      [
        [CAMILLE, false],
        [ADELE, true],
      ],
    );
  });

  it('says that somebody stepped in, and that it was taken back', async () => {
    const { tell, changes, state } = given();
    await tell();
    const override = anEnteredShift('2026-11-10T12:00Z', '2026-11-11T12:00Z', MEI);

    state.now = new Date('2026-11-10T12:00:30Z');
    state.entered = [override];
    await tell();
    // Taken back at 15:00: it has ended there.
    state.now = new Date('2026-11-10T15:00:30Z');
    state.entered = [{ ...override, to: new Date('2026-11-10T15:00Z') }];
    await tell();

    assert.deepEqual(
      changes().map(({ person }) => person),
      [CAMILLE, MEI, CAMILLE],
    );
  });

  it('says nothing when the same person goes on', async () => {
    const { tell, changes, state } = given();
    await tell();

    state.now = new Date('2026-11-16T08:00:30Z');
    state.entered = [anEnteredShift('2026-11-16T08:00Z', '2026-11-17T08:00Z', CAMILLE)];
    await tell();

    assert.equal(changes().length, 1);
  });

  it('says nothing at the turns of a rota of one person', async () => {
    const { tell, changes, state } = given({ rotas: [aRota({ channelId: CHANNEL, turn: { days: 1 }, members: [CAMILLE] })] });
    for (let day = 9; day < 30; day++) {
      state.now = new Date(Date.UTC(2026, 10, day, 12));
      await tell();
    }

    assert.deepEqual(
      changes().map(({ since }) => since?.toISOString()),
      ['2026-11-02T08:00:00.000Z'],
    );
  });

  it('says that nobody is on call', async () => {
    const { tell, changes, state } = given({ rotas: [aRota({ channelId: CHANNEL, turn: 'calendar' })] });
    state.entered = [anEnteredShift('2026-11-08T08:00Z', '2026-11-09T08:00Z', ADELE, { source: 'calendar' })];

    await tell();

    assert.deepEqual([changes()[0]?.person, changes()[0]?.before, changes().length], [undefined, ADELE, 1]);
  });

  it('says nothing of a rota that has not begun, or has no channel', async () => {
    const { tell, changes } = given({ rotas: [aRota({ channelId: CHANNEL, from: '2027-01-01' }), aRota({ channelId: undefined })] });

    await tell();

    assert.deepEqual(changes(), []);
  });

  for (const audience of ['outsiders', 'unknown'] as const) {
    it(`says nothing where the readers are ${audience}, until that changes`, async () => {
      const { tell, changes, state } = given();
      state.audience = audience;
      await tell();
      assert.deepEqual(changes(), []);

      state.audience = 'own';
      await tell();

      assert.equal(changes().length, 1);
    });
  }

  it('says it to outsiders where the channel was set up for them', async () => {
    const { tell, changes, state, channel } = given();
    state.audience = 'outsiders';
    state.channel = { ...channel, outsidersAllowed: true };

    await tell();

    assert.equal(changes().length, 1);
  });

  it('waits for a channel that was not set up, or that the bot is not in', async () => {
    const { tell, changes, state, channel } = given();
    state.channel = undefined;
    await tell();
    state.channel = channel;
    state.address = undefined;
    await tell();
    assert.deepEqual(changes(), []);

    state.address = ADDRESS;
    await tell();

    assert.equal(changes().length, 1);
  });

  it('says it again when it certainly was not posted, and never when it may have been', async () => {
    const { tell, fakes, log } = given();
    const refused = sinon.fake.rejects<Parameters<ShiftPost['post']>, Promise<boolean>>(failure('none'));
    fakes.post = refused;
    await tell();
    const lost = sinon.fake.rejects<Parameters<ShiftPost['post']>, Promise<boolean>>(failure('unknown'));
    fakes.post = lost;
    await tell();
    await tell();

    assert.deepEqual([refused.callCount, lost.callCount], [1, 1]);
    assert.deepEqual(log.firstCall.args, ['change of shift not told', { conversationId: CHANNEL, code: 'UNAVAILABLE' }]);
  });

  it('goes on to the next rota when one cannot be told', async () => {
    const { tell, fakes } = given({ rotas: [aRota({ channelId: CHANNEL }), aRota({ name: 'Mail', channelId: CHANNEL })] });
    fakes.post = sinon.fake.rejects<Parameters<ShiftPost['post']>, Promise<boolean>>(failure('unknown'));

    await tell();

    assert.equal(fakes.post.callCount, 2);
  });
});
