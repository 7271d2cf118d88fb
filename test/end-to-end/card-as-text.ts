import type { Locator } from 'playwright-core';
import type { PageElement } from './page-element.ts';

/** What a person sees of a card, as lines of Markdown: texts, facts, inputs with their values, buttons. What is hidden is left out. */
export async function cardAsText(card: Locator): Promise<readonly string[]> {
  return card.evaluate((root: PageElement): string[] => {
    const lines: string[] = [];
    let buttons: string[] = [];
    const textOf = (element: PageElement | null): string => (element?.textContent ?? '').replace(/\s+/gu, ' ').trim();

    const finishButtons = (): void => {
      if (buttons.length > 0) lines.push(buttons.join(' '), '');
      buttons = [];
    };
    const say = (...said: string[]): void => {
      finishButtons();
      lines.push(...said, '');
    };

    const sayInput = (label: string, box: PageElement): void => {
      const choices = [...box.querySelectorAll('input[type=radio]')];
      const field = box.querySelector('input, textarea, select');
      const value = field?.value ?? '';
      if (choices.length > 0)
        say(label, '', ...choices.map((choice) => `- (${choice.checked === true ? '•' : ' '}) ${textOf(choice.parentElement)}`));
      else if (field?.tagName === 'SELECT') say(`${label} [ ${textOf(field.querySelector('option:checked'))} ▾ ]`);
      else say(`${label} [ ${value === '' ? (field?.placeholder ?? '') : value} ]`);
    };

    const visit = (element: PageElement): void => {
      if (!element.checkVisibility() || element.ariaHidden === 'true') return;
      const label = element.querySelector(':scope > label');
      const box = element.querySelector(':scope > .ac-input-container');
      if (label !== null && box !== null) sayInput(textOf(label), box);
      else if (element.matches('.ac-factset')) {
        const rows = [...element.querySelectorAll('tr')];
        say(...rows.map((row) => `- ${textOf(row.querySelector('.ac-fact-title'))}: ${textOf(row.querySelector('.ac-fact-value'))}`));
      } else if (element.matches('.ac-textBlock, .ac-richTextBlock'))
        say(element.matches('[role=heading]') ? `**${textOf(element)}**` : textOf(element));
      else if (element.matches('.badge')) say(`(${textOf(element)})`);
      else if (element.matches('.ac-pushButton')) buttons.push(`\`[ ${textOf(element)} ]\``);
      else for (const child of element.children) visit(child);
    };
    visit(root);
    finishButtons();
    while (lines.at(-1) === '') lines.pop();
    return lines;
  });
}
