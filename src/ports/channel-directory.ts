import type { EscalationChannel } from './escalation-channels.ts';
import type { Channel } from './channel-roster.ts';

/** What Teams tells of a channel and its team. */
export interface DescribedChannel extends Pick<EscalationChannel, 'teamName' | 'name' | 'kind'> {
  /** The Microsoft 365 group behind the team. */
  readonly groupId: string | undefined;
}

/** Channels, as Teams tells of them. */
export interface ChannelDirectory {
  /**
   * A channel of a team; `unknown` in kind when the team's list does not say, or does not have it.
   *
   * @throws {BackEndError}
   */
  describe(channel: Channel & { readonly teamId: string }, signal: AbortSignal): Promise<DescribedChannel>;
}
