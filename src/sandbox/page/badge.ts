import type * as Cards from 'adaptivecards';

declare const AdaptiveCards: typeof Cards;

const COLOURS: Readonly<Record<string, string>> = {
  accent: 'accent',
  informative: 'accent',
  good: 'good',
  warning: 'warning',
  attention: 'attention',
};

/** Teams' `Badge` element: a short coloured label. */
class Badge extends AdaptiveCards.CardElement {
  #text = '';
  #colour = 'emphasis';

  override getJsonTypeName(): string {
    return 'Badge';
  }

  protected override internalParse(
    source: { readonly text?: unknown; readonly style?: unknown },
    context: Cards.SerializationContext,
  ): void {
    super.internalParse(source, context);
    const { text, style } = source;
    this.#text = typeof text === 'string' ? text : '';
    this.#colour = COLOURS[typeof style === 'string' ? style.toLowerCase() : ''] ?? 'emphasis';
  }

  protected override internalRender(): HTMLElement {
    const element = document.createElement('span');
    element.className = `badge badge-${this.#colour}`;
    element.textContent = this.#text;
    return element;
  }
}

export function registerBadge(): void {
  AdaptiveCards.GlobalRegistry.elements.register('Badge', Badge);
}
