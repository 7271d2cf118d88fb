import type { AzureTicket } from '../src/domain/azure-ticket.ts';
import type { Locale } from '../src/domain/locale.ts';
import { momentIn } from '../src/locales/formats.ts';
import type { Words } from '../src/locales/words.ts';
import { LIMITS } from './limits.ts';
import type { RequestView } from './request.ts';
import { plain, safe } from './safe-text.ts';

/** `form`: it does not look like a number; `not-its-own`: Microsoft has it for something else, or does not have it. */
export interface TypedNumber {
  readonly number: string;
  readonly problem: 'form' | 'not-its-own';
}

/** As long as the input takes. */
const NUMBER_LENGTH = 30;

/** Why a number was not taken. */
export function numberProblem(t: Words, { request: { reference }, typed }: RequestView): readonly { readonly text: string }[] {
  if (typed === undefined) return [];
  if (typed.number === '') return [{ text: t('request.numberNeeded') }];
  return [{ text: t(`request.numberWrong.${typed.problem}`, { typed: safe(typed.number, NUMBER_LENGTH), reference }) }];
}

/** Where Microsoft's number goes (`request.number`): typed (`number`), or picked from what it may be at Azure (`picked`). */
export function numberInput(t: Words, locale: Locale, { request, candidates = [], lookUpAt, timeZone, typed }: RequestView) {
  const { id: requestId, version, state } = request;
  const data = { requestId, version };
  const value = typed === undefined ? null : plain(typed.number, NUMBER_LENGTH);
  const tickets = candidates.map((ticket) => ({ title: choiceTitle(locale, timeZone, ticket), value: plain(ticket.number, LIMITS.name) }));
  const offered = tickets.length === 0 ? [] : [{ tickets }];
  if (request.ended !== undefined) return [];
  if (state === 'handed-off') return [{ offered, value, lookUp: [], save: t('request.saveNumber'), data, again: [] }];
  if (state !== 'uncertain') return [];
  const title = t('words.openPortal', { portal: plain(lookUpAt?.portal ?? '', LIMITS.name) });
  const lookUp = lookUpAt === undefined ? [] : [{ title, url: lookUpAt.url }];
  // The two ways out of not knowing stand side by side.
  return [{ offered: [], value, lookUp, save: t('request.itWasFiled'), data, again: [{ data }] }];
}

function choiceTitle(locale: Locale, timeZone: string, { number, title, createdAt }: AzureTicket): string {
  return [plain(number, LIMITS.name), plain(title, LIMITS.listedName), createdAt === undefined ? '' : momentIn(locale, timeZone, createdAt)]
    .filter((part) => part !== '')
    .join(' · ');
}
