import type { TurnContext } from 'botbuilder';
import type { AdaptiveCard } from '../cards/render.ts';
import { reportFormCard } from '../cards/report-form.ts';
import { reportHealthCard } from '../cards/report-health.ts';
import { reportReviewCard } from '../cards/report-review.ts';
import { reportSubjectCard } from '../cards/report-subject.ts';
import { routeAdviceCard } from '../cards/route-advice.ts';
import { withTypedRemark } from '../cards/typed-remark.ts';
import type { AzureProblem } from '../src/domain/azure-filing.ts';
import type { Customer } from '../src/domain/customer.ts';
import type { Contact, ReportDraft } from '../src/domain/report-draft.ts';
import type { FieldProblem, ReportFacts } from '../src/domain/report-problems.ts';
import type { Added } from '../src/domain/report-typed.ts';
import { dueStep, previousStep } from '../src/domain/report-steps.ts';
import { firstResponseTarget } from '../src/domain/response-clock.ts';
import type { Colleague } from '../src/domain/roles.ts';
import type { DialogDependencies } from './dependencies.ts';
import { colleaguesFor } from './hand-over.ts';
import { knownAlready, knownBesideAdvice } from './known-already.ts';
import { azureFor } from './report-azure.ts';
import { readSituation, type ReportSituation } from './report-situation.ts';
import { reply } from './reply.ts';
import { similarTo } from './similar-requests.ts';
import { customerStillNamed } from './still-named.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<
  DialogDependencies,
  | 'azureProblems'
  | 'azureSubscriptions'
  | 'azureTicketsOf'
  | 'colleaguesWhoCan'
  | 'customers'
  | 'drafts'
  | 'gate'
  | 'incidents'
  | 'topics'
  | 'jobs'
  | 'lastCountry'
  | 'partner'
  | 'portals'
  | 'relationTo'
  | 'requests'
  | 'showHealth'
  | 'noteFailure'
>;

/** What the card tells beside the draft. */
export interface Remarks {
  readonly problems?: readonly FieldProblem[];
  /** Customers that the text may have meant. */
  readonly candidates?: readonly Customer[] | undefined;
  /** Problems of Azure that the text may have meant. */
  readonly azureProblems?: readonly AzureProblem[];
  /** That text. */
  readonly azureTyped?: string | undefined;
  /** What a typed text added, to be said with a way to take it out again. */
  readonly added?: Added | undefined;
  /** A typed text that answers nothing. */
  readonly unclear?: string | undefined;
  /** The report that was being written until now. */
  readonly kept?: ReportDraft | undefined;
}

/** Shows the card that is due. `ended`: it was the last one, somebody else must act now. */
export async function showDueCard(
  context: TurnContext,
  deps: Needs,
  draft: ReportDraft,
  remarks: Remarks = {},
): Promise<'waiting' | 'ended'> {
  const { locale, now, timeZone } = turnInput(context);
  const situation = await readSituation(context, deps, draft);
  const step = dueStep(draft, situation.facts, now);
  if (step === 'subject' || situation.facts === undefined) {
    await reply(context, withTypedRemark(locale, await subjectCard(context, deps, situation, remarks), draft, remarks));
    return 'waiting';
  }
  const { facts } = situation;
  if (facts.answer.kind === 'advice') {
    const [colleagues, known] = await Promise.all([colleaguesFor(context, deps, situation), knownBesideAdvice(context, deps, situation)]);
    const mayAskExperts = situation.access === 'granted' || situation.access === 'no-relationship';
    const advice = routeAdviceCard(locale, { draft, ...facts, ...known, colleagues, mayAskExperts, now, timeZone });
    await reply(context, withTypedRemark(locale, advice, draft, remarks));
    return 'ended';
  }
  await reply(context, withTypedRemark(locale, await cardOf(context, deps, step, situation, facts, remarks), draft, remarks));
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
  { problems = [], azureProblems, azureTyped }: Remarks,
): Promise<AdaptiveCard> {
  const { locale, person, now, timeZone } = turnInput(context);
  const { draft, topics } = situation;
  switch (step) {
    case 'health': {
      const { health, ...known } = await knownAlready(context, deps, situation);
      return reportHealthCard(locale, { draft, ...facts, ...health, ...known, now, timeZone, problems });
    }
    case 'form':
      return reportFormCard(locale, {
        draft,
        ...facts,
        contact: draft.contact ?? contactOf(person),
        topics,
        // Where health was looked at, they were shown there.
        similar: previousStep('form', facts) === 'subject' ? await similarTo(context, deps, situation) : [],
        stillNamed: await customerStillNamed(deps, situation),
        timeZone,
        azure: await azureFor(context, deps, situation, { azureProblems, azureTyped }),
        problems,
      });
    case 'review': {
      const target = firstResponseTarget(draft.nature ?? 'question', draft.severity ?? 'minimal', draft.language ?? locale);
      const topicName = topics.find(({ id }) => id === draft.topicId)?.name;
      const [named, azure] = await Promise.all([customerStillNamed(deps, situation), azureFor(context, deps, situation)]);
      return reportReviewCard(locale, { draft, ...facts, target, topicName, stillNamed: named, azure, problems });
    }
  }
}

async function subjectCard(
  context: TurnContext,
  { customers }: Needs,
  { draft, customer, access }: ReportSituation,
  remarks: Remarks,
): Promise<AdaptiveCard> {
  const { locale, person } = turnInput(context);
  // Where the customer is known nobody picks one from the recent: the typeahead is there.
  const recent = remarks.candidates ?? (customer === undefined ? await customers.recent(person.id, 5) : []);
  return reportSubjectCard(locale, { draft, customer, closed: access === 'denied', recent, problems: remarks.problems ?? [] });
}
