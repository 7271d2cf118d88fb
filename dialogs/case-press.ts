import { createHash } from 'node:crypto';
import type { TurnContext } from 'botbuilder';
import { channelCaseCard } from '../cards/case.ts';
import type { CaseCardKind, CaseRemark } from '../cards/case-data.ts';
import { requesterCaseCard } from '../cards/requester-case.ts';
import type { Ability } from '../src/domain/permissions.ts';
import type { Colleague } from '../src/domain/roles.ts';
import type { CaseAction, SupportCase } from '../src/domain/support-case.ts';
import { readAction } from './card-data.ts';
import { mayTouchCase } from './case-access.ts';
import { CasePress } from './case-data.ts';
import { exportCase } from './case-export.ts';
import { fileCase } from './case-file.ts';
import { handTo } from './case-hand.ts';
import { showCase } from './case.ts';
import { pageCases } from './cases.ts';
import type { DialogDependencies } from './dependencies.ts';
import { notify, permitted } from './reply.ts';
import { answerPress, leavePressed } from './show.ts';
import { turnInput, type CardAction } from './turn-input.ts';

type Needs = Parameters<typeof exportCase>[1] &
  Parameters<typeof fileCase>[1] &
  Parameters<typeof pageCases>[1] &
  Pick<
    DialogDependencies,
    'actOnCase' | 'cases' | 'casePosts' | 'caseViews' | 'customers' | 'gate' | 'recognise' | 'repostCase' | 'showIncident'
  >;

/** Buttons `case.…`. Whatever is pressed is answered with the case as it stands then; everybody else gets the changed card from whoever shows cases. */
export async function actOnCase(context: TurnContext, deps: Needs, pressed: CardAction): Promise<void> {
  switch (pressed.verb) {
    case 'case.page':
      return pageCases(context, deps, pressed);
    case 'case.export':
      return exportCase(context, deps, pressed);
    case 'case.file':
      return fileCase(context, deps, pressed.data);
    default:
      return change(context, deps, pressed);
  }
}

async function change(context: TurnContext, deps: Needs, pressed: CardAction): Promise<void> {
  const press = readAction(CasePress, pressed);
  const present = press && (await deps.cases.byId(press.caseId));
  // No row is ever deleted, so no card of ours has such an id.
  if (press === undefined || present === undefined) return notify(context, { name: 'old-card' });
  const { person } = turnInput(context);
  if (!(await permitted(context, needed(press, present, person)))) return;
  if (!(await mayTouchCase(context, deps, present))) return;
  await noteCard(context, deps, present, press.on);
  if (press.verb === 'case.post') {
    const posting = await deps.repostCase(present.id, person.id);
    return showAfter(context, deps, posting ?? present, press.on, posting === undefined ? 'not-posted' : 'posting');
  }
  const action = await actionOf(context, deps, present, press);
  if (action === undefined) return;
  const actor = { id: person.id, name: person.displayName };
  const done = await deps.actOnCase(present.id, action, actor, { key: keyOf(press, person) });
  if (done === undefined) return notify(context, { name: 'old-card' });
  await showAfter(context, deps, done.case, press.on, done.refusal && { refusal: done.refusal });
}

/** What only concerns its requester needs no more than that; the state machine asks whether it is they. */
function needed({ verb, on }: CasePress, { requester }: SupportCase, { id }: Colleague): Ability {
  switch (verb) {
    case 'case.withdraw':
    case 'case.confirm':
    case 'case.refuse':
      return 'see-cases';
    case 'case.note':
    case 'case.post':
      return on === 'requester' && requester?.id === id ? 'see-cases' : 'work-cases';
    default:
      return 'work-cases';
  }
}

