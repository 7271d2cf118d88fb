import { h } from './dom.ts';
import type { PageFile } from './wire.ts';
import type { Words } from './words.ts';

/** What a file card needs from the message it stands in. */
export interface FileHost {
  readonly words: Words;
  readonly lang: string;
  /** Whether the app heard it. */
  answer(answer: 'accept' | 'decline'): Promise<boolean>;
  /** A line below the card. */
  status(text: string, tone: 'quiet' | 'bad'): void;
}

/** A file that the app offers, with Teams' own two buttons, or one that is there to be opened. */
export function renderFile(file: PageFile, host: FileHost): HTMLElement {
  const { words } = host;
  const name = h('p', { class: 'file-name' }, file.name);
  if (file.kind === 'given') {
    const link = h('a', { class: 'ac-pushButton', href: file.url, target: '_blank', rel: 'noopener noreferrer' }, words.openFile);
    return h('div', { class: 'card file', role: 'group', 'aria-label': file.name }, name, link);
  }
  const size = new Intl.NumberFormat(host.lang, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 1 }).format(
    file.sizeInBytes / 1000,
  );
  const buttons = (['accept', 'decline'] as const).map((answer) => {
    const [look, label] = answer === 'accept' ? ['ac-pushButton style-positive', words.allowFile] : ['ac-pushButton', words.declineFile];
    return h('button', { class: look, type: 'button', onclick: () => void press(answer) }, label);
  });
  const press = async (answer: 'accept' | 'decline'): Promise<void> => {
    for (const button of buttons) button.disabled = true;
    host.status('', 'quiet');
    const heard = await host.answer(answer).catch(() => false);
    if (heard) return;
    host.status(words.failed, 'bad');
    for (const button of buttons) button.disabled = false;
  };
  return h(
    'div',
    { class: 'card file', role: 'group', 'aria-label': file.name },
    name,
    h('p', { class: 'file-about' }, `${file.description} ${size}`),
    h('div', { class: 'file-buttons' }, ...buttons),
  );
}
