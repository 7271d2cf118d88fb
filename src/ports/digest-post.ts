import type { Digest } from '../domain/digest.ts';
import type { WatchPlace } from '../domain/watch.ts';
import type { ConversationAddress } from './conversation-store.ts';

/** Writes a digest into a chat or channel, in one try. */
export interface DigestPost {
  /**
   * It rings no more than any message. False when the bot is not there any more: then the address is retired.
   *
   * @throws {BackEndError} with `effect: 'unknown'` when it may be there all the same.
   */
  post(to: ConversationAddress, place: Pick<WatchPlace, 'scope' | 'locale' | 'timeZone'>, digest: Digest): Promise<boolean>;
}
