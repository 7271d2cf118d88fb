import type { Reader } from '../domain/audience.ts';
import type { Channel } from './channel-roster.ts';

/** Somebody in a channel, as its roster names them. */
export interface ChannelMember extends Reader {
  /** Entra object id. */
  readonly id: string;
  readonly name: string;
}

/** The people of a channel by name. */
export interface ChannelPeople {
  /**
   * Page by page, as `ChannelRoster` does; whoever has neither id nor name is left out.
   *
   * @throws {BackEndError} also for a roster that does not end.
   */
  members(channel: Channel, signal: AbortSignal): AsyncIterable<readonly ChannelMember[]>;
}
