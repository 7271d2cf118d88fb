import type { TurnContext } from 'botbuilder';
import { escalateFormCard, type EscalationAbout } from '../cards/escalate-form.ts';
import type { CaseProspect } from '../src/domain/case-prospect.ts';
import type { Customer } from '../src/domain/customer.ts';
import type { EscalationFields } from '../src/domain/escalation-form.ts';
import type { FieldProblem } from '../src/domain/report-problems.ts';
import { proposedSeverity, SEVERITIES } from '../src/domain/severity.ts';
import type { SupportCase } from '../src/domain/support-case.ts';
import type { DialogDependencies } from './dependencies.ts';
import type { EscalationBegin } from './escalate-begin.ts';
import { reply } from './reply.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'cases' | 'customers' | 'foreseeCase' | 'gate'>;

const RECENT = 5;
/** Of a customer, the graver and older first. */
const LOOKED_AT = 50;
const SAME_DAY_MS = 24 * 3_600_000;

/** Shows the form, with cases of the same matter that are open already. */
export async function showForm(
  context: TurnContext,
  deps: Needs,
  { about, fields, confirmCustomer, offered, customerProblem }: EscalationBegin,
): Promise<void> {
  const problems: readonly FieldProblem[] = customerProblem === undefined ? [] : [{ field: 'customer', problem: customerProblem }];
  const similar = await similarCases(context, deps, about, fields);
  await replyWithForm(context, deps, { about, fields, confirmCustomer, offered, similar, problems });
}

/** The form as it was filled in, with what is to be said about it. */
export async function replyWithForm(
  context: TurnContext,
  deps: Needs,
  form: {
    readonly about: EscalationAbout;
    readonly fields: EscalationFields;
    readonly confirmCustomer?: boolean;
    readonly offered?: readonly Customer[];
    readonly similar?: readonly SupportCase[];
    readonly problems?: readonly FieldProblem[];
  },
): Promise<void> {
  const { locale, person, now, timeZone } = turnInput(context);
  const { about, fields, confirmCustomer = false, offered = [], similar = [], problems = [] } = form;
  const [customer, recent, prospects] = await Promise.all([
    fields.tenantId === undefined ? undefined : deps.customers.byTenantId(fields.tenantId),
    offered.length > 0 ? offered : deps.customers.recent(person.id, RECENT),
    prospectsOf(deps, fields, locale),
  ]);
  const view = { about, fields, customer, confirmCustomer, offered: recent, prospects, similar, problems, now, timeZone };
  await reply(context, escalateFormCard(locale, view));
}

/**
 * Open cases of the same request, of the same incident and customer, or of the same customer and product that were opened within a day: nothing is escalated
 * twice (the person sees the customer, so these cases too).
 */
export async function similarCases(
  context: TurnContext,
  { cases, customers, gate }: Pick<Needs, 'cases' | 'customers' | 'gate'>,
  { request, issueId }: EscalationAbout,
  { tenantId, product }: EscalationFields,
): Promise<readonly SupportCase[]> {
  const { person, now, signal } = turnInput(context);
  const customer = tenantId === undefined ? undefined : await customers.byTenantId(tenantId);
  const access = customer && (await gate.check(person, customer, signal));
  const sees = access === 'granted' || access === 'no-relationship';
  const [ofRequest, ofIncident, ofCustomer] = await Promise.all([
    request === undefined || !sees ? [] : cases.ofRequest(request.id),
    issueId === undefined ? [] : cases.ofIncident(issueId),
    customer === undefined || !sees ? [] : cases.list({ tenantIds: [customer.tenantId], openOnly: true }, { limit: LOOKED_AT, offset: 0 }),
  ]);
  const today = ('cases' in ofCustomer ? ofCustomer.cases : ofCustomer).filter(
    (one) => one.product === product && now.getTime() - one.openedAt.getTime() < SAME_DAY_MS,
  );
  // Of an incident: those of this customer, and those of no single one.
  const same = ofIncident.filter((one) => one.tenantId === undefined || (sees && one.tenantId === customer?.tenantId));
  return [...new Map([...ofRequest, ...same, ...today].map((one) => [one.id, one])).values()];
}

async function prospectsOf(
  { foreseeCase }: Pick<Needs, 'foreseeCase'>,
  { product, tenantId, impact, severity, language }: EscalationFields,
  locale: Parameters<typeof escalateFormCard>[0],
): Promise<readonly CaseProspect[] | undefined> {
  if (product === undefined) return undefined;
  const known = severity ?? (impact && proposedSeverity(impact));
  return foreseeCase({ product, severities: known === undefined ? SEVERITIES : [known], tenantId, language: language ?? locale });
}
