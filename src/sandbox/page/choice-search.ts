import type * as Cards from 'adaptivecards';
import { Combobox, type ComboboxWords, type FoundChoice } from './combobox.ts';

declare const AdaptiveCards: typeof Cards;

/** Asks the app for choices; rejects when it cannot answer. */
export type SearchChoices = (dataset: string, queryText: string) => Promise<readonly FoundChoice[]>;

interface Surroundings {
  readonly search: SearchChoices;
  readonly words: ComboboxWords;
}

// Elements are made by the renderer, which passes nothing along: parsing is synchronous, so this holds meanwhile. (A card to be unfolded is drawn later.)
let surroundings: Surroundings | undefined;
export function withChoiceSearch<T>(given: Surroundings, parse: () => T): T {
  surroundings = given;
  try {
    return parse();
  } finally {
    surroundings = undefined;
  }
}

/** `Input.ChoiceSet` with `style: "filtered"` as a combobox that sends the choice's value (the stock one sends its title). */
class SearchableChoiceSet extends AdaptiveCards.ChoiceSetInput {
  #dataset: string | undefined;
  #surroundings: Surroundings | undefined;
  #combo: Combobox | undefined;

  get #searchable(): boolean {
    return this.style === 'filtered' && !this.isMultiSelect;
  }

  protected override internalParse(source: Record<string, unknown>, context: Cards.SerializationContext): void {
    super.internalParse(source, context);
    const query = source['choices.data'] as { readonly dataset?: unknown } | undefined;
    this.#dataset = typeof query?.dataset === 'string' ? query.dataset : undefined;
    this.#surroundings = surroundings;
  }

  override isDynamicTypeahead(): boolean {
    // Else validation reaches for the stock control, which is not there.
    return this.#searchable ? false : super.isDynamicTypeahead();
  }

  protected override internalRender(): HTMLElement | undefined {
    if (!this.#searchable || this.#surroundings === undefined) return super.internalRender();
    const { search, words } = this.#surroundings;
    const own = this.choices.map(({ title, value }) => ({ title: title ?? '', value: value ?? '' }));
    const dataset = this.#dataset;
    const find = async (text: string): Promise<readonly FoundChoice[]> =>
      dataset === undefined ? own.filter(({ title }) => title.toLowerCase().includes(text.toLowerCase())) : await search(dataset, text);
    const chosen = own.find(({ value }) => value === this.defaultValue);
    this.#combo = new Combobox({ find, words, placeholder: this.placeholder ?? '', chosen, changed: () => this.valueChanged() });
    return this.#combo.element;
  }

  protected override updateInputControlAriaLabelledBy(): void {
    super.updateInputControlAriaLabelledBy();
    const wrapper = this.#combo?.element;
    const labels = wrapper?.getAttribute('aria-labelledby');
    if (wrapper === undefined || labels === undefined || labels === null) return;
    wrapper.removeAttribute('aria-labelledby');
    this.#combo?.input.setAttribute('aria-labelledby', labels);
  }

  override focus(): void {
    if (this.#combo === undefined) super.focus();
    else this.#combo.input.focus();
  }

  override isSet(): boolean {
    return this.#combo === undefined ? super.isSet() : this.#combo.value !== undefined;
  }

  override isValid(): boolean {
    if (this.#combo === undefined) return super.isValid();
    return this.#combo.value !== undefined || (this.#combo.input.value.trim() === '' && !this.isRequired);
  }

  override get value(): string | undefined {
    return this.#combo === undefined ? super.value : this.#combo.value;
  }
}

export function registerChoiceSearch(): void {
  AdaptiveCards.GlobalRegistry.elements.register('Input.ChoiceSet', SearchableChoiceSet);
}
