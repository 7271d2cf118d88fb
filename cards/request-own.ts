import { TEXT_LIMITS } from '../src/domain/report-problems.ts';
import type { Words } from '../src/locales/words.ts';
import { LIMITS } from './limits.ts';
import type { RequestView } from './request.ts';
import { plain, safe } from './safe-text.ts';

const FOLLOWERS_SHOWN = 5;

/** Where the partner's own ticket number is written (`request.ownTicket`, input `ownTicket`), and where a follower stops to follow (`request.leave`). */
export function ownParts({ request, following }: RequestView) {
  const { id: requestId, version, ownTicket = '' } = request;
  return {
    own: [
      {
        ownTicket: ownTicket === '' ? null : plain(ownTicket, TEXT_LIMITS.ownTicket),
        data: { requestId, version },
        leave: following === true ? [{ data: { requestId } }] : [],
      },
    ],
  };
}

/** Who is told of it beside the requester; undefined for nobody. */
export function followersText(t: Words, { followers = [] }: RequestView): string | undefined {
  if (followers.length === 0) return undefined;
  const names = followers.slice(0, FOLLOWERS_SHOWN).map(({ personName }) => safe(personName, LIMITS.listedName));
  const hidden = followers.length - names.length;
  return `${names.join(', ')}${hidden > 0 ? ` ${t('words.more', { count: hidden })}` : ''}`;
}
