import { randomUUID } from 'node:crypto';
import type { Updateable } from 'kysely';
import type { RequestState } from '../../domain/service-request.ts';
import type { RequestChange } from '../../ports/request-store.ts';
import { jsonText } from './json-text.ts';
import type { ServiceRequestTable } from './schema.ts';

type Columns = Updateable<ServiceRequestTable>;

/** What a person needs at least to file a hand-off in a portal. */
const FILED_SOON_MS = 2 * 60_000;

/** What was read under another number is not of this one. */
const NOTHING_READ = {
  azure_ticket: null,
  desk: null,
  lost_since: null,
  response_due_at: null,
  response_warn_at: null,
  responded_at: null,
} as const;

/** The columns a change of state sets, beside the version and the time. */
export function columnsOf(change: RequestChange, at: Date): Columns {
  const settled = { state: change.to, claimed_until: null };
  // Whoever had taken it off the list is proved wrong, or goes on with it.
  const listed = { ended: null, desk_status: null };
  switch (change.to) {
    case 'filed':
      return {
        ...settled,
        ...listed,
        ...NOTHING_READ,
        ...(change.known && { desk: jsonText(change.known.snapshot), desk_status: change.known.closed ? 'closed' : null }),
        response_due_at: change.responseDueAt ?? null,
        response_warn_at: change.responseWarnAt ?? null,
        number: change.number,
        failure: null,
        operation: null,
        filed_at: sinceWhen(change.filedAt, at),
        track_at: at,
      };
    case 'handed-off':
      return {
        ...settled,
        hand_off: jsonText({ link: change.link, text: change.text }),
        handed_off_at: at,
        reminded_at: null,
        failure: null,
        // Where it can be looked for: as soon as somebody may have filed it.
        track_at: new Date(at.getTime() + FILED_SOON_MS),
      };
    case 'failed':
    case 'uncertain':
      return { ...settled, failure: failureOf(change.code, change.correlationId), operation: null };
    case 'sending':
      if ('operation' in change) return { state: 'sending', claimed_until: change.after, failure: null, operation: change.operation };
      return { state: 'sending', claimed_until: change.after, failure: failureOf(change.code, undefined), operation: null };
    case 'ready':
      return {
        ...settled,
        ...listed,
        failure: null,
        operation: null,
        // Another way is another filing: what was refused on the first must not be taken for this one.
        ...('route' in change ? { route: change.route, send_key: randomUUID(), number: null } : {}),
      };
  }
}

/** A back end whose clock is fast has had it since now. */
function sinceWhen(told: Date | undefined, at: Date): Date {
  return told !== undefined && told < at ? told : at;
}

/** The states a change may come from, where the version alone does not make it safe: nothing that may have been filed is sent again unasked. */
export function allowedFrom(change: RequestChange): readonly RequestState[] | undefined {
  if (change.to !== 'ready') return undefined;
  // What may have been filed must not be filed a second time by another way.
  return 'route' in change ? ['failed'] : ['failed', 'uncertain'];
}

/** When the job of a change is to run; undefined where the change needs none. */
export function dueAfter(change: RequestChange): Date | 'now' | undefined {
  if (change.to === 'ready') return 'now';
  return change.to === 'sending' ? change.after : undefined;
}

function failureOf(code: string, correlationId: string | undefined): string {
  return jsonText({ code, correlationId });
}
