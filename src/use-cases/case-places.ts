import { BackEndError, BotError } from '../domain/errors.ts';
import type { SupportCase } from '../domain/support-case.ts';
import { NO_CHANNEL, OUTSIDERS_READ, type CasePostOutcome } from '../ports/case-post-store.ts';
import type { CasePoster } from '../ports/case-poster.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConversationAddress, ConversationStore } from '../ports/conversation-store.ts';
import type { EscalationChannel, EscalationChannels } from '../ports/escalation-channels.ts';
import type { ChannelAudience } from './channel-audience.ts';
import { failureOf, MOST_TRIES, sendVerdict } from './send-failure.ts';

/** Where something of a case can be written now, or what becomes of it instead. */
export type CasePlace =
  { readonly to: ConversationAddress; readonly channel: EscalationChannel | undefined } | { readonly instead: CasePostOutcome };

export interface CasePlaces {
  /** `isThere`: a card of the case stands there already, and is kept in step even if the channel is not set up any more. */
  channel(
    conversationId: string | undefined,
    some: { readonly isThere: boolean; readonly attempts: number },
    signal: AbortSignal,
  ): Promise<CasePlace>;
  /** The own chat of the requester, opened where there was none. */
  requester(requester: NonNullable<SupportCase['requester']>, attempts: number): Promise<CasePlace>;
}

/** Who reads a channel could not be found out; the look is remembered for a minute. */
const LOOK_AGAIN_MS = 65_000;
/** While people from outside read along, or Teams refuses. */
export const TRY_AGAIN_MS = 15 * 60_000;

/** No case is shown to people from outside, unless the channel was set up so. */
export function casePlaces(deps: {
  readonly conversations: Pick<ConversationStore, 'byId' | 'personalChatOf' | 'accountOf' | 'learn'>;
  readonly channels: Pick<EscalationChannels, 'byId'>;
  readonly audience: Pick<ChannelAudience, 'of'>;
  readonly poster: Pick<CasePoster, 'openChat'>;
  readonly clock: Clock;
}): CasePlaces {
  const { conversations, channels, audience, poster, clock } = deps;
  const inMs = (ms: number): Date => new Date(clock.now().getTime() + ms);

  return {
    async channel(conversationId, { isThere, attempts }, signal) {
      const channel = conversationId === undefined ? undefined : await channels.byId(conversationId);
      if (conversationId === undefined || (channel === undefined && !isThere)) return { instead: { kind: 'failed', failure: NOT_SET_UP } };
      const to = await conversations.byId(conversationId);
      if (to === undefined) return { instead: { kind: 'gone', failure: NOWHERE } };
      if (channel?.outsidersAllowed === true) return { to, channel };
      switch (await audience.of(to, signal)) {
        case 'own':
          return { to, channel };
        case 'outsiders':
          return { instead: { kind: 'failed', failure: { code: OUTSIDERS_READ }, again: inMs(TRY_AGAIN_MS) } };
        case 'unknown':
          if (attempts + 1 >= MOST_TRIES) return { instead: { kind: 'failed', failure: NOT_TOLD, again: inMs(TRY_AGAIN_MS) } };
          return { instead: { kind: 'later', dueAt: inMs(LOOK_AGAIN_MS), failure: NOT_TOLD } };
      }
    },

    async requester({ id }, attempts) {
      const known = await conversations.personalChatOf(id);
      if (known !== undefined) return { to: known, channel: undefined };
      const account = await conversations.accountOf(id);
      if (account === undefined) return { instead: { kind: 'gone', failure: NOWHERE } };
      try {
        const to = await poster.openChat(account);
        await conversations.learn(to, clock.now());
        return { to, channel: undefined };
      } catch (error) {
        if (!(error instanceof BackEndError) || error.backEnd === 'database') throw error;
        const failure = failureOf(error);
        const verdict = sendVerdict(error, { repeatable: true, attempts, random: Math.random() });
        if (verdict.kind === 'later') return { instead: { kind: 'later', dueAt: inMs(verdict.afterMs), failure } };
        return { instead: { kind: verdict.kind === 'absent' ? 'gone' : 'failed', failure } };
      }
    },
  };
}

const NOT_SET_UP = { code: NO_CHANNEL };
const NOWHERE = failureOf(new BotError('NOT_FOUND', 'No conversation'));
const NOT_TOLD = failureOf(new BotError('ACCESS_UNKNOWN', 'Who reads a channel could not be told'));
