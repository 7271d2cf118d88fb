import type { CaseDecision, CaseWithClocks } from './case-decision.ts';
import type { ClockRules } from './clock-rules.ts';
import { movedClocks } from './moved-clocks.ts';
import type { Severity } from './severity.ts';
import type { CaseAction, CaseActor, CaseEventDetail, CaseRefusal, CaseStand, SupportCase } from './support-case.ts';

type Next = CaseDecision['next'];

/** What an action makes of a case, before its clocks: what it is then, and what is written down beside the stand before and after. */
interface Change {
  readonly next: Next;
  readonly detail?: CaseEventDetail;
  readonly text?: string | undefined;
}

/** One action of one actor at one moment. */
interface Act<Kind extends CaseAction['kind'] = CaseAction['kind']> {
  readonly present: SupportCase;
  readonly action: Extract<CaseAction, { kind: Kind }>;
  readonly actor: CaseActor;
  readonly now: Date;
}

/**
 * What becomes of a case by an action, or why nothing does: the whole of the state machine. By its arguments alone, so that whatever crosses comes out the same
 * way every time: the first that arrives counts, and what is resolved stays so until somebody opens it again on purpose (pitfall 23). Whether a person may work
 * on cases at all is asked before.
 */
export function decideCase(
  { case: present, clocks }: CaseWithClocks,
  action: CaseAction,
  actor: CaseActor,
  rulesOf: (severity: Severity) => ClockRules,
  now: Date,
): CaseDecision | CaseRefusal {
  const change = changeBy({ present, action, actor, now });
  if (typeof change === 'string') return change;
  const { next, detail, text } = change;
  return {
    next,
    event: { kind: action.kind, actor, detail: { before: standOf(present), after: standOf(next), ...detail }, text },
    clocks: movedClocks({ before: present, next, clocks, rulesOf, now }),
    channels: [],
  };
}

function changeBy({ action, ...act }: Act): Change | CaseRefusal {
  switch (action.kind) {
    case 'take':
      return take(act);
    case 'take-over':
      return takeOver({ ...act, action });
    case 'hand':
      return hand({ ...act, action });
    case 'release':
      return release(act);
    case 'note':
      return note({ ...act, action });
    case 'wait':
      return wait({ ...act, action });
    case 'go-on':
      return goOn(act);
    case 'severity':
      return changeSeverity({ ...act, action });
    case 'link':
      return link({ ...act, action });
    case 'resolve':
      return resolve({ ...act, action });
    case 'reopen':
      return act.present.state === 'resolved' ? openAgain(act.present, action.reason, act.now) : 'not-resolved';
    case 'withdraw':
      return withdraw(act);
    case 'confirm':
      return confirm(act);
    case 'refuse':
      return refuse({ ...act, action });
    case 'request':
      return followRequest({ ...act, action });
    case 'incident':
      return followIncident({ ...act, action });
  }
}

function take({ present, actor, now }: Omit<Act, 'action'>): Change | CaseRefusal {
  if (present.state === 'resolved') return 'resolved';
  if (present.state !== 'open') return isOwner(present, actor) ? 'already' : 'taken';
  return { next: ownedBy(present, person(actor), now) };
}

/** A taken case goes on as taken: whoever takes it over says anew what it waits for. */
function takeOver({ present, action, actor, now }: Act<'take-over'>): Change | CaseRefusal {
  const refusal = refusalUnlessHeld(present);
  if (refusal !== undefined) return refusal;
  if (isOwner(present, actor)) return 'already';
  // Two press at once: the second saw the one before, and would take it from whoever was faster.
  if (action.from !== undefined && action.from !== present.owner?.id) return 'taken';
  return { next: ownedBy(present, person(actor), now) };
}

/** By its owner; while nobody has it by anybody, who gives it to the right one. */
function hand({ present, action, actor, now }: Act<'hand'>): Change | CaseRefusal {
  if (present.state === 'resolved') return 'resolved';
  if (present.owner?.id === action.to.id) return 'already';
  if (present.state !== 'open' && !isOwner(present, actor)) return 'not-owner';
  return { next: ownedBy(present, action.to, now) };
}

function release({ present, actor, now }: Omit<Act, 'action'>): Change | CaseRefusal {
  return refusalUnlessOwner(present, actor) ?? { next: opened(present, now) };
}

/** Also on a resolved case: what was learned later belongs to it. */
function note({ present, action, actor, now }: Act<'note'>): Change {
  const held = present.state === 'taken' || present.state === 'waiting';
  return { next: held && serves(present, actor) ? answered(present, now) : present, text: action.text };
}

function wait({ present, action, actor, now }: Act<'wait'>): Change | CaseRefusal {
  const refusal = refusalUnlessOwner(present, actor);
  if (refusal !== undefined) return refusal;
  if (present.waitingFor === action.for) return 'already';
  return {
    next: { ...(serves(present, actor) ? answered(present, now) : present), state: 'waiting', waitingFor: action.for },
    detail: { waitingFor: action.for },
  };
}

/** By its owner, or by the bot when whoever was waited for has answered. */
function goOn({ present, actor }: Omit<Act, 'action'>): Change | CaseRefusal {
  const refusal = actor === 'system' ? refusalUnlessHeld(present) : refusalUnlessOwner(present, actor);
  if (refusal !== undefined) return refusal;
  return present.state === 'waiting' ? { next: { ...present, state: 'taken', waitingFor: undefined } } : 'already';
}