/** What is asked for; undefined when something is missing or wrong, which has been said: the card stays as it is, with what was typed. */
async function actionOf(context: TurnContext, deps: Needs, of: SupportCase, press: CasePress): Promise<CaseAction | undefined> {
  switch (press.verb) {
    case 'case.take':
    case 'case.release':
    case 'case.withdraw':
    case 'case.confirm':
      return { kind: BARE[press.verb] };
    case 'case.goOn':
      return { kind: 'go-on' };
    case 'case.takeOver':
      return { kind: 'take-over', from: press.from };
    case 'case.wait':
      return { kind: 'wait', for: press.for };
    case 'case.hand':
      return handTo(context, deps, of, press.colleague);
    case 'case.link':
      return linkTo(context, deps, of, press.issue);
    case 'case.note':
      return filled(context, press.note, (text) => ({ kind: 'note', text }));
    case 'case.severity':
      return filled(context, press.severityReason, (reason) => ({ kind: 'severity', severity: press.severity, reason }));
    case 'case.resolve': {
      const { cause } = press;
      return filled(context, cause === undefined ? '' : press.resolution, (text) => cause && { kind: 'resolve', cause, text });
    }
    case 'case.reopen':
      return filled(context, press.reopenReason, (reason) => ({ kind: 'reopen', reason }));
    case 'case.refuse':
      return filled(context, press.refuseReason, (reason) => ({ kind: 'refuse', reason }));
    case 'case.post': // Changes nothing of the case.
      return undefined;
  }
}

const BARE = { 'case.take': 'take', 'case.release': 'release', 'case.withdraw': 'withdraw', 'case.confirm': 'confirm' } as const;

/** Clients look for empty fields themselves, older ones do not. */
async function filled(
  context: TurnContext,
  text: string,
  action: (text: string) => CaseAction | undefined,
): Promise<CaseAction | undefined> {
  if (text !== '') return action(text);
  await notify(context, { name: 'case-unfinished' });
  return undefined;
}

/** Only an issue that the person may see. */
async function linkTo(context: TurnContext, deps: Needs, of: SupportCase, typed: string): Promise<CaseAction | undefined> {
  const { person, now, signal } = turnInput(context);
  const issueId = typed.toUpperCase();
  const view = deps.gate.view(person, now);
  const found = ISSUE.test(issueId) ? await deps.showIncident(issueId, view, { fresh: false, elseAt: of.tenantId }, signal) : undefined;
  if (found !== undefined) return { kind: 'link', issueId: found.incident.id };
  await notify(context, { name: 'no-such-incident', query: typed });
  return undefined;
}

const ISSUE = /^[A-Z]{2,}\d+$/;

/** The same press of the same person on the same card, with the same words, counts once. */
function keyOf({ verb, version, ...rest }: CasePress, { id }: Colleague): string {
  const { on: _card, caseId: _case, ...inputs } = rest;
  const hash = createHash('sha256').update(JSON.stringify(inputs)).digest('base64url');
  return [verb, version, id, hash].join(' ');
}

/** Whoever presses a living card tells where it is, which mends a row that did not know. */
async function noteCard(context: TurnContext, { casePosts }: Pick<Needs, 'casePosts'>, of: SupportCase, on: CaseCardKind): Promise<void> {
  const { now } = turnInput(context);
  const { conversation, replyToId } = context.activity;
  if (on === 'details' || replyToId === undefined || !isLiving(context, of, on)) return;
  await casePosts.foundCard(of.id, on, { conversationId: conversation.id, activityId: replyToId }, now);
}

/** Whether the pressed card is the one that follows the case: the one in its channel, or in its requester's chat. */
function isLiving(context: TurnContext, { channelId, requester }: SupportCase, on: CaseCardKind): boolean {
  const { scope, conversationId, person } = turnInput(context);
  if (on === 'channel') return channelId === conversationId;
  return on === 'requester' && scope === 'personal' && requester?.id === person.id;
}

async function showAfter(
  context: TurnContext,
  deps: Needs,
  of: SupportCase,
  on: CaseCardKind,
  remark: CaseRemark | undefined,
): Promise<void> {
  if (on === 'details' || !isLiving(context, of, on)) return showCase(context, deps, of, remark);
  // A client without answers to presses would show the remark to everybody, for good.
  if (remark !== undefined && context.activity.type !== 'invoke') {
    leavePressed(context);
    return showCase(context, deps, of, remark);
  }
  if (on === 'channel') {
    const view = await deps.caseViews.channel(of);
    return answerPress(context, channelCaseCard(view.locale, view, remark));
  }
  const view = await deps.caseViews.requester(of);
  return answerPress(context, requesterCaseCard(view.locale, view, remark));
}
