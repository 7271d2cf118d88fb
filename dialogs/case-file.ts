import type { TurnContext } from 'botbuilder';
import * as z from 'zod';
import { resumeDraftCard } from '../cards/resume-draft.ts';
import { isRequestOpen } from '../src/domain/incident-follow.ts';
import { reportOfCase } from '../src/domain/case-report.ts';
import type { ReportDraft } from '../src/domain/report-draft.ts';
import type { SupportCase } from '../src/domain/support-case.ts';
import { customerOfCase } from './case-customer.ts';
import { admitted } from './customer-access.ts';
import type { DialogDependencies } from './dependencies.ts';
import { contactOf } from './report-cards.ts';
import { notify, permitted, reply } from './reply.ts';
import { leavePressed } from './show.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'cases' | 'customers' | 'drafts' | 'gate' | 'requests' | 'startInPersonalChat'>;

const FileData = z.object({ caseId: z.guid().transform((id) => id.toLowerCase()) });

/**
 * `case.file`: a report, pre-filled from the case, in the own chat of whoever pressed; a second press goes on with the same one. A case whose request is on
 * its way, or at Microsoft, already shows that one instead: two would only double it.
 */
export async function fileCase(context: TurnContext, deps: Needs, data: Readonly<Record<string, unknown>>): Promise<void> {
  if (!(await permitted(context, 'report'))) return;
  const asked = FileData.safeParse(data).data;
  const about = asked && (await deps.cases.byId(asked.caseId));
  if (about === undefined || about.state === 'resolved') return notify(context, { name: 'old-card' });
  const customer = await customerOfCase(deps, about);
  if (customer !== undefined && !(await admitted(context, deps, customer, { relationshipNeeded: false }))) return;
  const filed = await requestOf(deps, about);
  if (filed !== undefined) return notify(context, { name: 'case-has-request', reference: filed.reference, caseReference: about.reference });
  await showDraft(context, deps, await draftOf(context, deps, about));
}

/** The request of a case that is under way or filed. */
export async function requestOf({ requests }: Pick<Needs, 'requests'>, { id, requestId }: SupportCase) {
  const [filed, before] = await Promise.all([requests.ofCase(id), requestId === undefined ? undefined : requests.byId(requestId)]);
  return filed.find(isRequestOpen) ?? (before !== undefined && isRequestOpen(before) ? before : undefined);
}

async function draftOf(context: TurnContext, { drafts }: Pick<Needs, 'drafts'>, about: SupportCase): Promise<ReportDraft> {
  const { person, conversationId, now } = turnInput(context);
  const begun = await drafts.ofCase(person.id, about.id, now);
  return begun ?? drafts.create(person.id, conversationId, { contact: contactOf(person), ...reportOfCase(about) }, now);
}

/** A report is nobody's business but the person's: in a channel it only begins. */
async function showDraft(context: TurnContext, deps: Needs, draft: ReportDraft): Promise<void> {
  const { person, scope, locale, now, timeZone } = turnInput(context);
  // The case stays in sight, for whoever else works on it.
  leavePressed(context);
  if (scope === 'team') {
    const reached = await deps.startInPersonalChat(person.id, draft.id, { locale, timeZone });
    return notify(context, { name: reached ? 'report-continues-in-chat' : 'report-needs-personal-chat' });
  }
  const customer = draft.tenantId === undefined ? undefined : await deps.customers.byTenantId(draft.tenantId);
  await reply(context, resumeDraftCard(locale, { draft, customer, now, timeZone }));
}
