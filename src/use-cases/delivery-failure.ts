import { BackEndError } from '../domain/errors.ts';
import type { DueDelivery, Posting } from '../ports/delivery-store.ts';
import type { Ending } from './delivery-step.ts';
import { failureOf, sendVerdict } from './send-failure.ts';

/** What a failed request means for its row. */
export interface FailedRequest {
  readonly ending: Ending;
  /** Teams refused it because of too many. */
  readonly throttled: { readonly retryAfterMs: number | undefined } | undefined;
  /** The bot is not there any more. */
  readonly goneFrom: string | undefined;
  /** No request can succeed now: no token, no connection. */
  readonly nothingWorks: boolean;
}

/**
 * @param what `open`: a chat was to be opened, which does no harm when it is done twice; nor does an update.
 * @throws what is no failure of a back end
 */
export function failedRequest(
  error: unknown,
  what: Posting | 'open',
  { due, now, random }: { readonly due: DueDelivery; readonly now: Date; readonly random: number },
): FailedRequest {
  if (!(error instanceof BackEndError)) throw error;
  const { status, code } = error;
  const failure = failureOf(error);
  const isUpdate = what === 'update';
  const verdict = sendVerdict(error, { repeatable: isUpdate || what === 'open', attempts: due.attempts, random });
  const throttled = status === 429 ? { retryAfterMs: error.retryAfterMs } : undefined;
  const nothingWorks = error.backEnd === 'entra' || (status === undefined && code === 'UNREACHABLE' && error.effect === 'none');
  const because = (ending: Ending, some: Partial<FailedRequest> = {}): FailedRequest => ({
    ending,
    throttled,
    goneFrom: undefined,
    nothingWorks,
    ...some,
  });

  switch (verdict.kind) {
    case 'absent':
      // The card stands in a chat that is not the person's any more: the one that is has none yet.
      if ((isUpdate || what === 'line') && stoodElsewhere(due)) return because(cardRemoved(due));
      // The post below which the line was to stand: removed by hand.
      if (what === 'line' && status === 404 && due.place.scope === 'team') return because(cardRemoved(due));
      return because({ kind: 'gone', failure }, { goneFrom: due.address?.conversationId });
    case 'later':
      return because({ kind: 'later', dueAt: new Date(now.getTime() + verdict.afterMs), failure, card: undefined, revision: undefined });
    case 'uncertain':
      return because({ kind: 'uncertain', failure, card: undefined, revision: undefined });
    case 'failed':
      return because({ kind: 'failed', failure });
  }
}

function stoodElsewhere({ place, card, address }: DueDelivery): boolean {
  return place.scope === 'personal' && card !== undefined && card.conversationId !== address?.conversationId;
}

/** A card is posted anew once; whoever removes it again does not want it. */
export function cardRemoved({ reposted }: Pick<DueDelivery, 'reposted'>): Ending {
  return reposted ? { kind: 'muted', reason: 'removed', until: undefined, revision: undefined } : { kind: 'missing' };
}
