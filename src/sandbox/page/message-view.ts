import { avatar } from './avatar.ts';
import { renderCard, type CardHost } from './card.ts';
import { h } from './dom.ts';
import { renderFile, type FileHost } from './file-card.ts';
import { toHtml } from './markdown.ts';
import { plainText } from './mention-marks.ts';
import { clockTime, nameOf, type Session } from './session.ts';
import type { PageMessage } from './wire.ts';

/** One message on the page. It is drawn anew only when its version changed: a card holds what a person has typed so far. */
export interface MessageView {
  readonly element: HTMLElement;
  show(message: PageMessage): void;
}

export function createMessageView(session: Session, first: PageMessage, size: 'small' | 'normal'): MessageView {
  const { words, state, connection, lang, store } = session;
  const me = [state.me.id, state.me.accountId];
  const writer = first.from === 'bot' ? 'bot' : first.from === state.me.key ? 'me' : 'other';
  const own = writer === 'me' && first.thread === undefined;
  const name = nameOf(session, first.from);
  const time = clockTime(session, first.at);
  const content = h('div', { class: 'message-content' });
  const status = h('p', { class: 'message-status', role: 'status' });
  const element = h(
    'article',
    { class: own ? 'message message-own' : 'message', 'data-message': first.id, 'data-from': writer, 'aria-label': `${name}, ${time}` },
    !own && avatar(name, first.from, size),
    h(
      'div',
      { class: 'message-main' },
      h('div', { class: 'message-head' }, !own && h('span', { class: 'message-name' }, name), h('time', { datetime: first.at }, time)),
      content,
      status,
    ),
  );
  let current = first;

  const setStatus = (text: string, tone: 'quiet' | 'bad'): void => {
    status.textContent = text;
    status.dataset['tone'] = tone;
  };

  const host: CardHost = {
    me,
    words,
    submit: (data) => connection.submit({ message: first.id, data, locale: lang }),
    invoke: (invokeName, value) => connection.invoke({ message: first.id, name: invokeName, value, locale: lang }),
    replace(card) {
      // The app may have updated the message meanwhile to the same card: nothing to draw then.
      if (JSON.stringify(card) === JSON.stringify(current.cards[0]) && store.replacedCard(first.id) === undefined) return;
      store.replaceCard(current, card);
      draw();
    },
    status: setStatus,
  };

  const fileHost: FileHost = {
    words,
    lang,
    answer: (answer) => connection.answerFile({ message: first.id, answer, locale: lang }),
    status: setStatus,
  };

  const draw = (): void => {
    const hadFocus = content.contains(document.activeElement);
    const parts: Node[] = [];
    if (current.text !== '') parts.push(textElement(current, me));
    const [card, ...others] = current.cards;
    const shown = store.replacedCard(first.id) ?? card;
    for (const each of shown === undefined ? others : [shown, ...others]) parts.push(renderCard(each, host));
    if (current.file !== undefined) parts.push(renderFile(current.file, fileHost));
    content.replaceChildren(...parts);
    setStatus(current.unanswered ? words.unanswered : '', 'bad');
    // A press on a button that is gone with its card must not throw the reader back to the top of the page.
    if (hadFocus) content.querySelector<HTMLElement>('.card')?.focus({ preventScroll: true });
  };
  draw();

  return {
    element,
    show(message) {
      if (message.version <= current.version) return;
      current = message;
      draw();
    },
  };
}

function textElement({ text, format, mentions, from }: PageMessage, me: readonly string[]): HTMLElement {
  const rich = from === 'bot' && format !== 'plain';
  const element = h('div', { class: rich ? 'bubble' : 'bubble bubble-plain', dir: 'auto' });
  if (rich) element.innerHTML = toHtml(text, mentions, me);
  else element.append(plainText(text, mentions, me));
  return element;
}
