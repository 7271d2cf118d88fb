import assert from 'node:assert/strict';
import { BUILT_IN_PLAN } from '../../src/domain/built-in-plan.ts';
import { firstClocks } from '../../src/domain/clock-rules.ts';
import type { CaseEvent, SupportCase } from '../../src/domain/support-case.ts';
import { NO_CHANNEL, OUTSIDERS_READ, type CaseCard } from '../../src/ports/case-post-store.ts';
import type { EscalationChannel } from '../../src/ports/escalation-channels.ts';
import { caseViews } from '../../src/use-cases/case-view.ts';
import { aCase, ADELE, CHANNEL, DMITRI, minutesLater, OPENED_AT, rulesOf } from '../support/cases.ts';

const EXPERTS: EscalationChannel = {
  conversationId: CHANNEL,
  teamId: 'team',
  teamName: 'Support',
  name: 'Experts',
  kind: 'standard',
  locale: 'fr',
  timeZone: 'Europe/Paris',
  outsidersAllowed: false,
  setUpBy: ADELE,
  setUpAt: OPENED_AT,
};

const anEvent = (id: number, kind: CaseEvent['kind'], text?: string): CaseEvent => ({
  id,
  caseId: 'c',
  version: id,
  at: OPENED_AT,
  actor: DMITRI,
  kind,
  detail: {},
  text,
});

function given(
  some: {
    readonly card?: Partial<CaseCard>;
    readonly channel?: EscalationChannel | undefined;
    readonly events?: readonly CaseEvent[];
    readonly clocks?: boolean;
  } = {},
) {
  const channel = 'channel' in some ? some.channel : EXPERTS;
  return caseViews({
    cases: {
      events: async () => some.events ?? [],
      withClocks: async () => ({ case: aCase(), clocks: some.clocks === true ? firstClocks(rulesOf('moderate'), OPENED_AT) : [] }),
    },
    posts: {
      cardOf: async () =>
        some.card && {
          caseId: 'c',
          audience: 'channel',
          state: 'sent',
          place: undefined,
          shownVersion: 1,
          reposted: false,
          attempts: 0,
          notBefore: undefined,
          failure: undefined,
          ...some.card,
        },
    },
    channels: { byId: async (id) => (id === CHANNEL ? channel : undefined) },
    plans: { current: async () => BUILT_IN_PLAN, version: async () => undefined },
    clock: { now: () => minutesLater(1) },
  });
}

describe('what the cards of a case show', () => {
  it("is in the channel's language and by its clock, for the requester in the requester's", async () => {
    const views = given();

    const channel = await views.channel(aCase());
    const requester = await views.requester(aCase());

    assert.deepEqual([channel.locale, channel.timeZone], ['fr', 'Europe/Paris']);
    assert.deepEqual([requester.locale, requester.timeZone, requester.channelName], ['en', 'Europe/London', 'Experts']);
  });

  it("falls back to the requester's where the channel is not set up any more, and to the support's where nobody asked", async () => {
    const views = given({ channel: undefined });

    const asked = await views.channel(aCase());
    const unasked = await views.channel(aCase({ requester: undefined, language: 'ru' }));

    assert.deepEqual([asked.locale, asked.timeZone], ['en', 'Europe/London']);
    assert.deepEqual([unasked.locale, unasked.timeZone], ['ru', 'UTC']);
  });

  it('has the newest three notes, oldest first, and no other events', async () => {
    const events = [1, 2, 3, 4].map((id) => anEvent(id, 'note', `note ${id}`));

    const { notes } = await given({ events: [...events, anEvent(5, 'take')] }).channel(aCase());

    assert.deepEqual(
      notes.map(({ text }) => text),
      ['note 2', 'note 3', 'note 4'],
    );
  });

  it('has the targets by the clocks that run, by the newest plan where the one it was opened under is unknown', async () => {
    const { outlook } = await given({ clocks: true }).channel(aCase());

    assert.ok(outlook.targets.some(({ target, state }) => target === 'acknowledge' && state === 'running'));
  });

  const stranded: readonly [string, Partial<CaseCard> | undefined, Partial<SupportCase>][] = [
    ['no-channel', undefined, { channelId: undefined }],
    ['no-channel', { state: 'failed', failure: { code: NO_CHANNEL } }, { channelId: '19:removed' }],
    ['gone', { state: 'gone' }, {}],
    ['uncertain', { state: 'uncertain' }, {}],
    ['outsiders', { state: 'failed', failure: { code: OUTSIDERS_READ } }, {}],
    ['failed', { state: 'failed', failure: { code: 'INVALID' } }, {}],
  ];
  for (const [why, card, some] of stranded)
    it(`tells the requester that its card is not in the channel: ${why} (${card?.failure?.code ?? 'no code'})`, async () => {
      assert.equal((await given(card === undefined ? {} : { card }).requester(aCase(some))).stranded, why);
    });

  it('tells the requester nothing of the kind while it is on its way or there', async () => {
    assert.equal((await given().requester(aCase())).stranded, undefined);
    assert.equal((await given({ card: { state: 'due' } }).requester(aCase())).stranded, undefined);
    assert.equal((await given({ card: { state: 'sent' } }).requester(aCase())).stranded, undefined);
  });
});
