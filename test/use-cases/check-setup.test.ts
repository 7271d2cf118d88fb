import assert from 'node:assert/strict';
import { BUILT_IN_PLAN } from '../../src/domain/built-in-plan.ts';
import type { Audience } from '../../src/domain/audience.ts';
import type { Rota } from '../../src/domain/escalation-plan.ts';
import { SETUP_CHECKS, type SetupCheck, type SetupFinding } from '../../src/domain/setup-finding.ts';
import type { EscalationChannel } from '../../src/ports/escalation-channels.ts';
import { checkSetup, type CheckSetupDeps } from '../../src/use-cases/check-setup.ts';
import { aPerson, backEndFailure, handClock, never, NEVER } from '../support/use-case-fixtures.ts';

const clock = handClock();
const ago = (minutes: number): Date => new Date(clock.now().getTime() - minutes * 60_000);
const CHANNEL: EscalationChannel = {
  conversationId: '19:azure@thread.tacv2',
  teamId: undefined,
  teamName: 'CSP Operations',
  name: 'Azure escalations',
  kind: 'standard',
  locale: 'en',
  timeZone: 'UTC',
  outsidersAllowed: false,
  setUpBy: { id: 'x', name: 'Camille Laurent' },
  setUpAt: ago(1),
};
const NAME = 'CSP Operations / Azure escalations';
const ROTA: Rota = {
  name: 'Nights',
  timeZone: 'UTC',
  from: '2026-11-02',
  handOverAt: 540,
  turn: { days: 7 },
  members: [],
  channelId: undefined,
};
const ADDRESS = {
  conversationId: CHANNEL.conversationId,
  scope: 'team',
  serviceUrl: 'https://channel.example',
  tenantId: 't',
  botId: 'b',
  personId: undefined,
  accountId: undefined,
  teamId: undefined,
} as const;
const SHIFT = { rota: 'Nights', person: { id: 'a', name: 'Adele Vance' }, from: ago(60), to: ago(-60), source: 'rota' } as const;

/** Everything is there. */
function allThere(): CheckSetupDeps {
  const route = { ...(BUILT_IN_PLAN.routes[0] ?? assert.fail()), channelId: CHANNEL.conversationId };
  return {
    signIn: async () => 'token',
    roles: { colleague: async () => aPerson() },
    teams: { isOwner: async () => false },
    customers: { refreshedAt: async () => ago(10) },
    access: { refreshedAt: async () => ago(10) },
    board: { counts: async () => ({ troubled: 1, well: 39, unknown: 0, failing: 0, oldestReadAt: ago(5) }) },
    channels: { list: async () => [CHANNEL], byId: async () => CHANNEL },
    conversations: { byId: async () => ADDRESS, personalChatOf: async () => ADDRESS },
    audience: { of: async () => 'own' },
    plans: { current: async () => ({ ...BUILT_IN_PLAN, rotas: [ROTA], routes: [route] }) },
    whoIsOnCall: async () => SHIFT,
    clocks: { lastBeat: async () => ago(0.2) },
    files: { possible: true },
    clock,
    customerRefreshMs: 3_600_000,
    accessRefreshMs: 3_600_000,
    healthIntervalMs: 300_000,
    responseCalendar: undefined,
  };
}

async function found(
  some: Partial<CheckSetupDeps>,
  check: SetupCheck,
  scope: 'personal' | 'team' = 'team',
): Promise<Omit<SetupFinding, 'check'>> {
  const findings = await checkSetup({ ...allThere(), ...some })(
    { person: aPerson(), scope, conversationId: CHANNEL.conversationId },
    NEVER,
  );
  const { check: _check, ...rest } = findings.find((finding) => finding.check === check) ?? assert.fail();
  return rest;
}

