export interface FoundChoice {
  readonly title: string;
  readonly value: string;
}

export interface ComboboxWords {
  readonly noMatches: string;
  readonly searchFailed: string;
}

/** Teams shows no more. */
const MAX_ROWS = 15;
const TYPING_PAUSE_MS = 200;

interface ComboboxOptions {
  readonly find: (text: string) => Promise<readonly FoundChoice[]>;
  readonly words: ComboboxWords;
  readonly placeholder: string;
  readonly chosen: FoundChoice | undefined;
  readonly changed: () => void;
}

let lastList = 0;

/** A box with a list below: what is typed is searched for, what is taken from the list is the value. */
export class Combobox {
  readonly element = document.createElement('div');
  readonly input = document.createElement('input');
  readonly #list = document.createElement('div');
  readonly #options: ComboboxOptions;
  #rows: readonly FoundChoice[] = [];
  #active = -1;
  #chosen: FoundChoice | undefined;
  #query = 0;
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ComboboxOptions) {
    this.#options = options;
    this.#chosen = options.chosen;
    lastList += 1;
    const listId = `__ac-list-${lastList}`;
    this.element.className = 'choice-search';
    this.input.className = 'ac-input';
    this.input.value = options.chosen?.title ?? '';
    this.input.placeholder = options.placeholder;
    this.input.autocomplete = 'off';
    for (const [key, value] of Object.entries({
      role: 'combobox',
      'aria-expanded': 'false',
      'aria-autocomplete': 'list',
      'aria-controls': listId,
    })) {
      this.input.setAttribute(key, value);
    }
    this.#list.id = listId;
    this.#list.className = 'choice-list';
    this.#list.setAttribute('role', 'listbox');
    this.#list.hidden = true;
    this.element.append(this.input, this.#list);
    this.#listen();
  }

  get value(): string | undefined {
    return this.#chosen?.value;
  }

  #listen(): void {
    this.input.addEventListener('focus', () => {
      if (this.#chosen !== undefined) this.input.select();
      // Everything is offered, also when something is chosen already.
      void this.#search('');
    });
    this.input.addEventListener('input', () => {
      this.#chosen = undefined;
      this.#options.changed();
      clearTimeout(this.#pause);
      this.#pause = setTimeout(() => void this.#search(this.input.value.trim()), TYPING_PAUSE_MS);
    });
    this.input.addEventListener('blur', () => this.#close());
    this.input.addEventListener('keydown', (event) => this.#key(event));
  }

  #key(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (this.#list.hidden) void this.#search(this.#chosen === undefined ? this.input.value.trim() : '');
      else if (this.#rows.length > 0) this.#activate((this.#active + step + this.#rows.length) % this.#rows.length);
    } else if (event.key === 'Enter' && !this.#list.hidden) {
      event.preventDefault();
      const row = this.#rows[this.#active];
      if (row !== undefined) this.#choose(row);
    } else if (event.key === 'Escape' && !this.#list.hidden) {
      event.stopPropagation();
      this.#close();
    }
  }

  async #search(text: string): Promise<void> {
    clearTimeout(this.#pause);
    this.#query += 1;
    const query = this.#query;
    try {
      const rows = await this.#options.find(text);
      // A late answer to an earlier text, or one that comes after the box was left.
      if (query !== this.#query || document.activeElement !== this.input) return;
      this.#show(rows.slice(0, MAX_ROWS));
    } catch {
      if (query === this.#query) this.#note(this.#options.words.searchFailed);
    }
  }

  #show(rows: readonly FoundChoice[]): void {
    this.#rows = rows;
    if (rows.length === 0) {
      this.#note(this.#options.words.noMatches);
      return;
    }
    const elements = rows.map((row, index) => {
      const option = document.createElement('div');
      option.id = `${this.#list.id}-${index}`;
      option.setAttribute('role', 'option');
      option.setAttribute('aria-selected', String(row.value === this.#chosen?.value));
      option.textContent = row.title;
      // Not `click`: that comes after the blur that closes the list.
      option.addEventListener('pointerdown', (event) => {
        event.preventDefault();
        this.#choose(row);
      });
      return option;
    });
    this.#list.replaceChildren(...elements);
    this.#open();
    this.#activate(0);
  }

  #note(text: string): void {
    this.#rows = [];
    const row = document.createElement('div');
    row.className = 'choice-note';
    row.setAttribute('role', 'option');
    row.setAttribute('aria-disabled', 'true');
    row.setAttribute('aria-selected', 'false');
    row.textContent = text;
    this.#list.replaceChildren(row);
    this.#activate(-1);
    this.#open();
  }

  #activate(index: number): void {
    this.#active = index;
    for (const [at, option] of [...this.#list.children].entries()) {
      option.classList.toggle('active', at === index);
      if (at === index) option.scrollIntoView({ block: 'nearest' });
    }
    if (index < 0) this.input.removeAttribute('aria-activedescendant');
    else this.input.setAttribute('aria-activedescendant', `${this.#list.id}-${index}`);
  }

  #choose(row: FoundChoice): void {
    this.#chosen = row;
    this.input.value = row.title;
    this.#options.changed();
    this.#close();
  }

  #open(): void {
    this.#list.hidden = false;
    this.input.setAttribute('aria-expanded', 'true');
  }

  #close(): void {
    // Whatever is still being searched for must not open the list again.
    this.#query += 1;
    clearTimeout(this.#pause);
    this.#list.hidden = true;
    this.#active = -1;
    this.input.setAttribute('aria-expanded', 'false');
    this.input.removeAttribute('aria-activedescendant');
  }
}
