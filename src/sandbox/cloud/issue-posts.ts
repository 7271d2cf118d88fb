import type { WorldPost } from './issues.ts';

/** What a post of Microsoft's says, part by part, in the order it is printed. */
export interface PostParts {
  readonly title?: string;
  readonly impact?: string;
  readonly moreInfo?: string;
  readonly status?: string;
  readonly finalStatus?: string;
  readonly scope?: string;
  readonly startedAt?: Date;
  readonly endedAt?: Date;
  readonly rootCause?: string;
  readonly nextUpdateAt?: Date;
}

interface PostLook {
  /** `regular` unless told; null where Microsoft says nothing. */
  readonly postType?: string | null;
  /** Posts are HTML, or text with blank lines between their parts. */
  readonly contentType?: 'html' | 'text';
}

const HALF_HOUR = 1_800_000;
const DATE = new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' });

/** A post whose content is given as it is on the wire. */
export function post(at: Date, content: string, { postType = 'regular', contentType = 'html' }: PostLook = {}): WorldPost {
  return { createdDateTime: at.toISOString(), postType, description: { contentType, content } };
}

/** A post in the words Microsoft's posts are made of. */
export function writtenPost(at: Date, parts: PostParts, look: PostLook = {}): WorldPost {
  return post(at, linesOf(parts).join(look.contentType === 'text' ? '\n\n' : '<br><br>'), look);
}

function linesOf({
  title,
  impact,
  moreInfo,
  status,
  finalStatus,
  scope,
  startedAt,
  endedAt,
  rootCause,
  nextUpdateAt,
}: PostParts): string[] {
  const line = (label: string, text: string | undefined): string[] => (text === undefined ? [] : [`${label}: ${text}`]);
  return [
    ...line('Title', title),
    ...line('User impact', impact),
    ...line('More info', moreInfo),
    ...line('Current status', status),
    ...line('Final status', finalStatus),
    ...line('Scope of impact', scope),
    ...line('Start time', startedAt && inWords(startedAt)),
    ...line('End time', endedAt && inWords(endedAt)),
    ...line(finalStatus === undefined ? 'Preliminary root cause' : 'Root cause', rootCause),
    ...line('Next update by', nextUpdateAt && inWords(nextUpdateAt)),
    ...(finalStatus === undefined ? [] : ['This is the final update for the event.']),
  ];
}

/** The moment so many hours after another, as promises are made: on the half hour. */
export function promised(after: Date, hours: number): Date {
  return new Date(Math.ceil((after.getTime() + hours * 2 * HALF_HOUR) / HALF_HOUR) * HALF_HOUR);
}

/** As posts print a moment: `Monday, November 23, 2026, at 2:00 PM UTC`. */
export function inWords(at: Date): string {
  const hour = at.getUTCHours();
  const minutes = String(at.getUTCMinutes()).padStart(2, '0');
  return `${DATE.format(at)}, at ${hour % 12 === 0 ? 12 : hour % 12}:${minutes} ${hour < 12 ? 'AM' : 'PM'} UTC`;
}
