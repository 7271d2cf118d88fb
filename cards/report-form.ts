import type { Customer } from '../src/domain/customer.ts';
import type { FilingAnswer } from '../src/domain/filing-route.ts';
import { LOCALES, type Locale } from '../src/domain/locale.ts';
import type { Contact, ReportDraft } from '../src/domain/report-draft.ts';
import { asksForEscalation, type FieldProblem, type ReportField } from '../src/domain/report-problems.ts';
import { firstResponseTarget } from '../src/domain/response-clock.ts';
import { topicOf } from '../src/domain/topic-of.ts';
import type { ServiceRequest, SupportTopic } from '../src/domain/service-request.ts';
import { AFFECTED, asksImpact, proposalOf, SEVERITIES, YES_OR_NO, type Severity } from '../src/domain/severity.ts';
import { dayIn } from '../src/locales/formats.ts';
import { words, type Words } from '../src/locales/words.ts';
import { answerInShort, answerOnForm, inOneText, notesAt } from './filing-answer.ts';
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { azureContact, azureFields, azureObstacles, type AzureOffer } from './report-azure.ts';
import { labelsOf, reportFrame, stillNamedRemark } from './report-frame.ts';
import layout from './report-form.json' with { type: 'json' };
import { plain, safe } from './safe-text.ts';
import { similarBlock } from './similar-requests.ts';
import { clockText, proposalText, severityName, targetText } from './severity-words.ts';

export interface ReportFormView {
  readonly draft: ReportDraft;
  readonly customer: Customer;
  readonly answer: FilingAnswer;
  /** The contact to start from: the draft's, else the signed-in person's. */
  readonly contact: Contact;
  readonly topics: readonly SupportTopic[];
  /** Open requests that may be about the same; only where no card came before this one that could have shown them. */
  readonly similar: readonly ServiceRequest[];
  /** Whom the texts name still, though the report is for another customer now. */
  readonly stillNamed?: Customer | undefined;
  readonly timeZone: string;
  /** For the route `azure-support`. */
  readonly azure?: AzureOffer | undefined;
  readonly problems: readonly FieldProblem[];
}

const render = cardLayout(layout);

/** As much as the input takes: a person's own text is never cut. */
const DESCRIPTION_LENGTH = 8000;
/** Microsoft's published list has 14 of them (cloud-apis 3.5). */
const TOPICS_SHOWN = 20;
const SEVERITY_FIELDS: readonly ReportField[] = ['severity', 'severityReason'];
const CONTACT_FIELDS: readonly ReportField[] = [
  'contactGivenName',
  'contactSurname',
  'contactEmail',
  'contactPhone',
  'contactCountry',
  'contactTimeZone',
];
const IMPACT_FIELDS = ['affected', 'production', 'workaround', 'ongoing'] as const;
const LABELLED = [
  ...(['severity', 'severityReason', 'title', 'description', 'since', 'peopleHit', 'topicId', 'language', 'ownTicket'] as const),
  ...(['contactGivenName', 'contactSurname', 'contactEmail', 'contactPhone'] as const),
];
const REQUIRED: readonly ReportField[] = [
  ...(['title', 'description', 'topicId', 'language'] as const),
  ...(['contactGivenName', 'contactSurname', 'contactEmail'] as const),
];

/**
 * Card 3: the answer before the form, then the form. Inputs `affected`, `production`, `workaround` (of fraud `ongoing`), `severity`, `severityReason`, `title`, `description`, `since`, `peopleHit`,
 * `contactGivenName`, `contactSurname`, `contactEmail`, `contactPhone`, `language`, `topicId`, for Azure those of `report-azure.ts`. Every severity with its definition and first-response target.
 */
export function reportFormCard(locale: Locale, view: ReportFormView): AdaptiveCard {
  const t = words(locale);
  const { draft, answer, problems } = view;
  const needsTopic = answer.needsTopic && view.topics.length > 0;
  return render(locale, {
    ...reportFrame(t, 'form', draft, problems.filter(hasInput(view))),
    title: t('report.form.title'),
    customerText: t('words.customerInForce', { name: safe(view.customer.name, LIMITS.name) }),
    stillNamed: stillNamedRemark(t, view),
    // Of a technical matter the whole answer stood on the card before.
    ...(asksForEscalation(answer) ? answerInShort(t, answer) : answerOnForm(t, answer, draft)),
    notes: inOneText(asksForEscalation(answer) ? notesAt(t, answer, 'form') : notesAt(t, answer, 'answer', 'form')),
    ...similarBlock(t, locale, view),
    ...labelsOf(t, problems, LABELLED, REQUIRED),
    ...severityFields(t, locale, view),
    titleValue: own(draft.title, LIMITS.title),
    description: draft.description === undefined ? null : plain(draft.description, DESCRIPTION_LENGTH, 'lines'),
    since: own(draft.since, LIMITS.title),
    peopleHit: draft.peopleHit ?? null,
    needsTopic,
    topicsMissing: answer.needsTopic && !needsTopic,
    topicId: draft.topicId ?? topicOf(draft.nature, view.topics)?.id ?? null,
    topics: view.topics.slice(0, TOPICS_SHOWN).map(({ id, name }) => ({ title: plain(name, LIMITS.listedName), value: id })),
    ownTicket: own(draft.ownTicket, LIMITS.name),
    language: draft.language ?? locale,
    languages: LOCALES.map((value) => ({ title: t(`locales.${value}`), value })),
    azureObstacles: azureObstacles(t, locale, view),
    azure: azureFields(t, view),
    ...contactFields(t, locale, view),
  });
}

