import { customerWording, type CustomerWording } from '../src/domain/customer-words.ts';
import { LOCALES, type Locale } from '../src/domain/locale.ts';
import type { ServiceRequest } from '../src/domain/service-request.ts';
import { behindSince } from '../src/domain/since.ts';
import { statementFor, type SupportStatement } from '../src/domain/support-statement.ts';
import { dayIn, zonedMomentIn } from '../src/locales/formats.ts';
import { words, type Words } from '../src/locales/words.ts';
import { button } from './buttons.ts';
import layout from './customer-words.json' with { type: 'json' };
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';
import { statementText } from './statement-text.ts';

interface CustomerWordsView {
  readonly request: ServiceRequest;
  /** Of the text, which is the customer's. */
  readonly textLocale: Locale;
  readonly statement: SupportStatement;
  /** Whether the text ends with how to get support. */
  readonly withStatement: boolean;
  readonly now: Date;
  readonly timeZone: string;
}

const render = cardLayout(layout);

/** What the customer of a request may be told, ready to copy, in a language to choose. Action `wording.show`. */
export function customerWordsCard(locale: Locale, view: CustomerWordsView): AdaptiveCard {
  const t = words(locale);
  const { request, textLocale, withStatement } = view;
  const shown = { requestId: request.id, inPlace: true };
  return render(locale, {
    eyebrow: t('wording.eyebrow', { reference: request.reference }),
    title: t('wording.title', { customer: safe(request.customerName, LIMITS.name) }),
    label: t('wording.label', { language: t(`locales.${textLocale}`) }),
    text: customerText(view),
    buttons: [
      ...LOCALES.filter((other) => other !== textLocale).map((other) =>
        button(t(`wording.in.${other}`), 'wording.show', { ...shown, language: other, withStatement }),
      ),
      button(t(withStatement ? 'wording.dropStatement' : 'wording.addStatement'), 'wording.show', {
        ...shown,
        language: textLocale,
        withStatement: !withStatement,
      }),
      button(t('news.open'), 'command', { command: 'request', requestId: request.id }),
    ],
  });
}

/** Sentences of our own around the title of the request; that the partner is the contact is said as well (B63, B66). */
function customerText({ request, textLocale, statement, withStatement, now, timeZone }: CustomerWordsView): string {
  const t = words(textLocale);
  const wording = customerWording(request, now, timeZone);
  const { title, since, ownTicket, reference } = request;
  const facts: readonly (readonly [string, string | undefined])[] = [
    [t('wording.what'), plain(title, LIMITS.title)],
    [t('wording.since'), since && plain(behindSince(since), LIMITS.line)],
    [t('wording.doing'), t(`wording.stages.${wording.stage}`)],
    [t('wording.nextNews'), nextNews(t, textLocale, timeZone, wording)],
    // The number that the customer knows, where there is one.
    [t('wording.reference'), plain(ownTicket ?? reference, LIMITS.name)],
  ];
  return [
    t('wording.greeting'),
    t(wording.stage === 'closed' ? 'wording.introClosed' : 'wording.intro'),
    facts.flatMap(([label, text]) => (text ? [t('words.labelled', { label, text })] : [])).join('\n'),
    ...(withStatement
      ? [statementText(textLocale, statement)]
      : [t('wording.close'), t('wording.contact', { contact: contactOf(request, textLocale, statement) })]),
  ].join('\n\n');
}

function nextNews(t: Words, locale: Locale, timeZone: string, { next }: CustomerWording): string {
  switch (next.kind) {
    case 'expected':
      return t('wording.next.expected', { moment: zonedMomentIn(locale, timeZone, next.at) });
    case 'expected-day':
      return t('wording.next.expected-day', { day: dayIn(locale, next.day) });
    default:
      return t(`wording.next.${next.kind}`);
  }
}

/** How the partner is reached: as the administrator has written it, else whoever is named as the contact of the request. */
function contactOf({ contact }: ServiceRequest, locale: Locale, statement: SupportStatement): string {
  const written = statementFor(statement, locale)?.details.contacts;
  const { givenName, surname, email, phone } = contact;
  const parts = written ?? [`${givenName} ${surname}`, email, ...(phone === undefined ? [] : [phone])];
  return plain(parts.join(', '), LIMITS.paragraph);
}
