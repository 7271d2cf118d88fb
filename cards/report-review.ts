import type { Customer } from '../src/domain/customer.ts';
import type { FilingAnswer } from '../src/domain/filing-route.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { Contact, ReportDraft, ReportStep } from '../src/domain/report-draft.ts';
import type { FieldProblem } from '../src/domain/report-problems.ts';
import type { FirstResponseTarget } from '../src/domain/response-clock.ts';
import { impactAnswers, proposalOf, SEVERITY_LABELS } from '../src/domain/severity.ts';
import { behindSince } from '../src/domain/since.ts';
import { words, type Words } from '../src/locales/words.ts';
import { answerInShort } from './filing-answer.ts';
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { azureContact, azureFacts, consentInputs, consentsUnasked, roundTheClockInput, type AzureOffer } from './report-azure.ts';
import { reportFrame, stillNamedRemark } from './report-frame.ts';
import layout from './report-review.json' with { type: 'json' };
import { safe } from './safe-text.ts';
import { heldTarget, impactText, proposalText } from './severity-words.ts';

interface ReportReviewView {
  readonly draft: ReportDraft;
  readonly customer: Customer;
  readonly answer: FilingAnswer;
  readonly target: FirstResponseTarget;
  readonly topicName: string | undefined;
  /** Whom the texts name still, though the report is for another customer now. */
  readonly stillNamed?: Customer | undefined;
  /** For the route `azure-support`. */
  readonly azure?: AzureOffer | undefined;
  readonly problems: readonly FieldProblem[];
}

const render = cardLayout(layout);

/** Card 4: everything once more, edit any part (`report.edit`), submit (`report.submit`). For Azure inputs `roundTheClock` and those of the further consents. */
export function reportReviewCard(locale: Locale, view: ReportReviewView): AdaptiveCard {
  const t = words(locale);
  const { draft, answer } = view;
  const consents = consentInputs(t, view);
  const unasked = consentsUnasked(view);
  const frame = reportFrame(t, 'review', draft, view.problems);
  const section = (step: Exclude<ReportStep, 'review'>, heading: string, facts: readonly Fact[], texts: readonly string[] = []) => ({
    heading,
    edit: t(`report.review.edit.${step}`),
    data: { ...frame.draft, step },
    facts: facts.filter(({ value }) => value !== ''),
    texts: texts.filter((text) => text !== '').map((text) => ({ text })),
  });
  const reasons = draft.criterion === undefined ? [] : [section('health', t('report.review.reasons'), reasonFacts(t, draft))];
  return render(locale, {
    ...frame,
    title: t('report.review.title'),
    stillNamed: stillNamedRemark(t, view),
    sections: [
      section('subject', t('report.review.subject'), subjectFacts(t, view)),
      ...reasons,
      section('form', t('report.review.details'), detailFacts(t, locale, view), [safe(draft.description ?? '', LIMITS.paragraph, 'lines')]),
    ],
    consents:
      consents.length === 0
        ? []
        : [{ inputs: consents, unasked: unasked === 0 ? [] : [{ text: t('azure.moreConsents', { count: unasked }) }] }],
    roundTheClock: roundTheClockInput(t, view),
    ...answerInShort(t, answer),
    // What is agreed to by the press.
    sent: { ...frame.draft, shown: { route: answer.route, cost: answer.cost } },
    submit: t(answer.kind === 'hand-off' ? 'report.review.handOver' : 'report.review.submit'),
  });
}

interface Fact {
  readonly title: string;
  readonly value: string;
}

function subjectFacts(t: Words, { draft, customer }: ReportReviewView): readonly Fact[] {
  return [
    { title: t('fields.customer'), value: safe(customer.name, LIMITS.name) },
    { title: t('fields.product'), value: draft.product === undefined ? '' : t(`products.${draft.product}`) },
    { title: t('fields.nature'), value: draft.nature === undefined ? '' : t(`natures.${draft.nature}`) },
    { title: t('fields.category'), value: draft.category === undefined ? '' : t(`categories.${draft.category}`) },
  ];
}

function reasonFacts(t: Words, draft: ReportDraft): readonly Fact[] {
  return [
    { title: t('facts.criterion'), value: draft.criterion === undefined ? '' : t(`criteria.${draft.criterion}`) },
    { title: t('facts.tried'), value: safe(draft.tried ?? '', LIMITS.note) },
  ];
}

function detailFacts(t: Words, locale: Locale, view: ReportReviewView): readonly Fact[] {
  const { draft, target, topicName } = view;
  const answers = impactAnswers(draft);
  return [
    { title: t('facts.title'), value: safe(draft.title ?? '', LIMITS.title) },
    { title: t('facts.impact'), value: answers === undefined ? '' : impactText(t, answers) },
    { title: t('fields.severity'), value: severityText(t, draft) },
    { title: t('facts.severityReason'), value: safe(draft.severityReason ?? '', LIMITS.note) },
    { title: t('facts.target'), value: heldTarget(t, target) },
    { title: t('facts.since'), value: safe(behindSince(draft.since ?? ''), LIMITS.title) },
    { title: t('facts.peopleHit'), value: draft.peopleHit === undefined ? '' : String(draft.peopleHit) },
    { title: t('facts.topicId'), value: safe(topicName ?? '', LIMITS.line) },
    ...azureFacts(t, view),
    {
      title: t('facts.contact'),
      value: draft.contact === undefined ? '' : contactText(draft.contact, azureContact(t, locale, { ...view, problems: [] })?.text),
    },
    { title: t('similar.ownTicket.label'), value: safe(draft.ownTicket ?? '', LIMITS.name) },
    { title: t('facts.language'), value: draft.language === undefined ? '' : t(`locales.${draft.language}`) },
  ];
}

/** With its reason; where the person chose another one, what was proposed too (B54). */
function severityText(t: Words, draft: ReportDraft): string {
  const { severity } = draft;
  const proposed = proposalOf(draft);
  if (severity === undefined || proposed === undefined) return '';
  if (severity === proposed.severity) return proposalText(t, 'because', proposed);
  return t('impact.chosen', {
    severity: SEVERITY_LABELS[severity],
    proposed: SEVERITY_LABELS[proposed.severity],
    reason: t(`impact.reasons.${proposed.reason}`),
  });
}

/** Name, address, telephone and where it matters the place, in one line. */
function contactText({ givenName, surname, email, phone }: Contact, place: string | undefined): string {
  return safe([`${givenName} ${surname}`, email, phone ?? '', place ?? ''].filter((part) => part.trim() !== '').join(', '), LIMITS.impact);
}
