import type { TurnContext } from 'botbuilder';
import { noticeCard, type Notice } from '../cards/notice.ts';
import { filingRoutesOf } from '../src/domain/filing-facts.ts';
import { filingRoute, type FilingAnswer } from '../src/domain/filing-route.ts';
import type { CustomerAccess } from '../src/domain/customer.ts';
import { may } from '../src/domain/permissions.ts';
import type { AbleColleague, Colleague } from '../src/domain/roles.ts';
import type { HandedOver } from '../src/use-cases/hand-over-draft.ts';
import { colleagueNamed } from './colleague-named.ts';
import type { DialogDependencies } from './dependencies.ts';
import { ownDraft, showWhatBecameOf } from './own-draft.ts';
import type { Outcome } from './report.ts';
import type { ReportSituation } from './report-situation.ts';
import { notify, reply } from './reply.ts';
import { turnInput } from './turn-input.ts';

const ASK = { next: 'ask' } as const;

/** Colleagues who can go on with the report where this person cannot, to be offered; none on other routes. */
export async function colleaguesFor(
  context: TurnContext,
  { colleaguesWhoCan }: Pick<DialogDependencies, 'colleaguesWhoCan'>,
  { draft, facts, filing }: Pick<ReportSituation, 'draft' | 'facts' | 'filing'>,
): Promise<readonly AbleColleague[]> {
  if (facts?.answer.route !== 'ask-admin-agent' || filing === undefined) return [];
  const { person, locale, signal } = turnInput(context);
  const { severity = 'moderate', language = locale } = draft;
  const about = { customer: facts.customer, product: filing.product, severity, language, routes: filingRoutesOf(filing) };
  return colleaguesWhoCan(about, (one, access) => one.id !== person.id && canFile(one, access, filing), signal);
}

/** Gives the report to a colleague who can file it (`report.handOver`). Their role and their access are asked now, not believed from the card. */
export async function handOver(
  context: TurnContext,
  deps: Pick<DialogDependencies, 'gate' | 'handOver' | 'recognise'>,
  { draft, facts, filing }: ReportSituation,
  wanted: string,
): Promise<Outcome> {
  if (facts?.answer.route !== 'ask-admin-agent' || filing === undefined) return ASK;
  const { person, locale, timeZone, signal } = turnInput(context);
  const colleague = await colleagueNamed(deps, wanted, signal);
  if (colleague === undefined || colleague.id === person.id) return stay(context, { name: 'hand-over-nobody' });
  const named = { colleague: colleague.displayName };
  const access = await deps.gate.check(colleague, facts.customer, signal);
  if (access === 'unknown') return stay(context, { name: 'hand-over-unknown', ...named });
  if (!canFile(colleague, access, filing)) return stay(context, { name: 'hand-over-refused', customer: facts.customer, ...named });
  const giver = { personId: person.id, personName: person.displayName, locale, timeZone };
  const result = await deps.handOver.give(draft, giver, colleague);
  if (result === 'changed') return ASK;
  if (result === 'unreachable') return stay(context, { name: 'hand-over-unreachable', ...named });
  await reply(context, noticeCard(locale, { name: NOTICES[result], ...named }));
  return { next: 'ended' };
}

const NOTICES = { there: 'handed-over', unsure: 'handed-over-unsure' } as const satisfies Partial<Record<HandedOver, Notice['name']>>;

/** The person cannot take it: it goes back to whoever handed it over (`report.handBack`). */
export async function handBack(
  context: TurnContext,
  deps: Pick<DialogDependencies, 'customers' | 'drafts' | 'gate' | 'handOver' | 'noteFailure' | 'portals' | 'recognise' | 'requests'>,
  draftId: string,
): Promise<void> {
  const { person, locale } = turnInput(context);
  const draft = await ownDraft(context, deps, draftId);
  const giver = draft && (await deps.handOver.giveBack(draft, person));
  if (giver === undefined) return showWhatBecameOf(context, deps, draftId);
  await reply(context, noticeCard(locale, { name: 'handed-back', colleague: giver.personName }));
}

/** By the same table that sent the report to somebody else. */
function canFile(colleague: Colleague, access: CustomerAccess, filing: NonNullable<ReportSituation['filing']>): boolean {
  if (!may(colleague, 'report') || access === 'denied' || access === 'unknown') return false;
  // As the draft will be once it is theirs.
  const theirs = { ...filing, access, roles: colleague.roles, inSupportGroup: false, portalChosen: false };
  const { kind }: Pick<FilingAnswer, 'kind'> = filingRoute(theirs);
  return kind !== 'advice';
}

async function stay(context: TurnContext, notice: Notice): Promise<Outcome> {
  await notify(context, notice);
  return ASK;
}
