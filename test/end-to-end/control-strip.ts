import { WORDS } from '../../src/sandbox/page/words.ts';
import type { Chat } from '../support/chat.ts';

/** What the strip is called, in whatever language the page is. */
const STRIP = new RegExp(
  Object.values(WORDS)
    .map(({ demoControls }) => demoControls)
    .join('|'),
);

/** Presses a switch or button of the page's control strip, or chooses there. */
export async function pressControl({ page }: Chat, id: string, choice?: string): Promise<void> {
  const control = page.locator(`[data-control="${id}"]`);
  if (!(await control.isVisible())) await page.getByRole('button', { name: STRIP }).click();
  const answered = page.waitForResponse(/\/page\/control/);
  await (choice === undefined ? control.click() : control.selectOption(choice));
  await answered;
}
