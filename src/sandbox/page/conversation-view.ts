import { createComposer, type Composer } from './composer.ts';
import { h } from './dom.ts';
import { createMessageView, type MessageView } from './message-view.ts';
import { clockTime, dayName, nameOf, type Session } from './session.ts';
import type { PageConversation, PageMessage } from './wire.ts';

/** One conversation: its log and its composer. It stays as it is while another one is shown, with all that was typed. */
export interface ConversationView {
  readonly element: HTMLElement;
  /** A message came or changed. */
  show(message: PageMessage): void;
  remove(id: string): void;
  typing(thread: string | undefined): void;
  /** It comes to the front. */
  opened(): void;
}

interface Thread {
  readonly element: HTMLElement;
  readonly replies: HTMLElement;
}

/** Posts or messages drawn at first; older ones on demand. */
const PAGE = 30;
const TYPING_MS = 8000;
/** Nearer to the end than this, the log follows what comes. */
const FOLLOW_PX = 120;

export function createConversationView(session: Session, conversation: PageConversation): ConversationView {
  const { store, words, state, connection, lang } = session;
  const inChannel = conversation.kind === 'channel';
  const log = h('div', { class: 'log', role: 'log', 'aria-label': conversation.name, tabindex: 0 });
  const inner = h('div', { class: 'log-inner' });
  const older = h('button', { type: 'button', class: 'older', hidden: true }, words.earlier);
  const typingName = words.typing(state.bot.name);
  const dots = h('div', { class: 'typing', role: 'img', 'aria-label': typingName, hidden: true }, h('span'), h('span'), h('span'));
  const views = new Map<string, MessageView>();
  const threads = new Map<string, Thread>();
  const empty = h('p', { class: 'log-empty', hidden: true }, words.emptyChannel(state.bot.name));
  const end = document.createComment('end of the log');
  let typingTimer: ReturnType<typeof setTimeout> | undefined;
  /** Top-level messages from this one on are drawn. */
  let from = '';

  inner.append(older, empty, end, dots);
  log.append(inner);

  const send = (thread?: string) => async (text: string, mentions: PageMessage['mentions']) => {
    const { delivered } = await connection.say({ conversation: conversation.id, thread, text, mentions, locale: lang });
    composer.offerPrompts(false);
    return delivered ? undefined : words.notDelivered(state.bot.name);
  };
  const sendFile = async (file: File): Promise<void> => {
    await connection.sendFile({ name: file.name, content: base64(new Uint8Array(await file.arrayBuffer())), locale: lang });
  };
  const composer: Composer = createComposer({
    session,
    conversation,
    send: send(),
    // Teams gives bots files in personal chats only.
    ...(inChannel ? {} : { sendFile }),
  });
  const element = h(
    'section',
    { class: 'conversation', 'aria-label': conversation.name },
    log,
    h('div', { class: 'composer-place' }, composer.element),
  );

  const toEnd = (): void => {
    log.scrollTop = log.scrollHeight;
  };
  const follows = (): boolean => log.scrollHeight - log.scrollTop - log.clientHeight < FOLLOW_PX;

  /** A line with the day before the first message of each. */
  const placeDays = (): void => {
    for (const line of inner.querySelectorAll(':scope > .day-line')) line.remove();
    let last = '';
    for (const each of inner.querySelectorAll<HTMLElement>(':scope > [data-day]')) {
      const day = each.dataset['day'] ?? '';
      if (day !== last) each.before(h('div', { class: 'day day-line', role: 'separator' }, day));
      last = day;
    }
  };

  const place = (message: PageMessage, before: Node): void => {
    const isReply = message.thread !== undefined && message.thread !== message.id;
    const view = createMessageView(session, message, isReply ? 'small' : 'normal');
    views.set(message.id, view);
    if (isReply) {
      threads.get(message.thread)?.replies.append(view.element);
      return;
    }
    const top = inChannel ? threadBox(message, view) : view.element;
    top.dataset['day'] = dayName(session, message.at);
    inner.insertBefore(top, before);
  };

  const threadBox = (message: PageMessage, view: MessageView): HTMLElement => {
    const replies = h('div', { class: 'replies' });
    const reply = createComposer({ session, conversation, thread: message.id, send: send(message.id) });
    const label = words.thread(nameOf(session, message.from), clockTime(session, message.at));
    // The id in the name keeps threads of one minute apart for who hears the page.
    const box = h(
      'section',
      { class: 'thread', role: 'region', 'aria-label': `${label} (${threads.size + 1})`, 'data-thread': message.id },
      view.element,
      replies,
      reply.element,
    );
    threads.set(message.id, { element: box, replies });
    return box;
  };

  const topLevel = (messages: readonly PageMessage[]): readonly PageMessage[] =>
    messages.filter(({ id, thread }) => thread === undefined || thread === id);

  /** Draws everything from `from` on, anew. */
  const drawAll = (): void => {
    const messages = store.messages(conversation.id);
    const tops = topLevel(messages);
    from = tops.at(-Math.min(PAGE, tops.length))?.id ?? '';
    drawFrom(messages);
  };
  const drawFrom = (messages: readonly PageMessage[]): void => {
    inner.replaceChildren(older, empty, end, dots);
    views.clear();
    threads.clear();
    older.hidden = !topLevel(messages).some(({ id }) => id < from);
    const unreadFrom = conversation.kind === 'personal' ? firstUnread(messages) : undefined;
    for (const message of messages) {
      if ((message.thread ?? message.id) < from) continue;
      if (message.id === unreadFrom) inner.insertBefore(h('div', { class: 'day day-new', role: 'separator' }, words.newMessages), end);
      place(message, end);
    }
    placeDays();
    empty.hidden = !inChannel || messages.length > 0;
    composer.offerPrompts(!messages.some((message) => message.from === state.me.key));
  };
  const firstUnread = (messages: readonly PageMessage[]): string | undefined => {
    const mark = store.readMark(conversation.id);
    // Nothing was ever read: then everything is new, which needs no line.
    return mark === '' ? undefined : messages.find(({ id, from: writer }) => id > mark && writer !== state.me.key)?.id;
  };

  older.addEventListener('click', () => {
    const messages = store.messages(conversation.id);
    const earlier = topLevel(messages).filter(({ id }) => id < from);
    from = earlier.at(-Math.min(PAGE, earlier.length))?.id ?? from;
    const below = log.scrollHeight - log.scrollTop;
    // Newer ones are kept as they are: somebody may be typing in them.
    older.hidden = !earlier.some(({ id }) => id < from);
    const anchor = older.nextSibling ?? end;
    for (const message of messages) {
      const top = message.thread ?? message.id;
      if (top >= from && !views.has(message.id) && earlier.some(({ id }) => id === top)) place(message, anchor);
    }
    placeDays();
    log.scrollTop = log.scrollHeight - below;
  });

  drawAll();

  return {
    element,
    show(message) {
      const known = views.get(message.id);
      const stick = follows() || message.from === state.me.key;
      if (known !== undefined) known.show(message);
      else if ((message.thread ?? message.id) >= from) {
        place(message, end);
        placeDays();
        empty.hidden = true;
      }
      if (message.from === 'bot') dots.hidden = true;
      if (message.from === state.me.key) composer.offerPrompts(false);
      if (!stick || (inChannel && known !== undefined)) return;
      if (message.thread !== undefined && message.thread !== message.id)
        views.get(message.id)?.element.scrollIntoView({ block: 'nearest' });
      else toEnd();
    },
    remove(id) {
      views.get(id)?.element.remove();
      views.delete(id);
      threads.get(id)?.element.remove();
      threads.delete(id);
    },
    typing(thread) {
      const where = thread === undefined ? inner : (threads.get(thread)?.replies ?? inner);
      const stick = follows();
      where.append(dots);
      dots.hidden = false;
      clearTimeout(typingTimer);
      typingTimer = setTimeout(() => {
        dots.hidden = true;
      }, TYPING_MS);
      if (stick && thread === undefined) toEnd();
    },
    opened() {
      toEnd();
      if (matchMedia('(min-width: 721px)').matches) composer.focus();
    },
  };
}

function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
