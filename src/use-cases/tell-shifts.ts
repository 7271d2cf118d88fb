import { inSight, standingAt, type DutyStanding } from '../domain/duty-standing.ts';
import { shiftsBetween } from '../domain/duty.ts';
import { nameKey } from '../domain/escalation-routing.ts';
import type { Rota } from '../domain/escalation-plan.ts';
import { BackEndError, BotError } from '../domain/errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConversationStore } from '../ports/conversation-store.ts';
import type { EscalationChannels } from '../ports/escalation-channels.ts';
import type { PlanStore } from '../ports/plan-store.ts';
import type { ShiftPost } from '../ports/shift-post.ts';
import type { ShiftStore } from '../ports/shift-store.ts';
import type { ToldStore } from '../ports/told-store.ts';
import type { ChannelAudience } from './channel-audience.ts';

/**
 * Tells the channel of each rota who is on call now, once for each change of the person; after an outage only how it stands now. Noted before it is sent,
 * since it rings: a lost answer may cost a post, but none comes twice. A channel in which outsiders read along is told nothing, unless it was set up for them.
 */
export type TellShifts = (signal: AbortSignal) => Promise<void>;

/** Later than this nobody is relieved "from now". */
const OLD_MS = 10 * 60_000;

export function tellShifts(deps: {
  readonly plans: Pick<PlanStore, 'current'>;
  readonly shifts: Pick<ShiftStore, 'of'>;
  readonly channels: Pick<EscalationChannels, 'byId'>;
  readonly conversations: Pick<ConversationStore, 'byId'>;
  readonly audience: Pick<ChannelAudience, 'of'>;
  readonly told: ToldStore;
  readonly post: ShiftPost;
  readonly clock: Clock;
  readonly log: (event: string, details: Readonly<Record<string, string | number | undefined>>) => void;
}): TellShifts {
  const { plans, shifts, channels, conversations, audience, told, post, clock, log } = deps;

  async function tell(rota: Rota, channelId: string, signal: AbortSignal): Promise<void> {
    const now = clock.now();
    const { from, to } = inSight(rota, now);
    const standing = standingAt(shiftsBetween(rota, await shifts.of(rota.name, from, to), from, to), now);
    // Nobody yet, and nobody before; or the same person for as long as is looked back, whose turns are no change: nothing has changed.
    if (standing.since === undefined || standing.since <= from) return;
    const occasion = `on call ${nameKey(rota.name)} ${standing.since.toISOString()} ${standing.person?.id ?? 'nobody'}`;
    if (!(await told.note(occasion, channelId, now))) return;
    const isOld = now.getTime() - standing.since.getTime() > OLD_MS;
    if (!(await posted(rota, channelId, { ...standing, isOld }, signal))) await told.takeBack(occasion, channelId);
  }

  /** False when it certainly was not posted. */
  async function posted(
    rota: Rota,
    channelId: string,
    standing: DutyStanding & { readonly isOld: boolean },
    signal: AbortSignal,
  ): Promise<boolean> {
    const [channel, address] = [await channels.byId(channelId), await conversations.byId(channelId)];
    if (channel === undefined || address === undefined) return false;
    if (!channel.outsidersAllowed && (await audience.of(address, signal)) !== 'own') return false;
    try {
      return await post.post(address, { rota: rota.name, locale: channel.locale, timeZone: rota.timeZone, ...standing });
    } catch (error) {
      if (!(error instanceof BotError)) throw error;
      log('change of shift not told', { conversationId: channelId, code: error.code });
      return !(error instanceof BackEndError && error.effect === 'none');
    }
  }

  return async (signal) => {
    const { rotas } = await plans.current();
    for (const rota of rotas) {
      if (signal.aborted) return;
      if (rota.channelId !== undefined) await tell(rota, rota.channelId, signal);
    }
  };
}