function changeSeverity({ present, action }: Act<'severity'>): Change | CaseRefusal {
  if (present.state === 'resolved') return 'resolved';
  if (present.severity === action.severity) return 'already';
  return { next: { ...present, severity: action.severity }, text: action.reason };
}

function link({ present, action }: Act<'link'>): Change | CaseRefusal {
  if (present.state === 'resolved') return 'resolved';
  if (present.issueId === action.issueId) return 'already';
  return { next: { ...present, issueId: action.issueId }, detail: { issueId: action.issueId } };
}

/** By anybody: whoever solved it. A case that nobody had was that person's, unless it is who asked for help. */
function resolve({ present, action, actor, now }: Act<'resolve'>): Change | CaseRefusal {
  if (present.state === 'resolved') return 'resolved';
  const { cause, text } = action;
  const served = serves(present, actor);
  const owned = served && present.owner === undefined ? ownedBy(present, person(actor), now) : present;
  return { next: closed(served ? answered(owned, now) : owned, { cause, text }, now), detail: { cause }, text };
}

function withdraw({ present, actor, now }: Omit<Act, 'action'>): Change | CaseRefusal {
  if (!isRequester(present, actor)) return 'not-requester';
  if (present.state === 'resolved') return 'resolved';
  return { next: closed(present, { cause: 'withdrawn', text: undefined }, now), detail: { cause: 'withdrawn' } };
}

function confirm({ present, actor, now }: Omit<Act, 'action'>): Change | CaseRefusal {
  if (!isRequester(present, actor)) return 'not-requester';
  if (present.state !== 'resolved') return 'not-resolved';
  return present.confirmedAt === undefined ? { next: { ...present, confirmedAt: now } } : 'already';
}

function refuse({ present, action, actor, now }: Act<'refuse'>): Change | CaseRefusal {
  if (!isRequester(present, actor)) return 'not-requester';
  return present.state === 'resolved' ? openAgain(present, action.reason, now) : 'not-resolved';
}

/** That it was filed by somebody else is a sign to the requester that somebody works on it. Also of a resolved case: the request lives on. */
function followRequest({ present, action, actor, now }: Act<'request'>): Change {
  const { requestId, state, number } = action;
  const filed = (state === 'filed' || state === 'handed-off') && !isRequester(present, actor);
  // Microsoft has it; whoever waits for the customer goes on with that, and an open case still needs somebody.
  const waits: Partial<Next> = state === 'filed' && present.state === 'taken' ? { state: 'waiting', waitingFor: 'microsoft' } : {};
  return {
    next: { ...(filed ? answered(present, now) : present), ...waits, requestId },
    detail: { requestId, requestState: state, ...(number !== undefined && { number }) },
  };
}

/** What an incident does is written down and told; only people resolve a case. */
function followIncident({ present, action }: Act<'incident'>): Change | CaseRefusal {
  if (present.state === 'resolved') return 'resolved';
  return { next: present, detail: { issueId: action.issueId, incidentChange: action.change } };
}

function ownedBy(present: SupportCase, { id, name }: { readonly id: string; readonly name: string }, now: Date): SupportCase {
  return { ...present, state: 'taken', waitingFor: undefined, owner: { id, name }, takenAt: present.takenAt ?? now };
}

/** Nobody has it any more: somebody is looked for anew. */
function opened(present: SupportCase, now: Date): SupportCase {
  return { ...present, state: 'open', waitingFor: undefined, owner: undefined, cycle: present.cycle + 1, openSince: now };
}

function openAgain(present: SupportCase, reason: string, now: Date): Change {
  const next = { ...opened(present, now), resolvedAt: undefined, cause: undefined, resolution: undefined, confirmedAt: undefined };
  return { next, text: reason };
}

function closed(
  present: SupportCase,
  { cause, text }: { readonly cause: SupportCase['cause']; readonly text: string | undefined },
  now: Date,
): SupportCase {
  return { ...present, state: 'resolved', waitingFor: undefined, resolvedAt: now, cause, resolution: text };
}

function answered(present: SupportCase, now: Date): SupportCase {
  return { ...present, firstResponseAt: present.firstResponseAt ?? now };
}

/** Whether what an actor does is work on it for its requester. */
function serves(present: SupportCase, actor: CaseActor): boolean {
  return actor !== 'system' && !isRequester(present, actor);
}

function isRequester({ requester }: SupportCase, actor: CaseActor): boolean {
  return requester !== undefined && actor !== 'system' && requester.id === actor.id;
}

function isOwner({ owner }: SupportCase, actor: CaseActor): boolean {
  return owner !== undefined && actor !== 'system' && owner.id === actor.id;
}

function refusalUnlessHeld({ state }: SupportCase): CaseRefusal | undefined {
  if (state === 'resolved') return 'resolved';
  return state === 'open' ? 'not-taken' : undefined;
}

function refusalUnlessOwner(present: SupportCase, actor: CaseActor): CaseRefusal | undefined {
  return refusalUnlessHeld(present) ?? (isOwner(present, actor) ? undefined : 'not-owner');
}

/** The bot owns no case: that it tries to is a fault of the program. */
function person(actor: CaseActor): { readonly id: string; readonly name: string } {
  if (actor === 'system') throw new TypeError('Only people own cases.');
  return actor;
}

function standOf({ state, owner, severity }: Next): CaseStand {
  return { state, ...(owner !== undefined && { owner: owner.id, ownerName: owner.name }), severity };
}
