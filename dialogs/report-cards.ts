import type { TurnContext } from 'botbuilder';
import { noticeCard } from '../cards/notice.ts';
import type { AdaptiveCard } from '../cards/render.ts';
import { reportFormCard } from '../cards/report-form.ts';
import { reportHealthCard } from '../cards/report-health.ts';
import { reportReviewCard } from '../cards/report-review.ts';
import { reportSubjectCard } from '../cards/report-subject.ts';
import { routeAdviceCard } from '../cards/route-advice.ts';
import type { Customer } from '../src/domain/customer.ts';
import type { Contact, ReportDraft } from '../src/domain/report-draft.ts';
import type { FieldProblem, ReportFacts } from '../src/domain/report-problems.ts';
import { dueStep, fieldsOf } from '../src/domain/report-steps.ts';
import { firstResponseTarget } from '../src/domain/response-clock.ts';
import type { Colleague } from '../src/domain/roles.ts';
import type { DialogDependencies } from './dependencies.ts';
import { healthFor, readSituation, type ReportSituation } from './report-situation.ts';
import { notify, reply } from './reply.ts';
import { turnInput } from './turn-input.ts';
import { whoFiles } from './who-files.ts';

type Needs = Pick<
  DialogDependencies,
  'customers' | 'drafts' | 'gate' | 'incidents' | 'topics' | 'jobs' | 'partner' | 'showHealth' | 'noteFailure'
>;

/** What the card tells beside the draft. */
export interface Remarks {
  readonly problems?: readonly FieldProblem[];
  /** Customers that the text may have meant. */
  readonly candidates?: readonly Customer[];
}

/** Shows the card that is due. `ended`: it was the last one, somebody else must act now. */
export async function showDueCard(
  context: TurnContext,
  deps: Needs,
  draft: ReportDraft,
  remarks: Remarks = {},
): Promise<'waiting' | 'ended'> {
  const situation = await readSituation(context, deps, draft);
  if (situation.customer !== undefined && situation.access === 'denied')
    return refuseCustomer(context, deps, situation, situation.customer);
  const { locale, person } = turnInput(context);
  const step = dueStep(draft, situation.facts);
  if (step === 'subject' || situation.facts === undefined) {
    await reply(context, await subjectCard(context, deps, situation, remarks));
    return 'waiting';
  }
  const { facts } = situation;
  if (facts.answer.kind === 'advice') {
    await reply(context, routeAdviceCard(locale, { draft, ...facts }));
    return 'ended';
  }
  const who = whoFiles(facts.answer.route, person, deps.partner);
  if (who !== undefined) {
    await reply(context, noticeCard(locale, { name: 'not-permitted', ability: 'report', who }));
    return 'ended';
  }
  await reply(context, await cardOf(context, deps, step, situation, facts, remarks));
  return 'waiting';
}

/** The contact to start from: the signed-in person. */
export function contactOf({ givenName = '', surname = '', email = '', phone }: Colleague): Contact {
  return { givenName, surname, email, phone };
}

async function cardOf(
  context: TurnContext,
  deps: Needs,
  step: 'health' | 'form' | 'review',
  situation: ReportSituation,
  facts: ReportFacts,
  { problems = [] }: Remarks,
): Promise<AdaptiveCard> {
  const { locale, person, now, timeZone } = turnInput(context);
  const { draft, topics } = situation;
  switch (step) {
    case 'health':
      return reportHealthCard(locale, {
        draft,
        customer: facts.customer,
        ...(await healthFor(context, deps, situation)),
        now,
        timeZone,
        problems,
      });
    case 'form':
      return reportFormCard(locale, { draft, ...facts, contact: draft.contact ?? contactOf(person), topics, problems });
    case 'review': {
      const target = firstResponseTarget(draft.nature ?? 'question', draft.severity ?? 'minimal', draft.language ?? locale);
      const topicName = topics.find(({ id }) => id === draft.topicId)?.name;
      return reportReviewCard(locale, { draft, ...facts, target, topicName, problems });
    }
  }
}

async function subjectCard(
  context: TurnContext,
  { customers }: Needs,
  { draft, customer }: ReportSituation,
  remarks: Remarks,
): Promise<AdaptiveCard> {
  const { locale, person } = turnInput(context);
  // Where the customer is known nobody picks one from the recent: the typeahead is there.
  const recent = remarks.candidates ?? (customer === undefined ? await customers.recent(person.id, 5) : []);
  return reportSubjectCard(locale, { draft, customer, recent, problems: remarks.problems ?? [] });
}

/** The report goes on without the customer that is closed to this person: another one may have been meant. */
async function refuseCustomer(
  context: TurnContext,
  deps: Needs,
  { draft }: ReportSituation,
  customer: Customer,
): Promise<'waiting' | 'ended'> {
  await notify(context, { name: 'access-denied', customer });
  const open = { ...fieldsOf(draft), tenantId: undefined };
  const saved = await deps.drafts.save(draft.id, draft.version, open, undefined, turnInput(context).now);
  return saved === undefined ? 'waiting' : showDueCard(context, deps, saved);
}
