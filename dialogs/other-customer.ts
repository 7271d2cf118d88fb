import type { TurnContext } from 'botbuilder';
import { otherCustomerCard } from '../cards/other-customer.ts';
import type { Customer } from '../src/domain/customer.ts';
import { isProblemReport } from '../src/domain/intent.ts';
import { withCustomer } from '../src/domain/report-answers.ts';
import type { ReportDraft } from '../src/domain/report-draft.ts';
import { subjectProblems } from '../src/domain/report-problems.ts';
import { applyTyped } from '../src/domain/report-typed.ts';
import { fieldsOf, hasAnswers, hasText } from '../src/domain/report-steps.ts';
import { replyIn, withoutCorrection } from '../src/domain/reply.ts';
import { folded } from '../src/domain/word-match.ts';
import type { FoundCustomer } from '../src/use-cases/find-customer.ts';
import type { ReportAction } from './card-data.ts';
import { choose } from './customers.ts';
import type { DialogDependencies } from './dependencies.ts';
import type { Outcome } from './report.ts';
import { reply } from './reply.ts';
import { addTyped } from './report-text.ts';
import { said } from './said.ts';
import { commandBesideName, namesRequest } from './text-meaning.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'customers' | 'findCustomer' | 'nearCommand' | 'readCommand' | 'requests'>;
type AsideAction = Extract<ReportAction, { verb: 'report.aside' }>;

/** A longer text is no correction. In words. */
const LONGEST_CORRECTION = 6;

/**
 * Whether a text typed while a report is written is about something else. `asked`: it names another customer, so the person was asked what to do with it, for
 * another customer's trouble must never reach this one's request. `another-report`: it clearly reports something else, beside a report that is at its
 * beginning, or one of the same customer.
 */
export async function aboutAnother(
  context: TurnContext,
  deps: Needs,
  draft: ReportDraft,
  text: string,
): Promise<'look-up' | 'asked' | 'another-report' | 'same'> {
  // An address names its domain, but it is the contact's.
  if (replyIn(text) !== undefined || /^\S+@\S+$/u.test(text)) return 'same';
  if (await namesRequest(context, deps, text)) return 'look-up';
  const one = said(context, deps, text);
  const found = await namedBy(deps, text, await one.customer());
  const command = await commandBesideName(deps, one);
  if (command !== undefined && command.name !== 'report') return 'look-up';
  const meant = customersOf(found);
  const bare = found.kind !== 'none' && withoutCorrection(found.rest) === '';
  const isReport = found.kind === 'one' && !bare && isProblemReport(one.intent, true);
  if (draft.tenantId === undefined) return isReport && hasText(draft) ? 'another-report' : 'same';
  if (meant.length === 0) return 'same';
  if (meant.some(({ tenantId }) => tenantId === draft.tenantId)) {
    const { product } = one.intent;
    const another = found.kind === 'one' && product !== undefined && draft.product !== undefined && draft.product !== product;
    return another && isReport ? 'another-report' : 'same';
  }
  // There the name alone is the answer.
  if (bare && found.kind === 'one' && (draft.editing === 'subject' || subjectProblems(draft).length > 0)) return 'same';
  if (isReport && !hasAnswers(draft)) return 'another-report';
  const customer = await deps.customers.byTenantId(draft.tenantId);
  await reply(context, otherCustomerCard(turnInput(context).locale, { draft, customer, others: meant, text, bare }));
  return 'asked';
}

/** Carries out what the person decided: the report is about the other customer, or the text is about this one after all. */
export async function takeAside(context: TurnContext, deps: DialogDependencies, draft: ReportDraft, action: AsideAction): Promise<Outcome> {
  const wanted = asideCustomer(action);
  if (action.do !== 'change') return addTyped(context, deps, draft, action.asideText);
  const customer = wanted === undefined ? undefined : await deps.customers.byTenantId(wanted);
  if (customer === undefined) return { next: 'ask' };
  await choose(context, deps, customer);
  const { now } = turnInput(context);
  const moved = withCustomer(fieldsOf(draft), customer.tenantId);
  const typed = action.bare ? { fields: moved, problems: [] } : applyTyped(moved, 'review', action.asideText, now);
  const saved = await deps.drafts.save(draft.id, draft.version, typed.fields, undefined, now);
  return { next: 'ask', draft: saved, problems: typed.problems, added: saved && typed.added };
}

/** The tenant id of the customer that was picked among several, or of the only one. */
export function asideCustomer({ asideCustomer: picked, tenantId }: AsideAction): string | undefined {
  return picked ?? tenantId;
}

/** "no wait, it is fabrikam": what is left of such a text is a name. */
async function namedBy({ findCustomer }: Needs, text: string, found: FoundCustomer): Promise<FoundCustomer> {
  if (found.kind !== 'none' || text.split(/\s+/u).length > LONGEST_CORRECTION) return found;
  const rest = withoutCorrection(text);
  if (rest === '' || rest === folded(text)) return found;
  const whole = await findCustomer(rest, 'whole');
  return whole.kind === 'one' ? whole : found;
}

function customersOf(found: FoundCustomer): readonly Customer[] {
  switch (found.kind) {
    case 'one':
      return [found.customer];
    case 'several':
      return found.customers;
    case 'none':
      return found.unknownName ? found.near : [];
  }
}
