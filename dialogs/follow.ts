import type { TurnContext } from 'botbuilder';
import { incidentOverCard } from '../cards/incident-over.ts';
import { isRequestOpen, reportOfIssue, writtenIn, type FollowUp, type IncidentFollow } from '../src/domain/incident-follow.ts';
import type { ReportDraft, ReportFields } from '../src/domain/report-draft.ts';
import type { ServiceRequest } from '../src/domain/service-request.ts';
import { readAction } from './card-data.ts';
import { admitted } from './customer-access.ts';
import type { DialogDependencies } from './dependencies.ts';
import { FollowAction } from './incident-data.ts';
import { createDraft } from './new-draft.ts';
import { notify, permitted, reply } from './reply.ts';
import { leavePressed } from './show.ts';
import { turnInput, type CardAction } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'customers' | 'follows' | 'gate' | 'incidents' | 'requests'>;

/**
 * Takes the answer whether the trouble is gone after a followed incident is over; the first one stays. Gives what a report begins with where one is to begin,
 * and undefined where the answer is all.
 */
export async function answerFollow(context: TurnContext, deps: Needs, pressed: CardAction): Promise<ReportFields | undefined> {
  const action = readAction(FollowAction, pressed);
  const { person, locale, scope, now } = turnInput(context);
  const asked = action && (await deps.follows.byId(action.followId));
  // The question is nobody's business but the person's; what was answered long ago is not kept.
  if (action === undefined || asked?.personId !== person.id || scope !== 'personal') return oldCard(context);
  const about = await read(deps, asked);
  if (about === undefined) return oldCard(context);
  if (!(await permitted(context, 'see-health'))) return undefined;
  if (!(await admitted(context, deps, about.customer, { relationshipNeeded: false }))) return undefined;

  if (action.verb === 'follow.report' && asked.answer === 'still-there') {
    return (await permitted(context, 'report')) ? begin(context, about) : undefined;
  }
  const said = action.verb === 'follow.answer' ? (action.gone ? 'gone' : 'still-there') : undefined;
  const taken = said && (await deps.follows.answer(asked.id, said, now));
  const follow = taken ?? (await deps.follows.byId(asked.id)) ?? asked;
  await reply(context, incidentOverCard(locale, { ...about, follow }));
  // What was filed already goes on there, in its own request.
  const filed = about.request !== undefined && isRequestOpen(about.request);
  if (taken?.answer !== 'still-there' || filed) return undefined;
  return (await permitted(context, 'report')) ? begin(context, about) : undefined;
}

/**
 * `follow.undo`: the issue was not the cause. The report is there again as it was written, before the follow ends: what is lost in between is at most that nobody
 * was to be asked. undefined where a card was shown instead.
 */
export async function undoFollow(
  context: TurnContext,
  deps: Pick<DialogDependencies, 'customers' | 'drafts' | 'findCustomer' | 'follows' | 'jobs'>,
  pressed: CardAction,
): Promise<ReportDraft | undefined> {
  const action = readAction(FollowAction, pressed);
  const { person, scope } = turnInput(context);
  const follow = action && (await deps.follows.byId(action.followId));
  if (follow?.personId !== person.id || scope !== 'personal' || follow.fields === undefined || follow.answer !== undefined) {
    return oldCard(context);
  }
  if (!(await permitted(context, 'report'))) return undefined;
  const draft = await createDraft(context, deps, { ...follow.fields, linkedIssueId: undefined });
  await deps.follows.undo(follow.id);
  return draft;
}

interface About extends FollowUp {
  readonly customer: NonNullable<Awaited<ReturnType<DialogDependencies['customers']['byTenantId']>>>;
  readonly request: ServiceRequest | undefined;
}

async function read({ customers, incidents, requests }: Needs, follow: IncidentFollow): Promise<About | undefined> {
  const [customer, incident, request] = await Promise.all([
    customers.byTenantId(follow.tenantId),
    incidents.byId(follow.issueId),
    follow.requestId === undefined ? undefined : requests.byId(follow.requestId),
  ]);
  return customer && incident && { follow, customer, incident, request };
}

/** The report comes below, so that the answer stays in sight. */
function begin(context: TurnContext, { follow, incident, customer, request }: About): ReportFields {
  leavePressed(context);
  return reportOfIssue(incident, customer.tenantId, follow.fields ?? (request && writtenIn(request)));
}

async function oldCard(context: TurnContext): Promise<undefined> {
  await notify(context, { name: 'old-card' });
}
