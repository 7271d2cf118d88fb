import type { Route } from 'playwright-core';
import type { Chat } from '../support/chat.ts';

/**
 * What people do on their pages reaches the server only when each of them has done it: so nobody's press comes after the answer to another's. Gives the
 * bodies of the answers, in the order of the pages.
 */
export async function atTheSameMoment(chats: readonly Chat[], path: string, act: () => Promise<unknown>): Promise<readonly string[]> {
  const held: (() => void)[] = [];
  const answers = chats.map(async ({ page }) => {
    const answered = page.waitForResponse((response) => response.url().includes(path));
    await page.route(
      `**${path}`,
      async (route: Route) => {
        await new Promise<void>((resolve) => {
          held.push(resolve);
          if (held.length === chats.length) for (const go of held) go();
        });
        await route.continue();
      },
      { times: 1 },
    );
    return answered.then((response) => response.text());
  });
  const [bodies] = await Promise.all([Promise.all(answers), act()]);
  return bodies;
}
