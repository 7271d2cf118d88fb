import { h, icon } from './dom.ts';
import type { Session } from './session.ts';
import type { PageControl } from './wire.ts';

/** The panel that moves the cloud behind the demo. Built from what the server says there is. */
export interface Strip {
  readonly element: HTMLElement;
  show(controls: readonly PageControl[]): void;
}

export function createStrip({ connection, words, lang, state }: Session, close: () => void): Strip {
  const body = h('div', { class: 'strip-body' });
  const element = h(
    'aside',
    { class: 'strip', 'aria-label': words.demoControls, hidden: true },
    h(
      'div',
      { class: 'strip-head' },
      h('h2', {}, words.demoControls),
      h('button', { type: 'button', class: 'icon-button', 'aria-label': words.close, onclick: close }, icon('close', 16)),
    ),
    h('p', { class: 'strip-hint' }, words.demoControlsHint),
    body,
  );

  const press = (id: string, choice?: string): void => {
    connection.control(id, choice).then(show, () => element.append(h('p', { role: 'alert' }, words.failed)));
  };

  const select = ({ id, title, choices, chosen }: PageControl): HTMLElement => {
    const options = (choices ?? []).map((choice) => h('option', { value: choice.id, selected: choice.id === chosen }, choice.title[lang]));
    const list = h('select', { class: 'strip-select', 'data-control': id, onchange: () => press(id, list.value) }, ...options);
    return h('label', { class: 'strip-choice' }, h('span', {}, title[lang]), list);
  };

  const button = ({ id, title, detail, on }: PageControl): HTMLElement =>
    on === undefined
      ? h(
          'button',
          { type: 'button', class: 'strip-button', 'data-control': id, onclick: () => press(id) },
          title[lang],
          detail && h('span', { class: 'strip-detail' }, detail[lang]),
        )
      : h(
          'button',
          {
            type: 'button',
            class: 'strip-switch',
            role: 'switch',
            'aria-checked': String(on),
            'data-control': id,
            onclick: () => press(id),
          },
          h('span', { class: 'switch-track', 'aria-hidden': 'true' }),
          h('span', {}, title[lang]),
        );

  const controlElement = (control: PageControl): HTMLElement => (control.choices === undefined ? button(control) : select(control));

  const show = (controls: readonly PageControl[]): void => {
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset['control'] : undefined;
    const groups = [
      { title: words.incidents, of: controls.filter(({ group }) => group === 'incident') },
      { title: words.serviceHealth, of: controls.filter(({ group }) => group === 'health') },
      { title: words.customers, of: controls.filter(({ group }) => group === 'customers') },
      { title: words.requests, of: controls.filter(({ group }) => group === 'requests') },
      { title: words.people, of: controls.filter(({ group }) => group === 'people') },
      { title: words.faults, of: controls.filter(({ group }) => group === 'faults') },
    ];
    body.replaceChildren(
      ...groups
        .filter(({ of }) => of.length > 0)
        .map(({ title, of }) =>
          h('div', { class: 'strip-group', role: 'group', 'aria-label': title }, h('h3', {}, title), ...of.map(controlElement)),
        ),
    );
    if (focused !== undefined) body.querySelector<HTMLElement>(`[data-control="${CSS.escape(focused)}"]`)?.focus();
  };
  show(state.controls);
  return { element, show };
}
