import type { Locale } from '../src/domain/locale.ts';
import type { PublisherContact } from '../src/domain/publisher-contact.ts';
import { momentIn } from '../src/locales/formats.ts';
import { words } from '../src/locales/words.ts';
import { button, commandButton } from './buttons.ts';
import { LIMITS } from './limits.ts';
import layout from './publisher.json' with { type: 'json' };
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';

interface PublisherView {
  readonly contact: PublisherContact;
  readonly mayEdit: boolean;
  readonly timeZone: string;
}

const render = cardLayout(layout);

/** One to three ways to reach the publisher of a product, and who entered them (B41). */
export function publisherCard(locale: Locale, { contact, mayEdit, timeZone }: PublisherView): AdaptiveCard {
  const t = words(locale);
  const { id, product, publisher, page, email, phone, changedBy, changedAt } = contact;
  const facts = [
    { title: t('administer.publisher.fields.publisher'), value: safe(publisher, LIMITS.name) },
    ...[
      { field: 'page', value: page } as const,
      { field: 'email', value: email } as const,
      { field: 'phone', value: phone } as const,
    ].flatMap(({ field, value }) =>
      value === undefined ? [] : [{ title: t(`administer.publisher.fields.${field}`), value: safe(value, LIMITS.title) }],
    ),
  ];
  return render(locale, {
    fallbackText: plain(`${product} · ${publisher}`, LIMITS.title),
    eyebrow: t('administer.publisher.eyebrow'),
    title: safe(product, LIMITS.name),
    facts,
    changed: t('administer.publisher.changed', {
      name: safe(changedBy, LIMITS.listedName),
      moment: momentIn(locale, timeZone, changedAt),
    }),
    links: page === undefined ? [] : [{ title: t('administer.publisher.openPage'), url: page }],
    buttons: [
      ...(mayEdit ? [button(t('administer.publisher.edit'), 'publisher.edit', { contactId: id })] : []),
      button(t('administer.publisher.all'), 'publisher.search', { product: '' }),
      commandButton(t, 'help'),
    ],
  });
}
