import { BackEndError } from '../domain/errors.ts';
import type { ReportDraft, ReportFields } from '../domain/report-draft.ts';
import { fieldsOf } from '../domain/report-steps.ts';
import type { Colleague } from '../domain/roles.ts';
import type { RequestFollower } from '../domain/service-request.ts';
import type { Clock } from '../ports/clock.ts';
import type { DraftStore } from '../ports/draft-store.ts';
import type { HandOverPost } from '../ports/hand-over-post.ts';

/**
 * `there`: the colleague has it and was told. `unsure`: has it, and perhaps was not told. `unreachable`: cannot be told, so it stays where it was.
 * `changed`: another press was first.
 */
export type HandedOver = 'there' | 'unsure' | 'unreachable' | 'changed';

export interface HandOverDraft {
  /**
   * Makes the draft the colleague's and tells them, once: whose it is decides, so a second press finds it gone. It is never lost on the way, since whoever has
   * it finds it under `report`. Whether the colleague may file it is asked before.
   */
  give(draft: ReportDraft, giver: RequestFollower, to: Pick<Colleague, 'id'>): Promise<HandedOver>;
  /** Gives it back to whoever handed it over, who is told; undefined when nobody did, or another press was first. Else who has it now. */
  giveBack(draft: ReportDraft, by: Pick<Colleague, 'displayName'>): Promise<RequestFollower | undefined>;
}

/** Through how many hands a report is told of; the first ones give way. */
const MOST_HANDS = 5;

export function handOverDraft(deps: {
  readonly drafts: Pick<DraftStore, 'give'>;
  readonly post: HandOverPost;
  readonly clock: Clock;
  readonly log: (event: string, details: Readonly<Record<string, string | number | undefined>>) => void;
}): HandOverDraft {
  const { drafts, post, clock, log } = deps;

  /** Whether the person was told; undefined: perhaps. */
  async function told(draftId: string, tell: () => Promise<boolean>): Promise<boolean | undefined> {
    try {
      return await tell();
    } catch (error) {
      if (!(error instanceof BackEndError)) throw error;
      log('hand-over not told', { draftId, code: error.code });
      return error.effect === 'unknown' ? undefined : false;
    }
  }

  return {
    async give(draft, giver, to) {
      const given = await drafts.give(draft.id, draft.version, { from: draft.personId, to: to.id }, handedOver(draft, giver), clock.now());
      if (given === undefined) return 'changed';
      const reached = await told(given.id, () => post.offer(given));
      if (reached === true) return 'there';
      if (reached === undefined) return 'unsure';
      const hands = { from: to.id, to: draft.personId };
      // The colleague may have found it under `report` in between: then it is theirs.
      return (await drafts.give(given.id, given.version, hands, fieldsOf(draft), clock.now())) === undefined ? 'there' : 'unreachable';
    },

    async giveBack(draft, by) {
      const giver = draft.handedOverBy?.at(-1);
      if (giver === undefined) return undefined;
      const fields = { ...withoutOwn(draft), handedOverBy: draft.handedOverBy?.slice(0, -1) };
      const back = await drafts.give(draft.id, draft.version, { from: draft.personId, to: giver.personId }, fields, clock.now());
      if (back === undefined) return undefined;
      await told(back.id, () => post.giveBack(back, by.displayName));
      return giver;
    },
  };
}

function handedOver(draft: ReportDraft, giver: RequestFollower): ReportFields {
  const earlier = (draft.handedOverBy ?? []).filter(({ personId }) => personId !== giver.personId);
  return { ...withoutOwn(draft), handedOverBy: [...earlier, giver].slice(-MOST_HANDS) };
}

/**
 * Everything that was written, without what is true only of whoever had it until now: that they looked at the health (B19), the contact with its place (B31),
 * and by which way they could file.
 */
function withoutOwn(draft: ReportDraft): ReportFields {
  return {
    ...fieldsOf(draft),
    healthSeenAt: undefined,
    inSupportGroup: undefined,
    portalChosen: undefined,
    contact: undefined,
    contactCountry: undefined,
    contactTimeZone: undefined,
  };
}
