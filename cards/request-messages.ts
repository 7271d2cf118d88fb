import type { Locale } from '../src/domain/locale.ts';
import { requestText } from '../src/domain/request-text.ts';
import type { DeskNote, DeskRecord, ServiceRequest } from '../src/domain/service-request.ts';
import { words } from '../src/locales/words.ts';
import { button } from './buttons.ts';
import { LIMITS } from './limits.ts';
import { messagePages } from './message-pages.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import layout from './request-messages.json' with { type: 'json' };
import { plain, safe } from './safe-text.ts';

interface RequestMessagesView {
  readonly request: ServiceRequest;
  /** undefined where the back end has none to be read. */
  readonly record: Pick<DeskRecord, 'notes'> | undefined;
  /** From 0, that of the oldest messages; undefined: the newest. */
  readonly page?: number | undefined;
  readonly timeZone: string;
}

const render = cardLayout(layout);

/** What was sent and the messages of a request, nothing left out, page by page (`request.messages`); back to it with `request.refresh`. */
export function requestMessagesCard(locale: Locale, { request, record, page: wanted, timeZone }: RequestMessagesView): AdaptiveCard {
  const t = words(locale);
  const { id: requestId, reference, title } = request;
  const pages = messagePages(t, locale, timeZone, [sentNote(request), ...(record?.notes ?? [])]);
  const last = pages.length - 1;
  const page = Math.min(wanted ?? last, last);
  const entries = (pages[page] ?? []).map(({ by, texts }) => ({ head: by === '' ? [] : [{ by }], texts }));
  return render(locale, {
    fallbackText: plain(`${t('request.notes')} · ${reference}`, LIMITS.title),
    eyebrow: `${t('request.eyebrow', { reference })} · ${safe(title, LIMITS.listedTitle)}`,
    title: t('request.notes'),
    remarks: [
      ...(record?.notes.length === 0 ? [{ text: t('request.messages.none') }] : []),
      ...(last > 0 ? [{ text: t('request.messages.page', { page: page + 1, pages: pages.length }) }] : []),
    ],
    entries,
    buttons: [
      ...(page > 0 ? [button(t('request.messages.older'), 'request.messages', { requestId, page: page - 1 })] : []),
      ...(page < last ? [button(t('request.messages.newer'), 'request.messages', { requestId, page: page + 1 })] : []),
      button(t('request.messages.back'), 'request.refresh', { requestId }),
    ],
  });
}

/** What Microsoft was to read first. */
function sentNote(request: ServiceRequest): DeskNote {
  return { key: '', by: request.personName, at: request.createdAt, text: requestText(request), from: 'partner' };
}
