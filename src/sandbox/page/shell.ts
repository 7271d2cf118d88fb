import { addressWith, applyTheme, conversationLink, LANGUAGES, readAddress, THEMES } from './address.ts';
import { avatar, teamAvatar } from './avatar.ts';
import { createConversationList } from './conversation-list.ts';
import { h, icon } from './dom.ts';
import { attachMenu } from './menu.ts';
import type { Session } from './session.ts';
import { createStrip, type Strip } from './strip.ts';
import { createUnreadCount } from './unread-count.ts';
import type { PageConversation } from './wire.ts';
import { personTitle } from './words.ts';

/** The frame around the conversation: bar, rail, list, header, control strip. */
export interface Shell {
  readonly element: HTMLElement;
  readonly strip: Strip;
  /** Puts a conversation into the main place; undefined shows the list alone (on a phone). */
  show(conversation: PageConversation | undefined, view: HTMLElement | undefined): void;
  update(current: string): void;
  link(up: boolean): void;
}

/** Names of the languages in themselves. */
const LANGUAGE_NAMES = { en: 'English', fr: 'Français', ru: 'Русский' } as const;

export function createShell(session: Session): Shell {
  const { state, words } = session;
  const list = createConversationList(session);
  const rail = createRail(session);
  const header = h('header', { class: 'conversation-head' });
  const place = h('div', { class: 'conversation-place' });
  const lost = h('div', { class: 'lost', role: 'status', hidden: true }, icon('warning', 16), words.reconnecting);
  const main = h('main', { class: 'main' }, header, lost, place);

  const flask = h(
    'button',
    { type: 'button', class: 'icon-button', 'aria-label': words.demoControls, title: words.demoControls, 'aria-expanded': 'false' },
    icon('flask'),
  );
  const toggleStrip = (): void => {
    strip.element.hidden = !strip.element.hidden;
    flask.setAttribute('aria-expanded', String(!strip.element.hidden));
    element.classList.toggle('with-strip', !strip.element.hidden);
  };
  const strip = createStrip(session, () => {
    toggleStrip();
    flask.focus();
  });
  flask.addEventListener('click', toggleStrip);

  const bar = h(
    'div',
    { class: 'bar', role: 'banner' },
    h('span', { class: 'bar-sign', 'aria-hidden': 'true' }, icon('app')),
    h('h1', { class: 'bar-title' }, `${state.bot.name} `, h('span', { class: 'bar-demo' }, words.demo)),
    h('span', { class: 'bar-space' }),
    flask,
    settings(session),
    people(session),
  );
  const element = h('div', { class: 'shell' }, bar, rail.element, list.element, main, strip.element);

  return {
    element,
    strip,
    show(conversation, view) {
      element.classList.toggle('in-list', conversation === undefined);
      if (conversation === undefined || view === undefined) return;
      const inTeam = conversation.kind === 'channel';
      header.replaceChildren(
        h('a', { class: 'icon-button head-back', href: '#list', 'aria-label': words.back }, icon('back')),
        inTeam ? teamAvatar(state.team?.name ?? '') : avatar(conversation.name, 'bot'),
        h(
          'div',
          { class: 'head-text' },
          h('h2', {}, conversation.name),
          h('span', { class: 'head-detail' }, inTeam ? (state.team?.name ?? '') : words.app),
        ),
      );
      place.replaceChildren(view);
    },
    update(current) {
      list.update(current);
      rail.update(current);
    },
    link(up) {
      lost.hidden = up;
    },
  };
}

function createRail(session: Session): { readonly element: HTMLElement; update(current: string): void } {
  const { state, words, store } = session;
  const channels = state.team?.channels ?? [];
  const entry = (name: string, label: string, ids: readonly string[]) => {
    const count = createUnreadCount(words, 'rail-count');
    const link = h(
      'a',
      { class: 'rail-link', href: conversationLink(ids[0] ?? '') },
      icon(name, 24),
      h('span', { class: 'rail-label' }, label),
      count.element,
    );
    return { link, ids, count };
  };
  const entries = [
    entry('chat', words.chat, [state.personal.id]),
    ...(channels.length > 0
      ? [
          entry(
            'teams',
            words.teams,
            channels.map(({ id }) => id),
          ),
        ]
      : []),
  ];
  return {
    element: h('nav', { class: 'rail', 'aria-label': state.bot.name }, ...entries.map(({ link }) => link)),
    update(current) {
      for (const { link, ids, count } of entries) {
        count.show(ids.reduce((sum, id) => sum + store.unread(id), 0));
        link.classList.toggle('active', ids.includes(current));
        // Back to the channel one came from, not always to the first.
        if (ids.includes(current)) link.href = conversationLink(current);
      }
    },
  };
}

function settings({ lang, words }: Session): HTMLElement {
  const button = h(
    'button',
    { type: 'button', class: 'icon-button', 'aria-label': words.settings, title: words.settings },
    icon('settings'),
  );
  const place = h('div', { class: 'menu-place' }, button);
  attachMenu(button, words.settings, () => [
    {
      title: words.language,
      items: LANGUAGES.map((each) => ({
        label: LANGUAGE_NAMES[each],
        checked: each === lang,
        choose: () => location.assign(`${addressWith({ lang: each })}${location.hash}`),
      })),
    },
    {
      title: words.theme,
      items: THEMES.map((theme) => ({
        label: words.themes[theme],
        checked: theme === readAddress().theme,
        choose: () => applyTheme(theme),
      })),
    },
  ]);
  return place;
}

function people({ state, words }: Session): HTMLElement {
  const { me } = state;
  const button = h(
    'button',
    { type: 'button', class: 'person', title: words.switchPerson },
    h('span', { class: 'hidden-text' }, `${words.switchPerson}: `),
    h(
      'span',
      { class: 'person-text' },
      h('span', { class: 'person-name' }, me.name),
      h('span', { class: 'person-title' }, personTitle(words, me)),
    ),
    avatar(me.name, me.key),
  );
  const place = h('div', { class: 'menu-place' }, button);
  attachMenu(button, words.switchPerson, () => [
    {
      title: words.switchPerson,
      items: state.people.map((person) => ({
        label: person.name,
        detail: personTitle(words, person),
        leading: avatar(person.name, person.key),
        checked: person.key === me.key,
        choose: () => location.assign(addressWith({ as: person.key })),
      })),
    },
  ]);
  return place;
}
