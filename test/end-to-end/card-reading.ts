import type { Locator } from 'playwright-core';

/** All that a card says, hidden parts too, in one line. */
export async function textOf(card: Locator): Promise<string> {
  return ((await card.textContent()) ?? '').replace(/[ \t\n]+/gu, ' ');
}