/** What cannot be chosen, since its list could not be read, is said once and with a way around it. */
function hasInput({ topics, azure }: ReportFormView): (problem: FieldProblem) => boolean {
  const hasNone: readonly ReportField[] = [
    ...(topics.length === 0 ? (['topicId'] as const) : []),
    ...(azure?.subscriptions.length === 0 ? (['azureSubscriptionId'] as const) : []),
  ];
  return ({ field }) => !hasNone.includes(field);
}

/** The answers propose the severity (B54); the severity itself is asked for only where it differs. */
function severityFields(t: Words, locale: Locale, { draft, problems }: ReportFormView) {
  const { severity, severityReason, nature = 'question' } = draft;
  const proposed = proposalOf(draft);
  // A draft of an earlier release has a severity that followed from another question: without the answers only one with a reason was chosen.
  const differs = severity !== undefined && (proposed === undefined ? severityReason !== undefined : severity !== proposed.severity);
  const shown = differs || touches(problems, SEVERITY_FIELDS);
  const targets = (each: Severity) => firstResponseTarget(nature, each, draft.language ?? locale);
  // Only break-fix has a target that depends on the severity (B60).
  const bySeverity = nature === 'break-fix';
  const withTarget = (text: string, each: Severity) => (bySeverity ? `${text} (${targetText(t, targets(each))})` : text);
  const source = t('targets.source', { date: dayIn(locale, targets('critical').date) });
  return {
    ...impactFields(t, draft, problems),
    proposalText:
      proposed === undefined
        ? t(nature === 'fraud' ? 'impact.willProposeOfFraud' : 'impact.willPropose')
        : proposalText(t, 'proposed', proposed),
    // What it does not promise stands in the notes (B58, B59).
    targetSource: `${clockText(t, nature)} ${source}`,
    severityFolded: !shown,
    severityShown: shown,
    severity: differs ? severity : null,
    severities: SEVERITIES.map((value) => ({
      title: withTarget(t('words.labelled', { label: severityName(t, value), text: t(`severities.${value}.definition`) }), value),
      value,
    })),
    severityReason: own(severityReason, 1000),
  };
}

/** Nothing is chosen beforehand: what nobody said would reach Microsoft as said. Of fraud one question says it all, and where the severity makes no difference nothing is asked (B60). */
function impactFields(t: Words, { nature, affected, production, workaround, ongoing }: ReportDraft, problems: readonly FieldProblem[]) {
  const labels = labelsOf(t, problems, IMPACT_FIELDS, IMPACT_FIELDS);
  const flag = (id: 'production' | 'workaround' | 'ongoing', answer: boolean | undefined) => ({
    id,
    label: labels[`${id}Label`],
    answer: yesOrNo(answer),
    choices: YES_OR_NO.map((value) => ({ title: t(`impact.choices.${id}.${value}`), value })),
  });
  if (nature !== undefined && !asksImpact(nature)) return { impactQuestions: [] };
  if (nature === 'fraud') return { impactQuestions: [flag('ongoing', ongoing)] };
  const who = {
    id: 'affected',
    label: labels.affectedLabel,
    answer: affected ?? null,
    choices: AFFECTED.map((value) => ({ title: t(`impact.choices.affected.${value}`), value })),
  };
  return { impactQuestions: [who, flag('production', production), flag('workaround', workaround)] };
}

function yesOrNo(answer: boolean | undefined): 'yes' | 'no' | null {
  if (answer === undefined) return null;
  return answer ? 'yes' : 'no';
}

/** Folded to one line while it is complete: it is the signed-in person nearly always. */
function contactFields(t: Words, locale: Locale, view: ReportFormView) {
  const { contact, problems } = view;
  const azure = azureContact(t, locale, view);
  const placed = azure === undefined || azure.country !== undefined;
  const complete = contact.givenName !== '' && contact.surname !== '' && contact.email !== '' && placed;
  const shown = !complete || touches(problems, CONTACT_FIELDS);
  const lines = [`${contact.givenName} ${contact.surname}`, contact.email, contact.phone ?? '', azure?.text ?? ''];
  return {
    contactFolded: !shown,
    contactShown: shown,
    contactLabel: t('facts.contact'),
    contactText: safe(lines.filter((line) => line.trim() !== '').join(', '), LIMITS.impact),
    contactGivenName: own(contact.givenName, 100),
    contactSurname: own(contact.surname, 100),
    contactEmail: own(contact.email, 254),
    contactPhone: own(contact.phone, 50),
    contactAzure: azure === undefined ? [] : [azure.inputs],
  };
}

function touches(problems: readonly FieldProblem[], fields: readonly ReportField[]): boolean {
  return problems.some(({ field }) => fields.includes(field));
}

function own(text: string | undefined, limit: number): string | null {
  return text === undefined || text === '' ? null : plain(text, limit);
}
