import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Locator } from 'playwright-core';
import type { Chat } from '../support/chat.ts';
import { textOf } from './card-reading.ts';
import type { PageWindow } from './page-element.ts';
import { keepPicture } from './scene.ts';

let axe: Promise<string> | undefined;

interface Axe {
  run(options: {
    readonly resultTypes: readonly ['violations'];
  }): Promise<{ readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[] }>;
}

/** What axe-core holds against the page as it is, and what sticks out of it to the right; empty when all is well. */
export async function faultsOfLooks({ page }: Chat): Promise<readonly string[]> {
  axe ??= readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(await axe);
  const violations = await page.evaluate(async () => {
    const loaded = (globalThis as unknown as { readonly axe: Axe }).axe;
    // Of what passes no list is made.
    return (await loaded.run({ resultTypes: ['violations'] })).violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`,
    );
  });
  const tooWide = await page.evaluate(() => {
    const { documentElement } = (globalThis as unknown as PageWindow).document;
    const parts = [
      documentElement,
      ...documentElement.querySelectorAll('.card, .card .ac-container, .card .ac-textBlock, .card .ac-actionSet, .card .ac-factset'),
    ];
    return parts
      .filter((part) => part.checkVisibility() && part.scrollWidth > part.clientWidth + 1)
      .map(({ className, textContent }) => `sticks out: ${className} ${(textContent ?? '').trim().slice(0, 80)}`);
  });
  return [...violations, ...tooWide];
}

/** Pictures of cards as they come, and what was wrong with the looks of any of them. */
export interface Pictures {
  readonly faults: readonly string[];
  /** Gives what the card says. */
  take(card: Locator, name: string): Promise<string>;
}

export function picturesOf(chat: Chat, prefix: string): Pictures {
  const faults: string[] = [];
  return {
    faults,
    async take(card, name) {
      await keepPicture(card, `${prefix}-${name}`);
      for (const fault of await faultsOfLooks(chat)) faults.push(`${name}: ${fault}`);
      return textOf(card);
    },
  };
}
