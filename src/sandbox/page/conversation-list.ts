import { conversationLink } from './address.ts';
import { avatar, teamAvatar } from './avatar.ts';
import { h } from './dom.ts';
import { clockTime, type Session } from './session.ts';
import { createUnreadCount, type UnreadCount } from './unread-count.ts';
import type { PageConversation, PageMessage } from './wire.ts';

/** The list of chats and channels, with what is unread in each. */
export interface ConversationList {
  readonly element: HTMLElement;
  /** Something came, was read, or another conversation was opened. */
  update(current: string): void;
}

export function createConversationList(session: Session): ConversationList {
  const { state, words } = session;
  const rows = new Map<string, Row>();
  const add = (row: Row): HTMLElement => {
    rows.set(row.conversation.id, row);
    return h('li', {}, row.link);
  };
  const chats = h('ul', {}, add(chatRow(session, state.personal)));
  const team = state.team;
  const element = h(
    'nav',
    { class: 'list', 'aria-label': words.chat },
    h('h2', { class: 'list-title' }, words.chat),
    chats,
    team !== undefined && h('h3', { class: 'list-section' }, words.teams),
    team !== undefined && h('div', { class: 'list-team' }, teamAvatar(team.name), h('span', {}, team.name)),
    team !== undefined && h('ul', {}, ...team.channels.map((channel) => add(channelRow(session, channel)))),
  );
  return {
    element,
    update(current) {
      for (const row of rows.values()) row.update(row.conversation.id === current);
    },
  };
}

interface Row {
  readonly conversation: PageConversation;
  readonly link: HTMLElement;
  update(current: boolean): void;
}

function chatRow(session: Session, conversation: PageConversation): Row {
  const time = h('span', { class: 'row-time' });
  const preview = h('span', { class: 'row-preview' });
  const count = createUnreadCount(session.words);
  const link = h(
    'a',
    { class: 'row row-chat', href: conversationLink(conversation.id) },
    avatar(conversation.name, 'bot'),
    h('span', { class: 'row-main' }, h('span', { class: 'row-top' }, h('span', { class: 'row-name' }, conversation.name), time), preview),
    count.element,
  );
  return {
    conversation,
    link,
    update(current) {
      const last = session.store.messages(conversation.id).at(-1);
      time.textContent = last === undefined ? '' : clockTime(session, last.at);
      preview.textContent = last === undefined ? session.words.app : previewOf(last, session);
      mark(session, conversation, link, count, current);
    },
  };
}

function channelRow(session: Session, conversation: PageConversation): Row {
  const count = createUnreadCount(session.words);
  const link = h(
    'a',
    { class: 'row row-channel', href: conversationLink(conversation.id) },
    h('span', { class: 'row-name' }, conversation.name),
    count.element,
  );
  return { conversation, link, update: (current) => mark(session, conversation, link, count, current) };
}

function mark({ store }: Session, { id }: PageConversation, link: HTMLElement, count: UnreadCount, current: boolean): void {
  const unread = store.unread(id);
  count.show(unread);
  link.classList.toggle('unread', unread > 0);
  if (current) link.setAttribute('aria-current', 'page');
  else link.removeAttribute('aria-current');
}

/** The first words of a message; of a card what it says it is. */
function previewOf({ text, mentions, cards }: PageMessage, { words }: Session): string {
  const plain = mentions.reduce((source, mention) => source.replaceAll(mention.text, mention.mentioned.name), text);
  const [card] = cards as readonly ({ readonly fallbackText?: string } | undefined)[];
  return plain.replaceAll(/\*\*|__|[\\`]/g, '').trim() || (card?.fallbackText ?? words.card);
}
