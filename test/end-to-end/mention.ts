import type { Locator } from 'playwright-core';
import { BOT } from '../../src/sandbox/world.ts';
import type { Chat } from '../support/chat.ts';

/** Begins a post that mentions the bot, as people do: by its name from the list. Gives the card that answers it. */
export async function mention(chat: Chat, text: string): Promise<Locator> {
  const box = chat.composer();
  await box.pressSequentially('@Part');
  await chat.page.getByRole('option', { name: BOT.name }).click();
  await box.pressSequentially(text);
  return chat.nextCard(() => box.press('Enter'));
}
