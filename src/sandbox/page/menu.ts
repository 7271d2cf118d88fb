import { h, icon } from './dom.ts';

export interface MenuItem {
  readonly label: string;
  readonly detail?: string;
  readonly leading?: Node;
  /** For choices: whether this is the one in force. */
  readonly checked?: boolean;
  readonly choose: () => void;
}

export interface MenuGroup {
  readonly title?: string;
  readonly items: readonly MenuItem[];
}

let menus = 0;

/** Makes a button open a menu: arrows move, Enter chooses, Escape and a press elsewhere close. Groups are asked for at each opening. */
export function attachMenu(button: HTMLButtonElement, label: string, groups: () => readonly MenuGroup[]): { open(): void } {
  menus += 1;
  const list = h('div', { id: `menu-${menus}`, class: 'menu', role: 'menu', 'aria-label': label, hidden: true });
  button.setAttribute('aria-haspopup', 'menu');
  button.setAttribute('aria-expanded', 'false');
  button.setAttribute('aria-controls', list.id);
  button.after(list);

  const close = (focus: boolean): void => {
    if (list.hidden) return;
    list.hidden = true;
    button.setAttribute('aria-expanded', 'false');
    if (focus) button.focus();
  };
  const open = (): void => {
    list.replaceChildren(...groups().flatMap((group) => groupElements(group, close)));
    list.hidden = false;
    button.setAttribute('aria-expanded', 'true');
    itemsOf(list)[0]?.focus();
  };

  button.addEventListener('click', () => (list.hidden ? open() : close(true)));
  document.addEventListener('pointerdown', ({ target }) => {
    if (target instanceof Node && !list.contains(target) && !button.contains(target)) close(false);
  });
  list.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !list.contains(relatedTarget) && relatedTarget !== button) close(false);
  });
  list.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      close(true);
    }
    move(event, itemsOf(list));
  });
  return { open };
}

const itemsOf = (list: HTMLElement): HTMLElement[] => [...list.querySelectorAll<HTMLElement>('[role^=menuitem]')];

function move(event: KeyboardEvent, items: readonly HTMLElement[]): void {
  const at = items.indexOf(document.activeElement as HTMLElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  items[next % items.length]?.focus();
}

function groupElements({ title, items }: MenuGroup, close: (focus: boolean) => void): HTMLElement[] {
  const elements = items.map((item) => {
    const role = item.checked === undefined ? 'menuitem' : 'menuitemradio';
    const choose = (): void => {
      close(true);
      item.choose();
    };
    return h(
      'button',
      {
        type: 'button',
        class: 'menu-item',
        role,
        tabindex: -1,
        'aria-checked': item.checked === undefined ? undefined : String(item.checked),
        onclick: choose,
      },
      item.leading,
      h(
        'span',
        { class: 'menu-text' },
        h('span', { class: 'menu-label' }, item.label),
        item.detail !== undefined && h('span', { class: 'menu-detail' }, item.detail),
      ),
      item.checked === true && icon('check', 16),
    );
  });
  if (title === undefined) return elements;
  return [h('div', { role: 'group', 'aria-label': title }, h('div', { class: 'menu-title', 'aria-hidden': 'true' }, title), ...elements)];
}
