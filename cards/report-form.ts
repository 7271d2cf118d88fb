import type { Customer } from '../src/domain/customer.ts';
import type { FilingAnswer } from '../src/domain/filing-route.ts';
import { LOCALES, type Locale } from '../src/domain/locale.ts';
import type { Contact, ReportDraft } from '../src/domain/report-draft.ts';
import type { FieldProblem, ReportField } from '../src/domain/report-problems.ts';
import { firstResponseTarget } from '../src/domain/response-clock.ts';
import type { SupportTopic } from '../src/domain/service-request.ts';
import { IMPACTS, proposedSeverity, SEVERITIES, SEVERITY_LABELS, type Severity } from '../src/domain/severity.ts';
import { dayIn } from '../src/locales/formats.ts';
import { words, type Words } from '../src/locales/words.ts';
import { answerBlock, notesAt } from './filing-answer.ts';
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { labelsOf, reportFrame } from './report-frame.ts';
import layout from './report-form.json' with { type: 'json' };
import { plain, safe } from './safe-text.ts';
import { severityName, targetText } from './severity-words.ts';

export interface ReportFormView {
  readonly draft: ReportDraft;
  readonly customer: Customer;
  readonly answer: FilingAnswer;
  /** The contact to start from: the draft's, else the signed-in person's. */
  readonly contact: Contact;
  readonly topics: readonly SupportTopic[];
  readonly problems: readonly FieldProblem[];
}

const render = cardLayout(layout);

/** As much as the input takes: a person's own text is never cut. */
const DESCRIPTION_LENGTH = 8000;
const TOPICS_SHOWN = 60;
const SEVERITY_FIELDS: readonly ReportField[] = ['severity', 'severityReason'];
const CONTACT_FIELDS: readonly ReportField[] = ['contactGivenName', 'contactSurname', 'contactEmail', 'contactPhone'];
const LABELLED = [
  ...(['impact', 'severity', 'severityReason', 'title', 'description', 'since', 'peopleHit', 'topicId', 'language'] as const),
  ...(['contactGivenName', 'contactSurname', 'contactEmail', 'contactPhone'] as const),
];

/**
 * Card 3: the answer before the form, then the form. Inputs `impact`, `severity`, `severityReason`, `title`, `description`, `since`, `peopleHit`,
 * `contactGivenName`, `contactSurname`, `contactEmail`, `contactPhone`, `language`, `topicId`. Every severity with its definition and first-response target.
 */
export function reportFormCard(locale: Locale, view: ReportFormView): AdaptiveCard {
  const t = words(locale);
  const { draft, answer, problems } = view;
  const needsTopic = answer.needsTopic && view.topics.length > 0;
  return render(locale, {
    ...reportFrame(t, 'form', draft, problems),
    title: t('report.form.title'),
    customerText: t('words.customerInForce', { name: safe(view.customer.name, LIMITS.name) }),
    ...answerBlock(t, answer),
    notes: notesAt(t, answer, 'form'),
    ...labelsOf(t, problems, LABELLED),
    ...severityFields(t, locale, view),
    titleValue: own(draft.title, LIMITS.title),
    description: draft.description === undefined ? null : plain(draft.description, DESCRIPTION_LENGTH, 'lines'),
    since: own(draft.since, LIMITS.title),
    peopleHit: draft.peopleHit ?? null,
    needsTopic,
    topicsMissing: answer.needsTopic && !needsTopic,
    topicId: draft.topicId ?? null,
    topics: view.topics.slice(0, TOPICS_SHOWN).map(({ id, name }) => ({ title: plain(name, LIMITS.line), value: id })),
    language: draft.language ?? locale,
    languages: LOCALES.map((value) => ({ title: t(`locales.${value}`), value })),
    ...contactFields(t, view),
  });
}

/** The impact proposes the severity (B54); the severity itself is asked for only where it differs. */
function severityFields(t: Words, locale: Locale, { draft, problems }: ReportFormView) {
  const { impact, severity, nature = 'question' } = draft;
  const differs = severity !== undefined && (impact === undefined || severity !== proposedSeverity(impact));
  const shown = differs || touches(problems, SEVERITY_FIELDS);
  const targets = (each: Severity) => firstResponseTarget(nature, each, draft.language ?? locale);
  // Only break-fix has a target that depends on the severity (B60).
  const bySeverity = nature === 'break-fix';
  const withTarget = (text: string, each: Severity) => (bySeverity ? `${text} (${targetText(t, targets(each))})` : text);
  const source = t('targets.source', { date: dayIn(locale, targets('critical').date) });
  return {
    impact: impact ?? null,
    impacts: IMPACTS.map((value) => {
      const proposed = proposedSeverity(value);
      return { title: withTarget(`${SEVERITY_LABELS[proposed]} · ${t(`impacts.${value}`)}`, proposed), value };
    }),
    targetSource: bySeverity ? source : `${t('targets.anySeverity', { target: targetText(t, targets('critical')) })} ${source}`,
    severityFolded: !shown,
    severityShown: shown,
    severity: differs ? severity : null,
    severities: SEVERITIES.map((value) => ({
      title: withTarget(t('words.labelled', { label: severityName(t, value), text: t(`severities.${value}.definition`) }), value),
      value,
    })),
    severityReason: own(draft.severityReason, 1000),
  };
}

/** Folded to one line while it is complete: it is the signed-in person nearly always. */
function contactFields(t: Words, { contact, problems }: ReportFormView) {
  const complete = contact.givenName !== '' && contact.surname !== '' && contact.email !== '';
  const shown = !complete || touches(problems, CONTACT_FIELDS);
  const lines = [`${contact.givenName} ${contact.surname}`, contact.email, contact.phone ?? ''].filter((line) => line.trim() !== '');
  return {
    contactFolded: !shown,
    contactShown: shown,
    contactLabel: t('facts.contact'),
    contactText: safe(lines.join(', '), LIMITS.line),
    contactGivenName: own(contact.givenName, 100),
    contactSurname: own(contact.surname, 100),
    contactEmail: own(contact.email, 254),
    contactPhone: own(contact.phone, 50),
  };
}

function touches(problems: readonly FieldProblem[], fields: readonly ReportField[]): boolean {
  return problems.some(({ field }) => fields.includes(field));
}

function own(text: string | undefined, limit: number): string | null {
  return text === undefined || text === '' ? null : plain(text, limit);
}
