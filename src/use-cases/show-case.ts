import { randomUUID } from 'node:crypto';
import { lineHolds } from '../domain/case-line-holds.ts';
import type { CaseLineView } from '../domain/case-view.ts';
import type { CardPlace } from '../domain/service-request.ts';
import type { SupportCase } from '../domain/support-case.ts';
import type { CaseCard, CaseLine, CasePostStore, ClaimedCase } from '../ports/case-post-store.ts';
import type { CasePoster } from '../ports/case-poster.ts';
import type { CaseStore } from '../ports/case-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConversationAddress } from '../ports/conversation-store.ts';
import type { JobQueue } from '../ports/job-queue.ts';
import { casePlaces, type CasePlace } from './case-places.ts';
import { caseSending, ClaimLostError, HOLD_MS, removed, type CaseSending } from './case-sending.ts';
import { mannerOf, requesterManner, type CaseViews } from './case-view.ts';
import type { WhoIsCalled } from './who-is-called.ts';

/**
 * Brings everything that is shown of a case in step with it, and says what is still to be said: the channel's card first, since lines stand below it, then the
 * requester's, then the lines in the order of their events. What cannot be sent now is tried again later, by another run of the job, a bounded number of times.
 *
 * @throws {BackEndError} of the database
 */
export type ShowCase = (caseId: string, signal: AbortSignal) => Promise<void>;

/** What comes while a case is being shown is shown at once, so often; then by the next run. */
const MOST_ROUNDS = 5;

/** One holding of a case. */
interface Round extends ClaimedCase {
  readonly sending: CaseSending;
  readonly signal: AbortSignal;
}

