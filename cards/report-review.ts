import type { Customer } from '../src/domain/customer.ts';
import type { FilingAnswer } from '../src/domain/filing-route.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { Contact, ReportDraft, ReportStep } from '../src/domain/report-draft.ts';
import type { FieldProblem } from '../src/domain/report-problems.ts';
import type { FirstResponseTarget } from '../src/domain/response-clock.ts';
import { behindSince } from '../src/domain/since.ts';
import { words, type Words } from '../src/locales/words.ts';
import { answerBlock, notesAt } from './filing-answer.ts';
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { reportFrame } from './report-frame.ts';
import layout from './report-review.json' with { type: 'json' };
import { safe } from './safe-text.ts';
import { honestTarget, severityName } from './severity-words.ts';

interface ReportReviewView {
  readonly draft: ReportDraft;
  readonly customer: Customer;
  readonly answer: FilingAnswer;
  readonly target: FirstResponseTarget;
  readonly topicName: string | undefined;
  readonly problems: readonly FieldProblem[];
}

const render = cardLayout(layout);

/** Card 4: everything once more, edit any part (`report.edit`), submit (`report.submit`). */
export function reportReviewCard(locale: Locale, view: ReportReviewView): AdaptiveCard {
  const t = words(locale);
  const { draft, answer } = view;
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
    sections: [
      section('subject', t('report.review.subject'), subjectFacts(t, view)),
      ...reasons,
      section('form', t('report.review.details'), detailFacts(t, view), [safe(draft.description ?? '', LIMITS.paragraph, 'lines')]),
    ],
    ...answerBlock(t, answer),
    notes: notesAt(t, answer, 'review'),
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

function detailFacts(t: Words, { draft, target, topicName }: ReportReviewView): readonly Fact[] {
  return [
    { title: t('facts.title'), value: safe(draft.title ?? '', LIMITS.title) },
    { title: t('facts.impact'), value: draft.impact === undefined ? '' : t(`impacts.${draft.impact}`) },
    { title: t('fields.severity'), value: draft.severity === undefined ? '' : severityName(t, draft.severity) },
    { title: t('facts.severityReason'), value: safe(draft.severityReason ?? '', LIMITS.note) },
    { title: t('facts.target'), value: honestTarget(t, target) },
    { title: t('facts.since'), value: safe(behindSince(draft.since ?? ''), LIMITS.title) },
    { title: t('facts.peopleHit'), value: draft.peopleHit === undefined ? '' : String(draft.peopleHit) },
    { title: t('facts.topicId'), value: safe(topicName ?? '', LIMITS.line) },
    { title: t('facts.contact'), value: draft.contact === undefined ? '' : contactText(draft.contact) },
    { title: t('facts.language'), value: draft.language === undefined ? '' : t(`locales.${draft.language}`) },
  ];
}

/** Name, address, telephone in one line. */
function contactText({ givenName, surname, email, phone }: Contact): string {
  return safe([`${givenName} ${surname}`, email, phone ?? ''].filter((part) => part.trim() !== '').join(', '), LIMITS.line);
}
