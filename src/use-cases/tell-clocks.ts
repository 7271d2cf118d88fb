import { BackEndError, isPassing } from '../domain/errors.ts';
import type { ClockAlarm, ClockOutage } from '../ports/clock-alarm.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConversationStore } from '../ports/conversation-store.ts';
import type { EscalationChannel, EscalationChannels } from '../ports/escalation-channels.ts';
import type { ToldStore } from '../ports/told-store.ts';
import type { ChannelAudience } from './channel-audience.ts';

/** Tells every experts' channel of an outage of the clocks, each once, whichever replica tells. Never throws for a channel; gives how many were told. */
export type TellClocks = (outage: ClockOutage, signal: AbortSignal) => Promise<number>;

/** The clocks wait meanwhile. */
const WITHIN_MS = 30_000;

export function tellClocks(deps: {
  readonly channels: Pick<EscalationChannels, 'list'>;
  readonly conversations: Pick<ConversationStore, 'byId'>;
  readonly audience: Pick<ChannelAudience, 'of'>;
  readonly told: ToldStore;
  readonly alarm: ClockAlarm;
  readonly clock: Clock;
  readonly log: (event: string, details: Readonly<Record<string, string | number | undefined>>) => void;
}): TellClocks {
  const { channels, conversations, audience, told, alarm, clock, log } = deps;

  async function tellOne(channel: EscalationChannel, outage: ClockOutage, signal: AbortSignal): Promise<boolean> {
    const { conversationId, outsidersAllowed } = channel;
    const address = await conversations.byId(conversationId);
    if (address === undefined) return false;
    // It names no customer: only whoever surely may not read here is left out.
    if (!outsidersAllowed && (await audience.of(address, signal)) === 'outsiders') return false;
    const occasion = `case-clocks ${outage.kind} ${outage.from.toISOString()}`;
    if (!(await told.note(occasion, conversationId, clock.now()))) return false;
    try {
      await alarm.tell(address, channel, outage);
      return true;
    } catch (error) {
      if (!(error instanceof BackEndError)) throw error;
      log('channel not told of the clocks', { conversationId, code: error.code, correlationId: error.correlationId });
      if (error.effect === 'none' && isPassing(error)) await told.takeBack(occasion, conversationId);
      return false;
    }
  }

  return async (outage, signal) => {
    const within = AbortSignal.any([signal, AbortSignal.timeout(WITHIN_MS)]);
    let count = 0;
    for (const channel of await channels.list()) {
      if (within.aborted) break;
      if (await tellOne(channel, outage, within)) count += 1;
    }
    return count;
  };
}
