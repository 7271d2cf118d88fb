import type { Locator } from 'playwright-core';
import type { Chat } from '../support/chat.ts';

/** Takes a file that the app offers, and gives what is in it. */
export async function takeFile(chat: Chat, offer: Locator): Promise<string> {
  const given = await chat.next(() => offer.getByRole('button', { name: 'Allow' }).click());
  const url = (await given.getByRole('link').getAttribute('href')) ?? '';
  return (await fetch(url)).text();
}
