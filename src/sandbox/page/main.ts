import { applyTheme, conversationInAddress, readAddress } from './address.ts';
import { prepareCards } from './card.ts';
import { connect, type Connection } from './connection.ts';
import { createConversationView, type ConversationView } from './conversation-view.ts';
import { h } from './dom.ts';
import type { Session } from './session.ts';
import { createShell } from './shell.ts';
import { createStore } from './store.ts';
import type { PageConversation, PageEvent, PageState } from './wire.ts';
import { WORDS } from './words.ts';

const address = readAddress();
applyTheme(address.theme);
const connection = connect(address.as);

try {
  open(connection, await connection.state(address.lang ?? 'own'));
} catch (error) {
  document.body.replaceChildren(h('p', { class: 'broken', role: 'alert' }, WORDS[address.lang ?? 'en'].noSuchPage));
  throw error;
}

function open(line: Connection, state: PageState): void {
  const lang = address.lang ?? state.me.locale;
  const session: Session = { state, connection: line, lang, words: WORDS[lang], store: createStore(state) };
  document.documentElement.lang = lang;
  prepareCards(session.words);

  const shell = createShell(session);
  const views = new Map<string, ConversationView>();
  const conversations: readonly PageConversation[] = [state.personal, ...(state.team?.channels ?? [])];
  let current: PageConversation | undefined;

  const refresh = (): void => {
    shell.update(current?.id ?? '');
    const unread = conversations.reduce((sum, { id }) => sum + session.store.unread(id), 0);
    document.title = unread > 0 ? `(${unread}) ${state.bot.name}` : state.bot.name;
  };

  /** What is on screen counts as read. */
  const markRead = (): void => {
    if (current === undefined || document.hidden) return;
    const last = session.store.messages(current.id).at(-1)?.id;
    if (last === undefined || last <= session.store.readMark(current.id)) return;
    session.store.take({ name: 'read', conversation: current.id, id: last });
    // The mark is set again with the next message, so a lost one does no harm.
    line.read(current.id, last).catch(() => undefined);
    refresh();
  };

  const navigate = (): void => {
    const wanted = conversationInAddress();
    current = wanted === 'list' ? undefined : (conversations.find(({ id }) => id === wanted) ?? state.personal);
    if (current === undefined) {
      shell.show(undefined, undefined);
    } else {
      const view = views.get(current.id) ?? createConversationView(session, current);
      views.set(current.id, view);
      shell.show(current, view.element);
      view.opened();
    }
    refresh();
    markRead();
  };

  const take = (event: PageEvent): void => {
    if (event.name === 'reload') location.reload();
    if (!session.store.take(event)) return;
    if (event.name === 'message') views.get(event.message.conversation)?.show(event.message);
    else if (event.name === 'remove') views.get(event.conversation)?.remove(event.id);
    else if (event.name === 'typing') views.get(event.conversation)?.typing(event.thread);
    else if (event.name === 'controls') shell.strip.show(event.controls);
    if (event.name === 'typing' || event.name === 'controls') return;
    refresh();
    markRead();
  };

  document.body.replaceChildren(shell.element);
  navigate();
  addEventListener('hashchange', navigate);
  document.addEventListener('visibilitychange', markRead);
  line.follow(state.seq, {
    event: take,
    link(up) {
      document.documentElement.dataset['link'] = up ? 'up' : 'down';
      shell.link(up);
    },
  });
}
