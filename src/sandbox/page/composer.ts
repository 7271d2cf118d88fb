import { h, icon } from './dom.ts';
import { attachMenu } from './menu.ts';
import { CHIPS, PROMPTS } from './prompts.ts';
import { mentionable, type Session } from './session.ts';
import type { PageConversation, PageMention } from './wire.ts';
import type { Words } from './words.ts';

export interface Composer {
  readonly element: HTMLElement;
  focus(): void;
  /** Shows or hides the offers of what to ask. */
  offerPrompts(show: boolean): void;
}

export interface ComposerOptions {
  readonly session: Session;
  readonly conversation: PageConversation;
  /** Replies go into a thread and are small. */
  readonly thread?: string;
  /** Resolves to a note for below the box; undefined when all is well. Rejects when the text was not sent. */
  readonly send: (text: string, mentions: readonly PageMention[]) => Promise<string | undefined>;
  /** Undefined where the app takes no files. Rejects when the file was not sent. */
  readonly sendFile?: (file: File) => Promise<void>;
}

const MAX_HEIGHT_PX = 180;

/** A box to write in: Enter sends, Shift+Enter breaks the line, `@` offers people, `/` offers what to ask. */
export function createComposer({ session, conversation, thread, send, sendFile }: ComposerOptions): Composer {
  const { words, lang, state } = session;
  const isReply = thread !== undefined;
  const inChannel = conversation.kind === 'channel';
  const label = isReply ? words.reply : inChannel ? words.startPost : words.typeMessage;
  const box = h('textarea', { class: 'composer-box', rows: 1, placeholder: label, 'aria-label': label });
  const note = h('p', { class: 'composer-note', role: 'status' });
  const sendButton = h('button', { type: 'button', class: 'icon-button', 'aria-label': words.send, title: words.send }, icon('send'));
  const promptsButton = h(
    'button',
    { type: 'button', class: 'icon-button', 'aria-label': words.prompts, title: words.prompts },
    icon('idea'),
  );
  const people = h('div', { class: 'mention-list', role: 'listbox', 'aria-label': '@', hidden: true });

  // A post that the app is to see has to mention it, so what is offered does.
  const withMention = (text: string): string => (inChannel ? `@${state.bot.name} ${text}` : text);
  const fill = (text: string): void => {
    box.value = text;
    grow(box);
    box.focus();
  };
  const sendText = async (): Promise<void> => {
    const text = box.value.trim();
    if (text === '') return;
    fill('');
    note.textContent = '';
    const marked = markMentions(text, session);
    try {
      note.textContent = (await send(marked.text, marked.mentions)) ?? '';
    } catch {
      // The text is given back, unless something new was begun meanwhile.
      if (box.value === '') fill(text);
      note.textContent = words.notSent;
    }
  };

  const chips = h(
    'div',
    { class: 'chips', role: 'group', 'aria-label': words.prompts, hidden: true },
    h('span', { class: 'chips-title', 'aria-hidden': 'true' }, words.tryIt),
    ...PROMPTS[lang].slice(0, CHIPS).map(({ text, about }) =>
      h(
        'button',
        {
          type: 'button',
          class: 'chip',
          title: about,
          onclick: () => {
            fill(withMention(text));
            void sendText();
          },
        },
        text,
      ),
    ),
  );

  const files =
    sendFile &&
    filePicker(words, async (file) => {
      note.textContent = '';
      await sendFile(file).catch(() => {
        note.textContent = words.notSent;
      });
    });
  const row = h('div', { class: 'composer-row' }, box, ...(files ?? []), !isReply && promptsButton, sendButton);
  const element = h('div', { class: isReply ? 'composer composer-reply' : 'composer' }, !isReply && chips, people, row, note);
  const menu = isReply
    ? undefined
    : attachMenu(promptsButton, words.prompts, () => [
        {
          items: PROMPTS[lang].map(({ text, about }) => ({ label: about, detail: text.trim(), choose: () => fill(withMention(text)) })),
        },
      ]);
  const mentions = mentionPicker(box, people, session);

  sendButton.addEventListener('click', () => void sendText());
  box.addEventListener('input', () => {
    grow(box);
    if (box.value === '/' && menu !== undefined) {
      fill('');
      menu.open();
    } else if (inChannel) mentions.look();
  });
  box.addEventListener('keydown', (event) => {
    if (mentions.key(event)) return;
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void sendText();
  });
  box.addEventListener('blur', () => mentions.close());

  return {
    element,
    focus: () => box.focus(),
    offerPrompts(show) {
      chips.hidden = !show;
    },
  };
}

