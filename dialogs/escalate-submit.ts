import { createHash } from 'node:crypto';
import type { TurnContext } from 'botbuilder';
import { escalatedCard } from '../cards/escalated.ts';
import type { EscalationAbout } from '../cards/escalate-form.ts';
import type { Customer } from '../src/domain/customer.ts';
import { readEscalation, wholeEscalation, type EscalationFields, type WholeEscalation } from '../src/domain/escalation-form.ts';
import { caseDescription, joiningNote } from '../src/domain/escalation-text.ts';
import type { FieldProblem } from '../src/domain/report-problems.ts';
import type { SupportCase } from '../src/domain/support-case.ts';
import { customerOfCase } from './case-customer.ts';
import { admitted } from './customer-access.ts';
import { choose } from './customers.ts';
import type { DialogDependencies } from './dependencies.ts';
import type { FormAction } from './escalate-data.ts';
import { replyWithForm, similarCases } from './escalate-form.ts';
import { notify, reply } from './reply.ts';
import { turnInput } from './turn-input.ts';

type Needs = Parameters<typeof replyWithForm>[1] &
  Pick<DialogDependencies, 'actOnCase' | 'findCustomer' | 'gate' | 'incidentReach' | 'jobs' | 'openCase' | 'requests' | 'tags'>;

/** The form as it was filled in, and what it is about as far as this person may know of it. */
interface Filled {
  readonly about: EscalationAbout;
  readonly fields: EscalationFields;
  readonly customer: Customer | undefined;
  readonly problems: readonly FieldProblem[];
}

/**
 * Opens the case of the form, once however often it is pressed, and shows in its place what came of it. Whatever stands in the way, the form stays as it was
 * filled in. Without certainty about the person's access nothing is written (design.md 7).
 */
export async function submit(context: TurnContext, deps: Needs, action: Extract<FormAction, { verb: 'escalate.submit' }>): Promise<void> {
  const before = await deps.cases.byId(action.caseId);
  if (before !== undefined) return showOpened(context, deps, before);
  const filled = await readForm(context, deps, action);
  const { about, fields, customer } = filled;
  const whole = wholeEscalation(fields, { customerNeeded: about.issueId === undefined });
  const problems = [...filled.problems, ...('product' in whole ? [] : whole)];
  if (!('product' in whole) || problems.length > 0) return replyWithForm(context, deps, { about, fields, problems: distinct(problems) });
  if (customer !== undefined && !(await admitted(context, deps, customer, { relationshipNeeded: false }))) {
    return replyWithForm(context, deps, { about, fields });
  }
  const similar = action.anyway ? [] : await similarCases(context, deps, about, fields);
  if (similar.length > 0) return replyWithForm(context, deps, { about, fields, similar });
  await showOpened(context, deps, await open(context, deps, about, whole, customer));
}

/** Adds what was written to a case that is there; nothing is asked first, for a colleague has said already what it is about. */
export async function join(context: TurnContext, deps: Needs, action: Extract<FormAction, { verb: 'escalate.join' }>): Promise<void> {
  const { about, fields } = await readForm(context, deps, action);
  const other = await deps.cases.byId(action.joinId);
  const customer = other && (await customerOfCase(deps, other));
  if (other === undefined) return notify(context, { name: 'old-card' });
  if (customer === undefined ? !(await seesIncident(context, deps, other.issueId)) : false) return notify(context, { name: 'old-card' });
  if (customer !== undefined && !(await admitted(context, deps, customer, { relationshipNeeded: false }))) return;
  // It was solved meanwhile: then what is written is a matter of its own.
  if (other.state === 'resolved') return replyWithForm(context, deps, { about, fields });
  const { person, locale, timeZone } = turnInput(context);
  const note = joiningNote(fields);
  // It would be said that what was written is there.
  if (note === undefined) return replyWithForm(context, deps, { about, fields, problems: [{ field: 'description', problem: 'missing' }] });
  const actor = { id: person.id, name: person.displayName };
  // The form may be pressed again, with the same words or with others.
  const hash = createHash('sha256').update(note).digest('base64url');
  const joined = await deps.actOnCase(other.id, { kind: 'note', text: note }, actor, { key: `join ${about.caseId} ${hash}` });
  await reply(context, escalatedCard(locale, { case: joined?.case ?? other, how: 'joined', prospect: undefined, timeZone }));
}

