import { BackEndError, BotError } from '../domain/errors.ts';
import type { CardPlace } from '../domain/service-request.ts';
import type { SupportCase } from '../domain/support-case.ts';
import type { CaseCard, CaseLine, CasePostFailure, CasePostOutcome, CasePostStore } from '../ports/case-post-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConversationAddress, ConversationStore } from '../ports/conversation-store.ts';
import { TRY_AGAIN_MS } from './case-places.ts';
import { failureOf, sendVerdict, type SendVerdict } from './send-failure.ts';

/** Makes the requests of one showing of a case: notes each before it goes out, and writes down what came of it. */
export interface CaseSending {
  /** Posts a card, or changes it in place. Gives what is known of it then. */
  card(
    card: CaseCard,
    to: ConversationAddress,
    write: { readonly post: () => Promise<CardPlace>; readonly update: (place: CardPlace) => Promise<boolean> },
  ): Promise<CaseCard>;
  /**
   * Says a line below the card of a thread, or as a message of its own. `on`: the next one may be said; `wait`: not before this one is; else: what has become
   * of the card that it was to stand below, and the line waits for that.
   */
  line(
    line: CaseLine,
    to: ConversationAddress,
    below: CardPlace | undefined,
    say: () => Promise<CardPlace>,
  ): Promise<'on' | 'wait' | { readonly card: 'removed' | 'gone'; readonly failure: CasePostFailure }>;
  /** Gives what is written down: what nobody waits for any more is not looked at again. */
  settleCard(card: CaseCard, outcome: CasePostOutcome): Promise<CasePostOutcome>;
  settleLine(line: CaseLine, outcome: CasePostOutcome): Promise<void>;
}

/** Another process has the case by now: this one is to send nothing more. */
export class ClaimLostError extends Error {
  override readonly name = 'ClaimLostError';
}

/** A note keeps the case so long: longer than a request with its token may take. */
export const HOLD_MS = 20_000;
/** A place in the pace of a conversation that was not made use of in time is lost. */
const PLACE_MS = 30_000;
const TRY_RESOLVED_MS = 86_400_000;

interface Failed {
  readonly verdict: SendVerdict;
  readonly failure: CasePostFailure;
  /** The post that a line was to stand below was removed by hand. */
  readonly isPostGone: boolean;
}

