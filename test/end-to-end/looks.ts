import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Chat } from '../support/chat.ts';
import type { PageWindow } from './page-element.ts';

let axe: Promise<string> | undefined;

interface Axe {
  run(): Promise<{ readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[] }>;
}

/** What axe-core holds against the page as it is, and what sticks out of it to the right; empty when all is well. */
export async function faultsOfLooks({ page }: Chat): Promise<readonly string[]> {
  axe ??= readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(await axe);
  const violations = await page.evaluate(async () => {
    const loaded = (globalThis as unknown as { readonly axe: Axe }).axe;
    return (await loaded.run()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
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
