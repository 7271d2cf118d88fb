import { noticeFor } from '../domain/incident-notice.ts';
import type { IncidentNotice } from '../domain/delivery.ts';
import type { RingKind } from '../domain/incident-change.ts';
import type { CardPlace } from '../domain/service-request.ts';
import { isTrusted, judge, type MuteReason } from '../domain/watch.ts';
import type { DeliveryOutcome, DueDelivery, Posting } from '../ports/delivery-store.ts';
import type { ToldIncident } from './told-incidents.ts';

/** An outcome without the row that it is of. */
export type Ending = DeliveryOutcome extends infer Each
  ? Each extends DeliveryOutcome
    ? Omit<Each, 'issueId' | 'placeId' | 'wantedRevision'>
    : never
  : never;

/** Something to send. */
export interface SendStep {
  readonly kind: 'send';
  readonly posting: Posting;
  readonly notice: IncidentNotice;
  readonly revision: number;
  /** Where it may not ring now: how the row ends after its card was changed in place, if something is to ring. */
  readonly silent: { readonly reason: MuteReason; readonly until: Date | undefined } | undefined;
}

/** What is to be done for a row now. */
export type Step = SendStep | { readonly kind: 'end'; readonly ending: Ending };

/**
 * Judges a row right before it is sent: silence, quiet hours, roles, watches and customers may be others than when it was queued (pitfall 24). A card that is
 * there is changed in place at any hour, so that it is never wrong; only what rings is held back.
 */
export function stepFor(due: DueDelivery, { incident, revision, hits }: ToldIncident, now: Date): Step {
  const { place, card, shownRevision, ring } = due;
  // Whose groups are gone has no customer in view: that alone would only say that none is hit.
  if (card !== undefined && !isTrusted(place, now)) return muted('access', undefined);
  const verdict = judge(place, incident, hits, now);
  const silent =
    verdict.kind === 'tell'
      ? undefined
      : verdict.kind === 'unwatched'
        ? { reason: 'unwatched' as const, until: undefined }
        : { reason: verdict.reason, until: verdict.until };

  if (silent !== undefined && card === undefined) {
    // What was never told of while it went on is not told of when it is over.
    return muted(silent.reason, incident.resolved ? undefined : silent.until);
  }
  if (due.wasMuted && card === undefined && incident.resolved) return muted('quiet', undefined);

  // A silence hides no customers from a card that names them already.
  const seenAs = silent?.reason === 'silence' ? { ...place, silences: [] } : place;
  const send = (posting: Posting): Step => ({
    kind: 'send',
    posting,
    notice: noticeFor(seenAs, incident, hits, { seen: due.seen, now }),
    revision,
    silent,
  });
  if (card === undefined) {
    if (!due.cardUncertain) return send('card');
    return ring === undefined ? { kind: 'end', ending: uncertainStill(revision) } : send('line');
  }
  if (shownRevision === undefined || shownRevision < due.wantedRevision) return send('update');
  if (ring === undefined) return { kind: 'end', ending: { kind: 'shown', card, revision: shownRevision, anew: false } };
  return silent === undefined ? send('line') : muted(silent.reason, silent.until);
}

/** How a row ends whose card was changed in place, with what is still to ring. undefined: the line is sent now. */
export function afterUpdate({ revision, silent }: SendStep, card: CardPlace, ring: RingKind | undefined): Ending | undefined {
  if (ring === undefined) return { kind: 'shown', card, revision, anew: false };
  return silent && { kind: 'muted', ...silent, revision };
}

/** Nothing can be said below a card that nobody knows, until somebody answers on it. */
export function uncertainStill(revision: number): Ending {
  return { kind: 'uncertain', failure: undefined, card: undefined, revision };
}

function muted(reason: MuteReason, until: Date | undefined): Step {
  return { kind: 'end', ending: { kind: 'muted', reason, until, revision: undefined } };
}
