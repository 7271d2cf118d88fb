import { BotError } from '../domain/errors.ts';
import { may } from '../domain/permissions.ts';
import { isChannelUsed } from '../domain/plan-change.ts';
import type { Colleague } from '../domain/roles.ts';
import type { ChannelDirectory, DescribedChannel } from '../ports/channel-directory.ts';
import type { Clock } from '../ports/clock.ts';
import type { EscalationChannel, EscalationChannels } from '../ports/escalation-channels.ts';
import type { PlanStore } from '../ports/plan-store.ts';
import type { TeamDirectory } from '../ports/team-directory.ts';
import type { ChannelAudience } from './channel-audience.ts';
import { withinDeadline } from './deadline.ts';

/** A channel as the event tells that was written or pressed there; nobody typed any of it. */
export interface ChannelHere extends Pick<EscalationChannel, 'conversationId' | 'teamId' | 'teamName' | 'name' | 'locale' | 'timeZone'> {
  readonly serviceUrl: string;
  /** The Microsoft 365 group behind the team. */
  readonly groupId: string | undefined;
  readonly kind: EscalationChannel['kind'];
}

type NotManaged = 'not-owner' | 'owner-unknown';
export type ChannelRefusal = NotManaged | 'outsiders' | 'readers-unknown' | 'in-use' | 'not-set-up';

/** Makes a channel one that cases may be posted in, or takes that back. For owners of the team, and whoever may set up escalation. */
export interface SetUpChannel {
  /** `outsidersAllowed`: somebody said so, knowing that people from outside read along; it stays so when the channel is set up anew. */
  setUp(
    here: ChannelHere,
    person: Colleague,
    options: { readonly outsidersAllowed: boolean },
    signal: AbortSignal,
  ): Promise<EscalationChannel | ChannelRefusal>;
  /** Undefined: it is done. Refused while the plan leads there: cases would go nowhere. */
  remove(here: ChannelHere, person: Colleague, signal: AbortSignal): Promise<ChannelRefusal | undefined>;
}

/** A press waits no longer: what was not told by then counts as not told. */
const WAIT_MS = 2_000;

export function setUpChannel(deps: {
  readonly channels: EscalationChannels;
  readonly directory: ChannelDirectory;
  readonly teams: TeamDirectory;
  readonly plans: Pick<PlanStore, 'current'>;
  readonly audience: Pick<ChannelAudience, 'of'>;
  readonly clock: Clock;
  readonly log: (event: string, details: Readonly<Record<string, string | number | undefined>>) => void;
}): SetUpChannel {
  const { channels, directory, teams, plans, audience, clock, log } = deps;

  async function attempt<T>(what: string, here: ChannelHere, signal: AbortSignal, ask: (signal: AbortSignal) => Promise<T>) {
    try {
      return await withinDeadline(WAIT_MS, signal, ask);
    } catch (error) {
      if (!(error instanceof BotError)) throw error;
      log(what, { conversationId: here.conversationId, code: error.code, message: error.message });
      return undefined;
    }
  }

  /** What the event left out. */
  async function described(here: ChannelHere, signal: AbortSignal): Promise<DescribedChannel> {
    const { teamId, teamName, name, kind, groupId } = here;
    const told = { teamName, name, kind, groupId };
    if (teamId === undefined) return told;
    const found = await attempt('channel not described', here, signal, (within) => directory.describe({ ...here, teamId }, within));
    if (found === undefined) return told;
    return {
      teamName: found.teamName ?? teamName,
      name: found.name ?? name,
      kind: found.kind === 'unknown' ? kind : found.kind,
      groupId: groupId ?? found.groupId,
    };
  }

  async function notManaged(
    here: ChannelHere,
    groupId: string | undefined,
    person: Colleague,
    signal: AbortSignal,
  ): Promise<NotManaged | undefined> {
    if (may(person, 'set-up-escalation')) return undefined;
    if (groupId === undefined) return 'owner-unknown';
    const owns = await attempt('owner of a team not found out', here, signal, (within) => teams.isOwner(groupId, person.id, within));
    if (owns === undefined) return 'owner-unknown';
    return owns ? undefined : 'not-owner';
  }

  return {
    async setUp(here, person, { outsidersAllowed }, signal) {
      const { conversationId, serviceUrl, teamId, locale, timeZone } = here;
      const [facts, readers, before] = await Promise.all([
        described(here, signal),
        audience.of({ serviceUrl, conversationId }, signal),
        channels.byId(conversationId),
      ]);
      const { groupId, ...names } = facts;
      const refusal = await notManaged(here, groupId, person, signal);
      if (refusal !== undefined) return refusal;
      if (readers === 'unknown') return 'readers-unknown';
      const allowed = readers === 'outsiders' && (outsidersAllowed || before?.outsidersAllowed === true);
      if (readers === 'outsiders' && !allowed) return 'outsiders';
      const channel: EscalationChannel = {
        conversationId,
        teamId,
        ...names,
        locale,
        timeZone,
        outsidersAllowed: allowed,
        setUpBy: { id: person.id, name: person.displayName },
        setUpAt: clock.now(),
      };
      await channels.setUp(channel);
      return channel;
    },

    async remove(here, person, signal) {
      const [{ groupId }, plan] = await Promise.all([described(here, signal), plans.current()]);
      const refusal = await notManaged(here, groupId, person, signal);
      if (refusal !== undefined) return refusal;
      if (isChannelUsed(plan, here.conversationId)) return 'in-use';
      return (await channels.remove(here.conversationId, person.id, clock.now())) ? undefined : 'not-set-up';
    },
  };
}
