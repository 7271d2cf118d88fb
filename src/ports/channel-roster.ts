import type { Reader } from '../domain/audience.ts';

/** A channel as an activity names it. */
export interface Channel {
  readonly serviceUrl: string;
  /** Without `;messageid=`. */
  readonly conversationId: string;
}

/** Who is in a channel, and so reads what is written there. */
export interface ChannelRoster {
  /**
   * The people of the channel itself, not of its team, page by page: who has seen enough need not read on. Apps are left out.
   *
   * @throws {BackEndError} also for a roster that does not end.
   */
  readers(channel: Channel, signal: AbortSignal): AsyncIterable<readonly Reader[]>;
}