/** A button that opens the choice of a file. */
function filePicker(words: Words, chosen: (file: File) => Promise<void>): readonly HTMLElement[] {
  const input = h('input', { type: 'file', class: 'composer-file', hidden: true, tabindex: -1, 'aria-label': words.attach });
  const button = h('button', { type: 'button', class: 'icon-button', 'aria-label': words.attach, title: words.attach }, icon('attach'));
  button.addEventListener('click', () => input.click());
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    // The same file may be chosen again.
    input.value = '';
    if (file !== undefined) void chosen(file);
  });
  return [input, button];
}

function grow(box: HTMLTextAreaElement): void {
  box.style.height = 'auto';
  box.style.height = `${Math.min(box.scrollHeight, MAX_HEIGHT_PX)}px`;
}

/** `@Name` of somebody who may be mentioned becomes the mark and the entity that Teams sends. */
function markMentions(text: string, session: Session): { readonly text: string; readonly mentions: readonly PageMention[] } {
  const mentions: PageMention[] = [];
  let marked = text;
  for (const { id, name } of mentionable(session)) {
    if (!marked.includes(`@${name}`)) continue;
    const mark = `<at>${name}</at>`;
    marked = marked.replaceAll(`@${name}`, mark);
    mentions.push({ type: 'mention', text: mark, mentioned: { id, name } });
  }
  return { text: marked, mentions };
}

/** The list that opens while a name is typed after `@`. */
function mentionPicker(box: HTMLTextAreaElement, list: HTMLElement, session: Session) {
  let active = 0;
  const begun = (): RegExpExecArray | null => /(?:^|\s)@([\p{L}\p{M}' ]{0,30})$/u.exec(box.value.slice(0, box.selectionStart));
  const close = (): void => {
    list.hidden = true;
  };
  const choose = (name: string): void => {
    const match = begun();
    if (match === null) return;
    const end = box.selectionStart;
    const start = end - (match[1] ?? '').length;
    box.setRangeText(`${name} `, start, end, 'end');
    close();
    box.focus();
  };
  const activate = (index: number): void => {
    active = index;
    for (const [at, option] of [...list.children].entries()) {
      option.classList.toggle('active', at === index);
      option.setAttribute('aria-selected', String(at === index));
    }
  };
  return {
    close,
    look(): void {
      const typed = begun()?.[1]?.toLowerCase();
      const names = mentionable(session).filter(({ name }) => typed !== undefined && name.toLowerCase().startsWith(typed));
      if (names.length === 0) {
        close();
        return;
      }
      const options = names.map(({ name }) => {
        const option = h('div', { role: 'option', 'aria-selected': 'false' }, name);
        option.addEventListener('pointerdown', (event) => {
          event.preventDefault();
          choose(name);
        });
        return option;
      });
      list.replaceChildren(...options);
      list.hidden = false;
      activate(0);
    },
    /** True when the key was for the list. */
    key(event: KeyboardEvent): boolean {
      if (list.hidden) return false;
      const count = list.children.length;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step !== undefined) activate((active + step + count) % count);
      else if (event.key === 'Enter' || event.key === 'Tab') choose(list.children[active]?.textContent ?? '');
      else if (event.key === 'Escape') close();
      else return false;
      event.preventDefault();
      return true;
    },
  };
}
