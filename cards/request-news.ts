import type { Locale } from '../src/domain/locale.ts';
import type { NewsKind, RequestNews, ServiceRequest } from '../src/domain/service-request.ts';
import { momentIn } from '../src/locales/formats.ts';
import { words, type Words } from '../src/locales/words.ts';
import { button } from './buttons.ts';
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import layout from './request-news.json' with { type: 'json' };
import { plain, safe } from './safe-text.ts';
import { severityName } from './severity-words.ts';

const render = cardLayout(layout);

export interface RequestNewsView {
  readonly request: ServiceRequest;
  readonly news: RequestNews;
  /** The reader's. */
  readonly timeZone: string;
  /** The reader may not see the customer: neither title nor customer, and nothing to open. */
  readonly bare?: boolean | undefined;
}

/** One thing that happened to a request, in short: the request's own card has the rest. */
export function requestNewsCard(locale: Locale, view: RequestNewsView): AdaptiveCard {
  const t = words(locale);
  const { request, bare = false } = view;
  const { id: requestId, reference, title, customerName } = request;
  const name = t(`news.kinds.${kindShown(view)}`);
  const about = (shown: typeof safe) =>
    bare ? [] : [t('news.about', { title: shown(title, LIMITS.listedTitle), customer: shown(customerName, LIMITS.name) })];
  return render(locale, {
    fallbackText: plain([reference, name, ...about(plain)].join(' · '), LIMITS.title),
    eyebrow: t('request.eyebrow', { reference }),
    title: name,
    means: meaning(t, locale, view),
    about: about(safe).map((text) => ({ text })),
    buttons: bare ? [] : [button(t('news.open'), 'command', { command: 'request', requestId })],
  });
}

/** To whoever may not see the customer nothing is promised for later. */
function kindShown({ news: { kind }, bare }: RequestNewsView): NewsKind {
  return bare === true && kind === 'number-found' ? 'filed' : kind;
}

function meaning(t: Words, locale: Locale, view: RequestNewsView): string {
  const { request, timeZone } = view;
  const { desk, severity, responseDueAt, number } = request;
  return t(`news.means.${kindShown(view)}`, {
    owner: desk?.owner === undefined ? t('words.unknown') : safe(desk.owner, LIMITS.name),
    severity: severityName(t, desk?.severity ?? severity),
    number: number === undefined ? t('words.unknown') : safe(number, LIMITS.name),
    moment: responseDueAt === undefined ? t('words.unknown') : momentIn(locale, timeZone, responseDueAt),
  });
}
