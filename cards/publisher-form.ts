import type { Locale } from '../src/domain/locale.ts';
import {
  PUBLISHER_FIELDS,
  PUBLISHER_LIMITS,
  type PublisherContact,
  type PublisherField,
  type PublisherFields,
  type PublisherProblem,
} from '../src/domain/publisher-contact.ts';
import { momentIn } from '../src/locales/formats.ts';
import { words, type Words } from '../src/locales/words.ts';
import { button } from './buttons.ts';
import { LIMITS } from './limits.ts';
import layout from './publisher-form.json' with { type: 'json' };
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';

interface PublisherFormView {
  /** As stored now; undefined: a new one. */
  readonly contact: PublisherContact | undefined;
  /** What stands in the inputs. */
  readonly fields: PublisherFields;
  readonly problems: readonly PublisherProblem[];
  /** Somebody else changed the stored one since the person began. */
  readonly changedMeanwhile: boolean;
  readonly timeZone: string;
}

const render = cardLayout(layout);

/** The form of a publisher's contact: action `publisher.save`, inputs as in `PublisherFields`. Every problem stands at its field; what was typed stays. */
export function publisherFormCard(locale: Locale, view: PublisherFormView): AdaptiveCard {
  const t = words(locale);
  const { contact, fields } = view;
  return render(locale, {
    eyebrow: t('administer.publisher.eyebrow'),
    title: t('administer.publisher.addTitle'),
    remarks: view.changedMeanwhile && contact !== undefined ? [{ text: conflict(t, locale, contact, view.timeZone) }] : [],
    ...Object.fromEntries(PUBLISHER_FIELDS.map((field) => [`${field}Label`, label(t, field, view.problems)])),
    ...Object.fromEntries(PUBLISHER_FIELDS.map((field) => [field, fields[field] ? plain(fields[field], PUBLISHER_LIMITS[field]) : null])),
    data: contact === undefined ? {} : { contactId: contact.id, version: contact.version },
    buttons: [
      contact === undefined
        ? button(t('words.back'), 'publisher.search', { product: '' })
        : button(t('words.back'), 'publisher.show', { contactId: contact.id }),
    ],
  });
}

function label(t: Words, field: PublisherField, problems: readonly PublisherProblem[]): string {
  const name = t(`administer.publisher.fields.${field}`);
  const wrong = problems.find((problem) => problem.field === field);
  return wrong === undefined ? name : `⚠ ${name} (${t(`administer.publisher.problems.${wrong.problem}`)})`;
}

function conflict(t: Words, locale: Locale, { changedBy, changedAt, ...contact }: PublisherContact, timeZone: string): string {
  const theirs = PUBLISHER_FIELDS.flatMap((field) => contact[field] ?? []);
  return t('administer.publisher.conflict', {
    name: safe(changedBy, LIMITS.listedName),
    moment: momentIn(locale, timeZone, changedAt),
    contact: safe(theirs.join(' · '), LIMITS.note),
  });
}
