import type { CaseProspect } from '../src/domain/case-prospect.ts';
import type { Customer } from '../src/domain/customer.ts';
import type { EscalationFields } from '../src/domain/escalation-form.ts';
import { LOCALES, type Locale } from '../src/domain/locale.ts';
import { PRODUCTS } from '../src/domain/product.ts';
import type { FieldProblem, ReportField } from '../src/domain/report-problems.ts';
import { IMPACTS, proposedSeverity, SEVERITIES, SEVERITY_LABELS } from '../src/domain/severity.ts';
import type { SupportCase } from '../src/domain/support-case.ts';
import { words, type Words } from '../src/locales/words.ts';
import { button } from './buttons.ts';
import { prospectLines } from './case-prospect.ts';
import layout from './escalate-form.json' with { type: 'json' };
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { labelsOf, problemBlock } from './report-frame.ts';
import { customerChoices } from './report-subject.ts';
import { plain, safe } from './safe-text.ts';
import { severityName } from './severity-words.ts';

/** What an escalation is about besides its fields; goes with every press of the form. */
export interface EscalationAbout {
  /** Of the case to be: however often it is pressed, it becomes one. */
  readonly caseId: string;
  readonly request: { readonly id: string; readonly reference: string } | undefined;
  readonly issueId: string | undefined;
}

export interface EscalateFormView {
  readonly about: EscalationAbout;
  readonly fields: EscalationFields;
  readonly customer: Customer | undefined;
  /** It was not named, only in force: it is shown to be confirmed. */
  readonly confirmCustomer: boolean;
  /** Customers to begin the choice with. */
  readonly offered: readonly Customer[];
  /** Where it will go; undefined: not known before it is said what it is about. */
  readonly prospects: readonly CaseProspect[] | undefined;
  /** Open cases of the same matter: one of them may be joined instead. */
  readonly similar: readonly SupportCase[];
  readonly problems: readonly FieldProblem[];
  readonly now: Date;
  readonly timeZone: string;
}

const render = cardLayout(layout);

/** As much as the inputs take: a person's own text is never cut. */
const DESCRIPTION_LENGTH = 8000;
const TRIED_LENGTH = 4000;
const REASON_LENGTH = 1000;
const SIMILAR_SHOWN = 3;

/** The parts of the form, each with the inputs it has. What is known is folded to a line. */
const PARTS = {
  who: ['customer', 'product'],
  what: ['title', 'description'],
  tried: ['tried'],
  impact: ['impact', 'severity', 'severityReason'],
  language: ['language'],
} as const satisfies Readonly<Record<string, readonly ReportField[]>>;
type Part = keyof typeof PARTS;
const PART_NAMES = Object.keys(PARTS) as Part[];

/**
 * Asks for what an escalation still lacks, and says before the press where it goes and who is called. Actions `escalate.submit` and `escalate.join` with
 * inputs `customer`, `product`, `title`, `description`, `tried`, `impact`, `severity`, `severityReason`, `language`; `escalate.drop`.
 */
export function escalateFormCard(locale: Locale, view: EscalateFormView): AdaptiveCard {
  const t = words(locale);
  const { about, fields, customer, problems } = view;
  const form = {
    caseId: about.caseId,
    ...(about.request && { requestId: about.request.id }),
    ...(about.issueId && { issueId: about.issueId }),
  };
  const folded = PART_NAMES.filter((part) => isFolded(part, view));
  const isShown = (part: Part): boolean => !folded.includes(part);
  return render(locale, {
    eyebrow: [t('escalate.form.eyebrow'), about.request?.reference, about.issueId && safe(about.issueId, LIMITS.name)]
      .filter(Boolean)
      .join(' · '),
    title: t('escalate.form.title'),
    ...problemBlock(t, problems),
    similar: similarBlock(t, view, form),
    prospect: prospectLines(t, locale, view.prospects, view).map((text) => ({ text })),
    known: folded.length === 0 ? [] : [{ facts: facts(t, view, folded), folded: folded.map((part) => `${part}Inputs`) }],
    ...labelsOf(t, problems, Object.values(PARTS).flat()),
    whoShown: isShown('who'),
    customer: customer?.tenantId ?? null,
    customers: customerChoices(customer, view.offered),
    product: fields.product ?? null,
    products: PRODUCTS.map((value) => ({ title: t(`products.${value}`), value })),
    whatShown: isShown('what'),
    titleValue: own(fields.title, LIMITS.title),
    description: own(fields.description, DESCRIPTION_LENGTH),
    triedShown: isShown('tried'),
    tried: own(fields.tried, TRIED_LENGTH),
    impactShown: isShown('impact'),
    ...severityFields(t, view),
    languageShown: isShown('language'),
    language: fields.language ?? locale,
    languages: LOCALES.map((value) => ({ title: t(`locales.${value}`), value })),
    submit: t(view.similar.length > 0 ? 'escalate.form.anyway' : 'escalate.form.submit'),
    answer: { ...form, ...(view.similar.length > 0 && { anyway: true }) },
    form,
  });
}

