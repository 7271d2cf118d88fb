import type { Locale } from '../domain/locale.ts';

/** Tells a channel that it is told of no incident any more: whoever's view of the customers it had has lost the role, or left. */
export interface LostViewNotice {
  /** Names no customer, so whoever reads there may read it. False when the bot is not there any more. @throws {BackEndError} */
  tell(conversationId: string, locale: Locale): Promise<boolean>;
}
