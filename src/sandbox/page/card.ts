import type * as Cards from 'adaptivecards';
import { registerBadge } from './badge.ts';
import { registerChoiceSearch, withChoiceSearch } from './choice-search.ts';
import type { FoundChoice } from './combobox.ts';
import { hostConfig } from './host-config.ts';
import { toHtml } from './markdown.ts';
import type { MyIds } from './mention-marks.ts';
import type { InvokeAnswer, InvokeRequest, PageMention } from './wire.ts';
import type { Words } from './words.ts';

declare const AdaptiveCards: typeof Cards;

/** What a card needs from the message it stands in. */
export interface CardHost {
  readonly me: MyIds;
  readonly words: Words;
  submit(data: unknown): Promise<void>;
  invoke(name: InvokeRequest['name'], value: unknown): Promise<InvokeAnswer>;
  /** The answer to a press is a card: it takes this card's place for this viewer. */
  replace(card: unknown): void;
  /** A line below the card. */
  status(text: string, tone: 'quiet' | 'bad'): void;
}

const CARD = 'application/vnd.microsoft.card.adaptive';
const MESSAGE = 'application/vnd.microsoft.activity.message';

const shared = new AdaptiveCards.HostConfig(hostConfig);
let copies = 0;

/** Registers our elements and the page's words with the renderer, once. */
export function prepareCards(words: Words): void {
  registerBadge();
  registerChoiceSearch();
  AdaptiveCards.GlobalSettings.setTabIndexAtCardRoot = false;
  AdaptiveCards.Strings.defaults.overflowButtonTooltip = () => words.moreOptions;
}

/** Draws one Adaptive Card and carries out what is pressed in it. */
export function renderCard(source: unknown, host: CardHost): HTMLElement {
  const element = document.createElement('div');
  element.className = isWide(source) ? 'card card-wide' : 'card';
  element.setAttribute('role', 'group');
  element.setAttribute('aria-label', host.words.card);
  element.tabIndex = -1;

  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = shared;
  card.onExecuteAction = (action) => void press(action, element, host);
  const mentions = mentionsOf(source);
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = toHtml(text, mentions, host.me);
    result.didProcess = true;
  };
  const search = async (dataset: string, queryText: string): Promise<readonly FoundChoice[]> => {
    const value = { queryText, queryOptions: { skip: 0, top: 15 }, dataset };
    const answer = await host.invoke('application/search', value);
    if (!answer.ok) throw new Error(`The search failed: ${answer.reason}`);
    return (answer.body.value as { readonly results: readonly FoundChoice[] }).results;
  };
  withChoiceSearch({ search, words: host.words }, () => card.parse(source));
  card.onInlineCardExpanded = ({ card: { renderedElement } }, isExpanded) => {
    if (isExpanded && renderedElement !== undefined) makeIdsOwn(renderedElement);
  };
  const drawn = card.render();
  if (drawn !== undefined) element.append(drawn);
  makeIdsOwn(element);
  markInvalidInputs(element);
  return element;
}

async function press(action: Cards.Action, element: HTMLElement, host: CardHost): Promise<void> {
  if (action instanceof AdaptiveCards.OpenUrlAction) {
    if (/^https?:\/\//i.test(action.url ?? '')) window.open(action.url, '_blank', 'noopener,noreferrer');
    return;
  }
  if (element.getAttribute('aria-busy') === 'true') return;
  element.setAttribute('aria-busy', 'true');
  host.status('', 'quiet');
  try {
    if (action instanceof AdaptiveCards.ExecuteAction) await execute(action, host);
    else if (action instanceof AdaptiveCards.SubmitAction) {
      await host.submit(action.data ?? {});
      host.status(host.words.sent, 'quiet');
    }
  } catch {
    host.status(host.words.failed, 'bad');
  } finally {
    element.removeAttribute('aria-busy');
  }
}

async function execute(action: Cards.ExecuteAction, host: CardHost): Promise<void> {
  const { id, verb, data } = action;
  const answer = await host.invoke('adaptiveCard/action', {
    action: { type: 'Action.Execute', ...(id === undefined ? {} : { id }), verb, data: data ?? {} },
    trigger: 'manual',
  });
  if (!answer.ok || answer.body.statusCode !== 200) host.status(host.words.failed, 'bad');
  else if (answer.body.type === CARD) host.replace(answer.body.value);
  else if (answer.body.type === MESSAGE) host.status(String(answer.body.value), 'quiet');
  else host.status(host.words.failed, 'bad');
}

interface CardSource {
  readonly msteams?: { readonly width?: unknown; readonly entities?: readonly PageMention[] };
}

const isWide = (source: unknown): boolean => (source as CardSource | undefined)?.msteams?.width === 'Full';
const mentionsOf = (source: unknown): readonly PageMention[] => (source as CardSource | undefined)?.msteams?.entities ?? [];

/** A card's element ids become ids of the document, where several copies of one card would clash. */
function makeIdsOwn(element: HTMLElement): void {
  copies += 1;
  const own = (id: string): string => (id.startsWith('__ac-') ? id : `card${copies}-${id}`);
  for (const each of element.querySelectorAll('[id]')) each.id = own(each.id);
  for (const attribute of ['for', 'aria-controls', 'aria-labelledby', 'aria-describedby', 'aria-owns']) {
    for (const each of element.querySelectorAll(`[${attribute}]`)) {
      each.setAttribute(attribute, (each.getAttribute(attribute) ?? '').split(' ').map(own).join(' '));
    }
  }
}

/** The renderer marks a wrong input with a class only. */
function markInvalidInputs(element: HTMLElement): void {
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      if (!(target instanceof HTMLElement)) continue;
      const control = target.matches('input, select, textarea, [role=radiogroup]')
        ? target
        : target.querySelector('input, select, textarea');
      if (target.classList.contains('ac-input-validation-failed')) control?.setAttribute('aria-invalid', 'true');
      else control?.removeAttribute('aria-invalid');
    }
  }).observe(element, { subtree: true, attributeFilter: ['class'] });
}