describe('Setup check', () => {
  it('looks at everything once, in order, and finds nothing missing where all is there', async () => {
    const findings = await checkSetup(allThere())({ person: aPerson(), scope: 'personal', conversationId: 'chat' }, NEVER);

    assert.deepEqual(
      findings.map(({ check, state }) => [check, state]),
      SETUP_CHECKS.map((check) => [check, 'yes']),
    );
  });

  for (const [code, state] of [
    ['SIGN_IN_NEEDED', 'no'],
    ['MFA_NEEDED', 'no'],
    ['CONSENT_MISSING', 'no'],
    ['MISCONFIGURED', 'no'],
    ['UNAVAILABLE', 'unknown'],
    ['THROTTLED', 'unknown'],
    ['TIMED_OUT', 'unknown'],
  ] as const)
    it(`says "${state}" of a sign-in that ends in ${code}: what passes by itself is not missing (pitfall 28)`, async () => {
      assert.deepEqual(await found({ signIn: () => Promise.reject(backEndFailure(code)) }, 'sign-in'), { state, code });
    });

  it('says "no" of roles and owners that may not be read', async () => {
    const refused = () => Promise.reject(backEndFailure('FORBIDDEN'));

    assert.deepEqual(await found({ roles: { colleague: refused } }, 'roles'), { state: 'no', code: 'FORBIDDEN' });
    assert.deepEqual(await found({ teams: { isOwner: refused } }, 'owners'), { state: 'no', code: 'FORBIDDEN' });
  });

  it('does not let one thing that does not answer hold up the others', async () => {
    const silent = checkSetup({ ...allThere(), signIn: () => never() });

    const findings = await silent({ person: aPerson(), scope: 'team', conversationId: 'c' }, AbortSignal.timeout(20));

    assert.deepEqual(
      findings.filter(({ state }) => state !== 'yes').map(({ check, state, code }) => [check, state, code]),
      [['sign-in', 'unknown', 'TIMED_OUT']],
    );
  });

  it('lets a fault of ours through', async () => {
    await assert.rejects(found({ signIn: () => Promise.reject(new TypeError('a bug')) }, 'sign-in'), TypeError);
  });

  it('says of lists that are old or were never read that they are missing', async () => {
    assert.deepEqual(await found({ customers: { refreshedAt: async () => undefined } }, 'customers'), { state: 'no', at: undefined });
    assert.deepEqual(await found({ customers: { refreshedAt: async () => ago(181) } }, 'customers'), { state: 'no', at: ago(181) });
    assert.deepEqual(await found({ access: { refreshedAt: async () => ago(179) } }, 'access'), { state: 'yes', at: ago(179) });
  });

  it('says how many customers’ health cannot be read, and "no" only when none can', async () => {
    const counts = (some: object) => ({
      counts: async () => ({ troubled: 0, well: 0, unknown: 0, failing: 0, oldestReadAt: undefined, ...some }),
    });

    assert.deepEqual(await found({ board: counts({ well: 3, failing: 2, oldestReadAt: ago(1) }) }, 'health'), {
      state: 'yes',
      count: 2,
      at: ago(1),
    });
    assert.equal((await found({ board: counts({ failing: 2 }) }, 'health')).state, 'no');
    assert.equal((await found({ board: counts({ unknown: 2 }) }, 'health')).state, 'unknown');
  });

  it('names the channels that the bot is not in any more', async () => {
    const gone = { byId: async () => undefined, personalChatOf: async () => ADDRESS };

    assert.deepEqual(await found({ conversations: gone }, 'reach'), { state: 'no', names: [NAME] });
    assert.deepEqual(await found({ conversations: gone }, 'audience'), { state: 'unknown', names: [NAME] });
  });

  it('names the channels that outsiders read, unless that is allowed', async () => {
    const audience = { of: async (): Promise<Audience> => 'outsiders' };
    const allowed = { list: async () => [{ ...CHANNEL, outsidersAllowed: true }], byId: async () => CHANNEL };

    assert.deepEqual(await found({ audience }, 'audience'), { state: 'no', names: [NAME] });
    assert.deepEqual(await found({ audience, channels: allowed }, 'audience'), { state: 'yes' });
    assert.deepEqual(await found({ audience: { of: async () => 'unknown' } }, 'audience'), { state: 'unknown', names: [NAME] });
  });

  it('tells nothing of channels where there are none', async () => {
    const channels = { list: async () => [], byId: async () => undefined };

    assert.deepEqual(await found({ channels }, 'channels'), { state: 'no' });
    assert.deepEqual(await found({ channels }, 'reach'), { state: 'unknown' });
    assert.deepEqual(await found({ channels }, 'routes'), { state: 'no', count: 1 });
  });

  it('counts routes that lead to no channel, or to one that is gone', async () => {
    const first = BUILT_IN_PLAN.routes[0] ?? assert.fail();
    const astray = { ...BUILT_IN_PLAN, routes: [{ ...first, channelId: 'gone' }, first] };

    assert.deepEqual(await found({ plans: { current: async () => astray } }, 'routes'), { state: 'no', count: 2 });
  });

  it('names the rotas that nobody is on call in, and says when there is none', async () => {
    assert.deepEqual(await found({ whoIsOnCall: async () => undefined }, 'rotas'), { state: 'no', names: ['Nights'] });
    assert.deepEqual(await found({ plans: { current: async () => BUILT_IN_PLAN } }, 'rotas'), { state: 'no', names: [] });
  });

  it('names the calendar of first responses that the plan does not have', async () => {
    const calendar = { name: 'Paris', timeZone: 'Europe/Paris', week: [], holidays: [] };
    const plans = { current: async () => ({ ...BUILT_IN_PLAN, calendars: [calendar] }) };

    assert.deepEqual(await found({ plans, responseCalendar: 'paris' }, 'responses'), { state: 'yes' });
    assert.deepEqual(await found({ plans, responseCalendar: 'Lyon' }, 'responses'), { state: 'no', names: ['Lyon'] });
  });

  it('says when the clocks stand still', async () => {
    assert.deepEqual(await found({ clocks: { lastBeat: async () => ago(4) } }, 'clocks'), { state: 'no', at: ago(4) });
    assert.deepEqual(await found({ clocks: { lastBeat: async () => undefined } }, 'clocks'), { state: 'no', at: undefined });
  });

  it('says whether it is set up in this very channel', async () => {
    const channels = { list: async () => [CHANNEL], byId: async () => undefined };

    assert.deepEqual(await found({ channels }, 'here'), { state: 'no' });
    assert.deepEqual(await found({ channels }, 'here', 'personal'), { state: 'yes' });
    assert.deepEqual(await found({ files: { possible: false } }, 'files'), { state: 'no' });
  });
});
