import type { TurnContext } from 'botbuilder';
import type { AdaptiveCard } from '../cards/render.ts';
import { reportFormCard } from '../cards/report-form.ts';
import { reportHealthCard } from '../cards/report-health.ts';
import { reportReviewCard } from '../cards/report-review.ts';
import { reportSubjectCard } from '../cards/report-subject.ts';
import { routeAdviceCard } from '../cards/route-advice.ts';
import type { AzureProblem } from '../src/domain/azure-filing.ts';
import type { Customer } from '../src/domain/customer.ts';
import type { Contact, ReportDraft } from '../src/domain/report-draft.ts';
import type { FieldProblem, ReportFacts } from '../src/domain/report-problems.ts';
import { dueStep, previousStep } from '../src/domain/report-steps.ts';
import { firstResponseTarget } from '../src/domain/response-clock.ts';
import type { Colleague } from '../src/domain/roles.ts';
import type { DialogDependencies } from './dependencies.ts';
import { colleaguesFor } from './hand-over.ts';
import { azureFor } from './report-azure.ts';
import { healthFor, readSituation, type ReportSituation } from './report-situation.ts';
import { reply } from './reply.ts';
import { similarTo } from './similar-requests.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<
  DialogDependencies,
  | 'azureProblems'
  | 'azureSubscriptions'
  | 'colleaguesWhoCan'
  | 'customers'
  | 'drafts'
  | 'gate'
  | 'incidents'
  | 'topics'
  | 'jobs'
  | 'partner'
  | 'relationTo'
  | 'requests'
  | 'showHealth'
  | 'noteFailure'
>;

/** What the card tells beside the draft. */
export interface Remarks {
  readonly problems?: readonly FieldProblem[];
  /** Customers that the text may have meant. */
  readonly candidates?: readonly Customer[];
  /** Problems of Azure that the text may have meant. */
  readonly azureProblems?: readonly AzureProblem[];
}

/** Shows the card that is due. `ended`: it was the last one, somebody else must act now. */
export async function showDueCard(
  context: TurnContext,
  deps: Needs,
  draft: ReportDraft,
  remarks: Remarks = {},
): Promise<'waiting' | 'ended'> {
  const situation = await readSituation(context, deps, draft);
  const step = dueStep(draft, situation.facts);
  if (step === 'subject' || situation.facts === undefined) {
    await reply(context, await subjectCard(context, deps, situation, remarks));
    return 'waiting';
  }
  const { facts } = situation;
  if (facts.answer.kind === 'advice') {
    const colleagues = await colleaguesFor(context, deps, situation);
    await reply(context, routeAdviceCard(turnInput(context).locale, { draft, ...facts, colleagues }));
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
  { problems = [], azureProblems }: Remarks,
): Promise<AdaptiveCard> {
  const { locale, person, now, timeZone } = turnInput(context);
  const { draft, topics } = situation;
  switch (step) {
    case 'health': {
      const health = await healthFor(context, deps, situation);
      return reportHealthCard(locale, {
        draft,
        ...facts,
        ...health,
        similar: await similarTo(
          context,
          deps,
          situation,
          health.issues.map(({ id }) => id),
        ),
        now,
        timeZone,
        problems,
      });
    }
    case 'form':
      return reportFormCard(locale, {
        draft,
        ...facts,
        contact: draft.contact ?? contactOf(person),
        topics,
        // Where health was looked at, they were shown there.
        similar: previousStep('form', facts) === 'subject' ? await similarTo(context, deps, situation) : [],
        timeZone,
        azure: await azureFor(context, deps, situation, azureProblems),
        problems,
      });
    case 'review': {
      const target = firstResponseTarget(draft.nature ?? 'question', draft.severity ?? 'minimal', draft.language ?? locale);
      const topicName = topics.find(({ id }) => id === draft.topicId)?.name;
      return reportReviewCard(locale, { draft, ...facts, target, topicName, azure: await azureFor(context, deps, situation), problems });
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
