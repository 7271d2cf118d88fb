import { isFollowed } from '../src/domain/followed-request.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { DeskNote } from '../src/domain/service-request.ts';
import { momentIn } from '../src/locales/formats.ts';
import type { Words } from '../src/locales/words.ts';
import { LIMITS } from './limits.ts';
import { severityForm } from './request-severity.ts';
import type { RequestView } from './request.ts';
import { safe } from './safe-text.ts';

const NOTES_SHOWN = 5;

/** The newest messages of the request, and where to answer or to change the severity; neither where the back end cannot be asked or the request is closed. */
export function requestNotes(t: Words, locale: Locale, { request, record, timeZone }: RequestView) {
  const notes = record?.notes ?? [];
  const hidden = notes.length - NOTES_SHOWN;
  const shown = notes.slice(-NOTES_SHOWN);
  const entries = shown.map((note) => ({ by: noteBy(t, locale, timeZone, note), text: safe(note.text, LIMITS.note, 'lines') }));
  const isWhole = hidden <= 0 && shown.every(({ text }) => text.length <= LIMITS.note);
  const readAll = isWhole ? [] : [{ data: { requestId: request.id } }];
  const canWrite = isFollowed(request) && (record?.status ?? request.deskStatus) !== 'closed';
  return {
    noteList: entries.length === 0 ? [] : [{ entries, more: hidden > 0 ? [{ text: t('words.more', { count: hidden }) }] : [], readAll }],
    // Folded: an answer is the exception, and an open box would look like something to fill in.
    forms: canWrite ? [{ data: { requestId: request.id, version: request.version }, ...severityForm(t, { request, record }) }] : [],
  };
}

/** Who wrote a message, and when. */
export function noteBy(t: Words, locale: Locale, timeZone: string, { by, at, from }: DeskNote): string {
  return [from === 'unknown' ? '' : t(`news.from.${from}`), safe(by, LIMITS.name), at === undefined ? '' : momentIn(locale, timeZone, at)]
    .filter((part) => part !== '')
    .join(', ');
}
