import { TEXT_LIMITS } from '../src/domain/report-problems.ts';
import { endingOf } from '../src/domain/request-ending.ts';
import { isCorrectable } from '../src/domain/request-number.ts';
import type { Words } from '../src/locales/words.ts';
import { LIMITS } from './limits.ts';
import type { RequestView } from './request.ts';
import { plain, safe } from './safe-text.ts';

const FOLLOWERS_SHOWN = 5;

/**
 * What was sent, and what concerns our side alone: the partner's own ticket number (`request.ownTicket`, input `ownTicket`), following (`request.join`, `request.leave`), taking the
 * request off our list (`request.end`, `request.resume`), and another number of Microsoft's in place of a wrong one (`request.number`, input `number`).
 */
export function ownParts(t: Words, { request, record, following, typed }: RequestView) {
  const { id: requestId, version, ownTicket = '', number = '' } = request;
  const ending = endingOf(request);
  const data = { requestId, version };
  return {
    own: [
      {
        sent: sent(request),
        ownTicket: ownTicket === '' ? null : plain(ownTicket, TEXT_LIMITS.ownTicket),
        data,
        correct:
          request.ended === undefined && isCorrectable(request, record)
            ? [{ number: plain(typed?.number ?? number, LIMITS.name), data }]
            : [],
        join: following === false && request.deskStatus !== 'closed' ? [{ data: { requestId } }] : [],
        leave: following === true ? [{ data: { requestId } }] : [],
        end: ending === undefined ? [] : [{ mark: t(`request.ended.mark.${ending}`), data: { ...data, ending } }],
        resume: request.ended === undefined ? [] : [{ data }],
      },
    ],
  };
}

/** As it was described; the whole text that went to Microsoft is a press away (`request.messages`). Of a hand-off it stands on the card to be copied. */
function sent({ id: requestId, state, description }: RequestView['request']) {
  return state === 'handed-off' ? [] : [{ text: safe(description, LIMITS.note, 'lines'), data: { requestId, page: 0 } }];
}

/** Who is told of it beside the requester; undefined for nobody. */
export function followersText(t: Words, { followers = [] }: RequestView): string | undefined {
  if (followers.length === 0) return undefined;
  const names = followers.slice(0, FOLLOWERS_SHOWN).map(({ personName }) => safe(personName, LIMITS.listedName));
  const hidden = followers.length - names.length;
  return `${names.join(', ')}${hidden > 0 ? ` ${t('words.more', { count: hidden })}` : ''}`;
}
