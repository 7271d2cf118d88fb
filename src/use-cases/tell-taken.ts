import { BackEndError, BotError, isPassing } from '../domain/errors.ts';
import type { ReportDraft } from '../domain/report-draft.ts';
import type { Clock } from '../ports/clock.ts';
import type { CustomerStore } from '../ports/customer-store.ts';
import type { DraftStore } from '../ports/draft-store.ts';
import type { HandOverPost } from '../ports/hand-over-post.ts';
import type { ToldStore } from '../ports/told-store.ts';
import type { MayHear } from './may-know.ts';
import type { RecognisePerson } from './recognise-person.ts';

/**
 * Tells those who handed a report over that a colleague has taken it, each once; without a word of it whoever may not see the customer. Marked before it is sent,
 * since it rings, and given back only when it certainly was not sent. Once the report is filed, news of the request tell more.
 *
 * @throws {BotError} when somebody could not be told now: for the queue to try again.
 */
export type TellTaken = (draftId: string, signal: AbortSignal) => Promise<void>;

export function tellTaken(deps: {
  readonly drafts: Pick<DraftStore, 'byId'>;
  readonly customers: Pick<CustomerStore, 'byTenantId'>;
  readonly recognise: RecognisePerson;
  readonly mayHear: MayHear;
  readonly told: ToldStore;
  readonly post: Pick<HandOverPost, 'taken'>;
  readonly clock: Clock;
  readonly log: (event: string, details: Readonly<Record<string, string | number | undefined>>) => void;
}): TellTaken {
  const { drafts, customers, recognise, mayHear, told, post, clock, log } = deps;

  /** What the person may hear of it; whoever cannot be told now by how much, is told the least. */
  async function hears(personId: string, { id, tenantId }: ReportDraft, signal: AbortSignal): Promise<Awaited<ReturnType<MayHear>>> {
    const customer = tenantId === undefined ? undefined : await customers.byTenantId(tenantId);
    if (customer === undefined) return 'bare';
    try {
      return await mayHear(personId, { id, ...customer, customerName: customer.name, customerDomain: customer.domain }, signal);
    } catch (error) {
      if (error instanceof BotError && error.code === 'ACCESS_UNKNOWN') return 'bare';
      throw error;
    }
  }

  return async (draftId, signal) => {
    const draft = await drafts.byId(draftId);
    const taker = draft && (await recognise(draft.personId, signal));
    if (draft === undefined || taker === undefined) return;
    for (const giver of draft.handedOverBy ?? []) {
      signal.throwIfAborted();
      const knows = giver.personId === taker.id ? 'nothing' : await hears(giver.personId, draft, signal);
      const occasion = `taken ${draft.id} ${taker.id}`;
      if (knows === 'nothing' || !(await told.note(occasion, giver.personId, clock.now()))) continue;
      try {
        await post.taken(draft, taker.displayName, { to: giver, bare: knows === 'bare' });
      } catch (error) {
        if (!(error instanceof BackEndError)) throw error;
        log('giver of a report not told', { draftId, code: error.code });
        if (error.effect !== 'none') continue;
        await told.takeBack(occasion, giver.personId);
        if (isPassing(error)) throw error;
      }
    }
  };
}
