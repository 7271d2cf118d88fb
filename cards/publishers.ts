import type { Locale } from '../src/domain/locale.ts';
import type { PublisherContact } from '../src/domain/publisher-contact.ts';
import { words } from '../src/locales/words.ts';
import adviceLinks from './advice-links.json' with { type: 'json' };
import { button, commandButton } from './buttons.ts';
import { LIMITS } from './limits.ts';
import layout from './publishers.json' with { type: 'json' };
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';

interface PublishersView {
  /** What was searched for; empty shows the newest. */
  readonly product: string;
  readonly contacts: readonly PublisherContact[];
  readonly mayEdit: boolean;
}

const render = cardLayout(layout);

const SHOWN = 8;

/** Publishers' contacts by product (B39–B41). Actions `publisher.search` (input `product`), `publisher.show`, `publisher.edit`. */
export function publishersCard(locale: Locale, view: PublishersView): AdaptiveCard {
  const t = words(locale);
  const contacts = view.contacts.slice(0, SHOWN);
  const product = plain(view.product, LIMITS.query);
  const none =
    product === '' ? t('administer.publisher.empty') : t('administer.publisher.none', { product: safe(view.product, LIMITS.query) });
  return render(locale, {
    eyebrow: t('administer.publisher.eyebrow'),
    title: t('administer.publisher.title'),
    product: product === '' ? null : product,
    none: contacts.length === 0 ? [{ text: none }] : [],
    lists:
      contacts.length === 0
        ? []
        : [{ heading: t(product === '' ? 'administer.publisher.newest' : 'administer.publisher.found'), rows: contacts.map(row) }],
    links: [{ title: t('administer.publisher.marketplace'), url: adviceLinks.isv }],
    buttons: [...(view.mayEdit ? [button(t('administer.publisher.add'), 'publisher.edit', { product })] : []), commandButton(t, 'help')],
  });
}

function row({ id, product, publisher }: PublisherContact) {
  const name = plain(product, LIMITS.listedName);
  return {
    name: safe(product, LIMITS.listedName),
    publisher: safe(publisher, LIMITS.listedName),
    tooltip: name,
    data: { contactId: id },
  };
}