export function caseSending(
  deps: {
    readonly posts: Pick<CasePostStore, 'posting' | 'settleCard' | 'settleLine' | 'pace'>;
    readonly conversations: Pick<ConversationStore, 'retire'>;
    readonly clock: Clock;
    readonly log: (event: string, details: Readonly<Record<string, string | number | undefined>>) => void;
  },
  c: SupportCase,
  holder: string,
): CaseSending {
  const { posts, conversations, clock, log } = deps;
  const caseId = c.id;
  const inMs = (ms: number): Date => new Date(clock.now().getTime() + ms);

  async function note(what: Parameters<CasePostStore['posting']>[1]): Promise<void> {
    if (!(await posts.posting(holder, what, caseId, inMs(HOLD_MS)))) throw new ClaimLostError();
  }

  /** When a new message may go there; undefined: now. */
  async function placeInPace({ notBefore, failure }: CaseCard | CaseLine, conversationId: string): Promise<Date | undefined> {
    const now = clock.now().getTime();
    const hasPlace = notBefore !== undefined && failure === undefined && now - notBefore.getTime() < PLACE_MS;
    if (hasPlace) return undefined;
    const waitMs = await posts.pace(conversationId, new Date(now));
    return waitMs > 0 ? new Date(now + waitMs) : undefined;
  }

  async function attempted<T>(
    what: string,
    request: () => Promise<T>,
    some: { readonly repeatable: boolean; readonly attempts: number },
  ): Promise<{ readonly done: T } | Failed> {
    try {
      return { done: await request() };
    } catch (error) {
      if (error instanceof BackEndError && error.backEnd === 'database') throw error;
      const isAnswer = error instanceof BackEndError;
      // An error of our own, such as a card that cannot be rendered, must not come back for ever.
      const known = error instanceof BotError ? error : new BotError('INTERNAL', 'A case could not be written', { cause: error });
      const verdict: SendVerdict = isAnswer ? sendVerdict(error, { ...some, random: Math.random() }) : { kind: 'failed' };
      const failure = failureOf(known);
      log('case not shown', {
        caseId,
        what,
        outcome: verdict.kind,
        code: failure.code,
        status: failure.status,
        correlationId: failure.correlationId,
        error: isAnswer || !(error instanceof Error) ? undefined : error.name,
      });
      const isPostGone = isAnswer && error.status === 404 && error.vendorCode !== 'ConversationNotFound';
      return { verdict, failure, isPostGone };
    }
  }

  async function settleCard(card: CaseCard, outcome: CasePostOutcome): Promise<CasePostOutcome> {
    // What nobody waits for any more is not tried for ever.
    const isOver = c.state === 'resolved' && clock.now().getTime() - c.updatedAt.getTime() > TRY_RESOLVED_MS;
    const meant = outcome.kind === 'failed' && isOver ? { ...outcome, again: undefined } : outcome;
    await posts.settleCard(holder, card, c.version, meant, clock.now());
    return meant;
  }
  async function settleLine(line: CaseLine, outcome: CasePostOutcome): Promise<void> {
    await posts.settleLine(holder, line, outcome, clock.now());
  }

  async function outcomeOf(card: CaseCard, to: ConversationAddress, { verdict, failure }: Failed): Promise<CasePostOutcome> {
    switch (verdict.kind) {
      case 'later':
        return { kind: 'later', dueAt: inMs(verdict.afterMs), failure };
      case 'uncertain':
        return { kind: 'uncertain', failure };
      case 'failed':
        return { kind: 'failed', failure, again: inMs(TRY_AGAIN_MS) };
      case 'absent':
        // It stands in a chat that is not the person's any more: the one that is has none yet.
        if (card.place !== undefined && to.scope === 'personal' && card.place.conversationId !== to.conversationId) return removed(card);
        await conversations.retire(to.conversationId, clock.now());
        return { kind: 'gone', failure };
    }
  }

  return {
    settleCard,
    settleLine,

    async card(card, to, { post, update }) {
      const { audience, place } = card;
      const waitUntil = place === undefined ? await placeInPace(card, to.conversationId) : undefined;
      if (waitUntil !== undefined) {
        await settleCard(card, { kind: 'later', dueAt: waitUntil, failure: undefined });
        return card;
      }
      await note({ card: audience });
      const request = async (): Promise<CardPlace | undefined> =>
        place === undefined ? post() : (await update(place)) ? place : undefined;
      const { attempts } = card;
      const answer = await attempted(audience, request, { repeatable: place !== undefined, attempts });
      const outcome = 'done' in answer ? shownAt(card, answer.done) : await outcomeOf(card, to, answer);
      await settleCard(card, outcome);
      if (outcome.kind === 'sent') return { ...card, state: 'sent', place: outcome.place };
      return { ...card, state: outcome.kind === 'later' ? card.state : outcome.kind === 'missing' ? 'due' : outcome.kind };
    },

    async line(line, to, below, say) {
      const waitUntil = await placeInPace(line, to.conversationId);
      if (waitUntil !== undefined) {
        await settleLine(line, { kind: 'later', dueAt: waitUntil, failure: undefined });
        return 'wait';
      }
      await note({ line: line.id });
      const answer = await attempted(line.event.kind, say, { repeatable: false, attempts: line.attempts });
      if ('done' in answer) {
        await settleLine(line, { kind: 'sent', place: answer.done });
        return 'on';
      }
      const { verdict, failure, isPostGone } = answer;
      switch (verdict.kind) {
        case 'later':
          await settleLine(line, { kind: 'later', dueAt: inMs(verdict.afterMs), failure });
          return 'wait';
        case 'failed':
        case 'uncertain':
          await settleLine(line, { kind: verdict.kind, failure });
          return 'on';
        case 'absent': {
          const isRemoved = below !== undefined && isPostGone;
          if (!isRemoved) await conversations.retire(to.conversationId, clock.now());
          await settleLine(line, below === undefined ? { kind: 'gone', failure } : { kind: 'later', dueAt: clock.now(), failure });
          if (below === undefined) return 'wait';
          return { card: isRemoved ? 'removed' : 'gone', failure };
        }
      }
    },
  };
}

/** @param place undefined: it was deleted. */
function shownAt(card: CaseCard, place: CardPlace | undefined): CasePostOutcome {
  return place === undefined ? removed(card) : { kind: 'sent', place };
}

/** A card is posted anew once; whoever removes it again does not want it. */
export function removed({ reposted }: CaseCard): CasePostOutcome {
  return reposted ? { kind: 'gone', failure: failureOf(new BotError('NOT_FOUND', 'The card was removed twice')) } : { kind: 'missing' };
}