/** Known, and not to be looked at again. */
function isFolded(part: Part, { about, fields, customer, confirmCustomer, problems }: EscalateFormView): boolean {
  if (problems.some(({ field }) => PARTS[part].some((one) => one === field))) return false;
  switch (part) {
    case 'who':
      return fields.product !== undefined && (customer !== undefined ? !confirmCustomer : about.issueId !== undefined);
    case 'what':
      return fields.description !== undefined;
    case 'tried':
      return fields.tried !== undefined;
    case 'impact':
      return fields.impact !== undefined;
    case 'language':
      return true;
  }
}

function facts(t: Words, { fields, customer }: EscalateFormView, folded: readonly Part[]) {
  const { product, title, description, tried, severity, impact, language } = fields;
  const grave = severity ?? (impact && proposedSeverity(impact));
  const lines: readonly (readonly [Part, string, string | undefined])[] = [
    ['who', t('fields.customer'), customer && safe(customer.name, LIMITS.name)],
    ['who', t('fields.product'), product && t(`products.${product}`)],
    ['what', t('escalate.form.what'), safe(title ?? description ?? '', LIMITS.title)],
    ['what', t('fields.description'), description === title ? undefined : description && safe(description, LIMITS.impact)],
    ['tried', t('escalate.form.tried'), tried && safe(tried, LIMITS.impact)],
    ['impact', t('fields.severity'), grave && severityName(t, grave)],
    ['language', t('fields.language'), language && t(`locales.${language}`)],
  ];
  return lines.flatMap(([part, label, value]) => (value === undefined || !folded.includes(part) ? [] : [{ title: label, value }]));
}

/** The impact proposes the severity (B54); the severity itself is asked for only where it differs. */
function severityFields(t: Words, { fields, problems }: EscalateFormView) {
  const { impact, severity, severityReason } = fields;
  const differs = severity !== undefined && (impact === undefined || severity !== proposedSeverity(impact));
  const shown = differs || problems.some(({ field }) => field === 'severity' || field === 'severityReason');
  return {
    impact: impact ?? null,
    impacts: IMPACTS.map((value) => ({ title: `${SEVERITY_LABELS[proposedSeverity(value)]} · ${t(`impacts.${value}`)}`, value })),
    severityFolded: !shown,
    severityShown: shown,
    severity: differs ? severity : null,
    severities: SEVERITIES.map((value) => ({
      title: t('words.labelled', { label: severityName(t, value), text: t(`severities.${value}.definition`) }),
      value,
    })),
    severityReason: own(severityReason, REASON_LENGTH),
  };
}

function similarBlock(t: Words, { similar }: EscalateFormView, form: Readonly<Record<string, string>>) {
  if (similar.length === 0) return [];
  const cases = similar.slice(0, SIMILAR_SHOWN).map(({ id, reference, title, owner, state }) => ({
    line: [
      `**${reference}**`,
      safe(title, LIMITS.listedTitle),
      owner === undefined ? t(`escalate.similar.open`) : t('escalate.similar.owner', { person: safe(owner.name, LIMITS.listedName) }),
      ...(state === 'waiting' ? [t('escalate.similar.waiting')] : []),
    ].join(' · '),
    join: t('escalate.similar.join', { reference }),
    data: { ...form, joinId: id },
    buttons: [button(t('escalate.similar.show', { reference }), 'command', { command: 'case', text: reference })],
  }));
  return [{ similarTitle: t('escalate.similar.title', { count: similar.length }), cases }];
}

function own(text: string | undefined, limit: number): string | null {
  return text === undefined || text === '' ? null : plain(text, limit, 'lines');
}
