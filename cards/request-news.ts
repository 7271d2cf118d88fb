import type { Locale } from '../src/domain/locale.ts';
import type { RequestNews, ServiceRequest } from '../src/domain/service-request.ts';
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
}

/** One thing that happened to a request, in short: the request's own card has the rest. */
export function requestNewsCard(locale: Locale, view: RequestNewsView): AdaptiveCard {
  const t = words(locale);
  const { request, news } = view;
  const { id: requestId, reference, title, customerName } = request;
  const about = { title: plain(title, LIMITS.listedTitle), customer: plain(customerName, LIMITS.name) };
  return render(locale, {
    fallbackText: plain(`${reference} · ${t(`news.kinds.${news.kind}`)} · ${t('news.about', about)}`, LIMITS.title),
    eyebrow: t('request.eyebrow', { reference }),
    title: t(`news.kinds.${news.kind}`),
    means: meaning(t, locale, view),
    about: t('news.about', { title: safe(title, LIMITS.listedTitle), customer: safe(customerName, LIMITS.name) }),
    buttons: [button(t('news.open'), 'command', { command: 'request', requestId })],
  });
}

function meaning(t: Words, locale: Locale, { request, news: { kind }, timeZone }: RequestNewsView): string {
  const { desk, severity, responseDueAt } = request;
  return t(`news.means.${kind}`, {
    owner: desk?.owner === undefined ? t('words.unknown') : safe(desk.owner, LIMITS.name),
    severity: severityName(t, desk?.severity ?? severity),
    moment: responseDueAt === undefined ? t('words.unknown') : momentIn(locale, timeZone, responseDueAt),
  });
}