/** Reads the inputs; what a forged or outdated id names is left out. */
async function readForm(context: TurnContext, deps: Needs, action: FormAction): Promise<Filled> {
  const { person, now, locale } = turnInput(context);
  const picked = typeof action['customer'] === 'string' ? action['customer'].trim().slice(0, 200) : '';
  const found = picked === '' ? undefined : await deps.findCustomer(picked, 'whole');
  const customer = found?.kind === 'one' ? found.customer : undefined;
  if (customer !== undefined) await choose(context, deps, customer);
  const wrong: readonly FieldProblem[] =
    found === undefined || found.kind === 'one'
      ? []
      : [{ field: 'customer', problem: found.kind === 'several' ? 'ambiguous' : 'not-offered' }];
  const { fields, problems } = readEscalation({ tenantId: customer?.tenantId, language: locale }, action);
  const request = action.requestId === undefined ? undefined : await deps.requests.byId(action.requestId);
  const view = deps.gate.view(person, now);
  const seen = action.issueId === undefined ? undefined : await deps.incidentReach.seenBy(action.issueId, view);
  return {
    about: {
      caseId: action.caseId,
      // Of another customer it is another matter.
      request: request !== undefined && request.tenantId === customer?.tenantId ? request : undefined,
      issueId: seen === undefined ? undefined : action.issueId,
    },
    fields,
    customer,
    problems: [...wrong, ...problems],
  };
}

async function open(
  context: TurnContext,
  deps: Needs,
  { caseId, request, issueId }: EscalationAbout,
  whole: WholeEscalation,
  customer: Customer | undefined,
): Promise<SupportCase> {
  const { person, locale, timeZone } = turnInput(context);
  const { severity, product, title, tried, language } = whole;
  const { id, displayName: name } = person;
  return deps.openCase(
    {
      id: caseId,
      tenantId: customer?.tenantId,
      customerName: customer?.name,
      product,
      title,
      description: caseDescription(whole),
      tried,
      language,
      severity,
      requester: { id, name, locale, timeZone },
      requestId: request?.id,
      issueId,
      tags: customer === undefined ? [] : await deps.tags.of(customer.tenantId),
    },
    { id, name },
  );
}

/** The case in place of its form. One that somebody else opened has no form of this person's. */
async function showOpened(context: TurnContext, deps: Needs, opened: SupportCase): Promise<void> {
  const { person, locale, timeZone } = turnInput(context);
  if (opened.requester?.id !== person.id) return notify(context, { name: 'old-card' });
  const { product, severity, tenantId, language } = opened;
  const [prospect] = opened.state === 'open' ? await deps.foreseeCase({ product, severities: [severity], tenantId, language }) : [];
  await reply(context, escalatedCard(locale, { case: opened, how: 'opened', prospect, timeZone }));
}

/** A case of no single customer is about an incident. */
async function seesIncident(
  context: TurnContext,
  { gate, incidentReach }: Pick<Needs, 'gate' | 'incidentReach'>,
  issueId: string | undefined,
) {
  const { person, now } = turnInput(context);
  return issueId !== undefined && (await incidentReach.seenBy(issueId, gate.view(person, now))) !== undefined;
}

/** One remark for each field: that it is wrong tells more than that it is missing. */
function distinct(problems: readonly FieldProblem[]): readonly FieldProblem[] {
  return problems.filter(({ field }, index) => problems.findIndex((other) => other.field === field) === index);
}