export function showCase(
  deps: Parameters<typeof casePlaces>[0] &
    Parameters<typeof caseSending>[0] & {
      readonly posts: CasePostStore;
      readonly cases: Pick<CaseStore, 'byId'>;
      readonly poster: CasePoster;
      readonly views: CaseViews;
      readonly whoIsCalled: WhoIsCalled;
      readonly jobs: Pick<JobQueue, 'enqueue'>;
      readonly clock: Clock;
    },
): ShowCase {
  const { posts, cases, poster, views, conversations, whoIsCalled: called, jobs, clock } = deps;
  const places = casePlaces(deps);

  /** The channel's card and what is said below it. */
  async function showChannel({ case: c, cards, lines, sending, signal }: Round): Promise<void> {
    const card = cards.find(({ audience }) => audience === 'channel');
    if (card === undefined) return;
    const said = lines.filter(({ to }) => to === 'thread');
    const toShow = isDue(card, c, clock.now());
    if (!toShow && !(hasThread(card) && isReady(said[0], clock.now()))) return;

    const where = await places.channel(c.channelId, { isThere: card.place !== undefined, attempts: card.attempts }, signal);
    if ('instead' in where) {
      // One that may be there stays so: gone, it would be posted when the bot is back.
      if (card.state === 'uncertain') return settleLines(said, where, sending);
      const outcome = await sending.settleCard(card, where.instead);
      // Lines wait for a card that is looked at again; below one that stays as it is they would be tried for ever.
      const isOver = card.place !== undefined && outcome.kind === 'failed' && outcome.again === undefined;
      return settleLines(outcome.kind === 'later' || isOver ? said : [], { instead: outcome }, sending);
    }
    const { to, channel } = where;
    const shown = toShow ? await showCard(card, to) : card;
    if (!hasThread(shown)) return;
    const ended = await say(said, to, shown.place, { c, sending, signal }, mannerOf(channel, c));
    if (typeof ended === 'string') return;
    await sending.settleCard(shown, ended.card === 'removed' ? removed(shown) : { kind: 'gone', failure: ended.failure });

    async function showCard(due: CaseCard, at: ConversationAddress): Promise<CaseCard> {
      const view = await views.channel(c);
      return sending.card(due, at, {
        post: () => poster.postChannelCard(at, view),
        update: (place) => poster.updateChannelCard(at, place, view),
      });
    }
  }

  async function showRequester({ case: c, cards, lines, sending, signal }: Round): Promise<void> {
    const card = cards.find(({ audience }) => audience === 'requester');
    const said = lines.filter(({ to }) => to === 'requester');
    const toShow = card !== undefined && isDue(card, c, clock.now());
    if (c.requester === undefined || !(toShow || isReady(said[0], clock.now()))) return;

    const where = await places.requester(c.requester, card?.attempts ?? said[0]?.attempts ?? 0);
    if ('instead' in where) {
      if (toShow) await sending.settleCard(card, where.instead);
      await settleLines(said, where, sending);
      return;
    }
    const { to } = where;
    if (toShow) {
      const view = await views.requester(c);
      await sending.card(card, to, {
        post: () => poster.postRequesterCard(to, view),
        update: (place) => poster.updateRequesterCard(to, place, view),
      });
    }
    await say(said, to, undefined, { c, sending, signal }, requesterManner(c));
  }

  /** Posts of their own in other channels, which a level calls. */
  async function tellChannels({ case: c, lines, sending, signal }: Round): Promise<void> {
    const said = lines.filter(({ to }) => to === 'channel');
    for (const channelId of new Set(said.map((line) => line.channelId))) {
      const here = said.filter((line) => line.channelId === channelId);
      const [first] = here;
      if (first === undefined || !isReady(first, clock.now())) continue;
      const where = await places.channel(channelId, { isThere: false, attempts: first.attempts }, signal);
      if ('instead' in where) await settleLines(here, where, sending);
      else await say(here, where.to, undefined, { c, sending, signal }, mannerOf(where.channel, c));
    }
  }

  /** What is said in one place, in its order. */
  async function say(
    lines: readonly CaseLine[],
    to: ConversationAddress,
    below: CardPlace | undefined,
    { c, sending, signal }: Pick<Round, 'sending' | 'signal'> & { readonly c: SupportCase },
    manner: Pick<CaseLineView, 'locale' | 'timeZone'>,
  ): Promise<Awaited<ReturnType<CaseSending['line']>>> {
    for (const line of lines) {
      if (signal.aborted || !isReady(line, clock.now())) return 'wait';
      // As it is right now, not as it was when the case was taken for showing.
      const present = (await cases.byId(c.id)) ?? c;
      if (!lineHolds(line.event, present) || lines.some((later) => isCalledAgain(line, later))) {
        await sending.settleLine(line, { kind: 'dropped' });
        continue;
      }
      const view = { case: present, event: line.event, ...(await namesOf(line, present)), ...manner, now: clock.now() };
      const ended = await sending.line(line, to, below, () => poster.line(to, below, view));
      if (ended !== 'on') return ended;
    }
    return 'on';
  }

  /**
   * Who is called is asked now. Mentioned are people in the thread only; a call that reaches nobody is told to the requester too. Whoever is given a case has
   * not pressed for it, and would not hear of it.
   */
  async function namesOf({ event, to, id, caseId }: CaseLine, c: SupportCase): Promise<Pick<CaseLineView, 'mentions' | 'nobodyOn'>> {
    const { level, after } = event.detail;
    if (event.kind === 'hand' && to === 'thread') {
      const byOwner = event.actor !== 'system' && event.actor.id === after?.owner;
      return { mentions: byOwner ? [] : await givenTo(c, after?.owner), nobodyOn: [] };
    }
    if (event.kind !== 'call' || level === undefined || to === 'channel') return { mentions: [], nobodyOn: [] };
    const people = await called(c, level, clock.now());
    if (to === 'requester') return { ...people, mentions: [] };
    if (people.mentions.length === 0 && people.nobodyOn.length > 0) await posts.tellRequester({ id, caseId }, clock.now());
    return people;
  }

  async function givenTo({ owner }: SupportCase, id: string | undefined): Promise<CaseLineView['mentions']> {
    if (owner === undefined || owner.id !== id) return [];
    return [{ ...owner, accountId: (await conversations.accountOf(owner.id))?.accountId ?? owner.id }];
  }

  async function round(caseId: string, signal: AbortSignal): Promise<boolean> {
    const holder = randomUUID();
    const now = clock.now();
    const claimed = await posts.claim(caseId, holder, now, new Date(now.getTime() + HOLD_MS));
    if (claimed === undefined) return false;
    const one = { ...claimed, sending: caseSending(deps, claimed.case, holder), signal };
    try {
      await showChannel(one);
      await showRequester(one);
      await tellChannels(one);
      return true;
    } catch (error) {
      if (error instanceof ClaimLostError) return false;
      throw error;
    } finally {
      await posts.release(caseId, holder);
    }
  }

  return async (caseId, signal) => {
    for (let rounds = 0; rounds < MOST_ROUNDS && !signal.aborted; rounds++) if (!(await round(caseId, signal))) break;
    const next = await posts.nextDue(caseId);
    if (next !== undefined) await jobs.enqueue('show-case', { id: caseId }, { key: caseId, ...(next > clock.now() && { after: next }) });
  };
}

/** In step, and nothing waits: then there is nothing to do. What waits for its time is looked at then, whatever became of the case. */
function isDue({ state, shownVersion, notBefore }: CaseCard, { version }: SupportCase, now: Date): boolean {
  if (notBefore !== undefined) return notBefore <= now;
  return state === 'due' || (state === 'sent' && shownVersion !== version);
}

function isReady(line: CaseLine | undefined, now: Date): boolean {
  return line !== undefined && (line.notBefore === undefined || line.notBefore <= now);
}

/** Of calls of one level that had to wait, only the newest is said: nobody is mentioned twice at once. */
function isCalledAgain({ id, event }: CaseLine, later: CaseLine): boolean {
  const isCall = event.kind === 'call' && later.event.kind === 'call';
  return isCall && later.id > id && later.event.detail.level === event.detail.level;
}

/** Below a card that may be there and nobody knows where, lines are posts of their own. */
const hasThread = ({ state }: CaseCard): boolean => state === 'sent' || state === 'uncertain';

async function settleLines(
  lines: readonly CaseLine[],
  where: Extract<CasePlace, { instead: unknown }>,
  sending: CaseSending,
): Promise<void> {
  const { instead } = where;
  // They go in their order: what waits for the first one waits.
  for (const line of instead.kind === 'later' ? lines.slice(0, 1) : lines) await sending.settleLine(line, instead);
}
