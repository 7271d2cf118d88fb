import type { Customer } from '../src/domain/customer.ts';
import type { FilingAnswer } from '../src/domain/filing-route.ts';
import type { Locale } from '../src/domain/locale.ts';
import { ESCALATION_CRITERIA } from '../src/domain/problem-category.ts';
import type { ReportDraft } from '../src/domain/report-draft.ts';
import type { FieldProblem } from '../src/domain/report-problems.ts';
import type { HealthIssue } from '../src/domain/service-health.ts';
import type { ServiceRequest } from '../src/domain/service-request.ts';
import { ageIn, momentIn } from '../src/locales/formats.ts';
import { words, type Words } from '../src/locales/words.ts';
import { answerBlock, notesAt } from './filing-answer.ts';
import type { KnownHealth } from './health.ts';
import { issueBlock } from './health-words.ts';
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { labelsOf, reportFrame } from './report-frame.ts';
import layout from './report-health.json' with { type: 'json' };
import { plain, safe } from './safe-text.ts';
import { similarBlock } from './similar-requests.ts';

interface ReportHealthView extends KnownHealth {
  readonly draft: ReportDraft;
  readonly customer: Customer;
  readonly answer: FilingAnswer;
  /** Open issues of the product, best match first. */
  readonly issues: readonly HealthIssue[];
  /** Open requests that may be about the same. */
  readonly similar: readonly ServiceRequest[];
  readonly now: Date;
  readonly timeZone: string;
  readonly problems: readonly FieldProblem[];
}

const render = cardLayout(layout);

const ISSUES_SHOWN = 5;
/** Beside similar requests, which take their room. */
const ISSUES_BESIDE = 3;
/** As much as the input takes: a person's own text is never cut. */
const TRIED_LENGTH = 4000;

/** Card 2: the answer before the form, then health (B19); "that is it" per issue (`report.linkIssue`), else inputs `criterion` and `tried` (B22, B24). */
export function reportHealthCard(locale: Locale, view: ReportHealthView): AdaptiveCard {
  const t = words(locale);
  const { draft, issues, problems } = view;
  const frame = reportFrame(t, 'health', draft, problems);
  const shown = view.similar.length === 0 ? ISSUES_SHOWN : ISSUES_BESIDE;
  const hidden = issues.length - shown;
  return render(locale, {
    ...frame,
    title: t('report.health.title'),
    customerText: t('words.customerInForce', { name: safe(view.customer.name, LIMITS.name) }),
    ...answerBlock(t, locale, view.answer, draft),
    notes: notesAt(t, view.answer, 'answer'),
    ...summary(t, locale, view),
    // Of a case the experts know already: one of them reports it.
    experts: draft.caseId === undefined ? [{ data: { draftId: draft.id } }] : [],
    issues: issues.slice(0, shown).map((issue) => ({
      ...issueBlock(t, locale, view.timeZone, issue),
      tooltip: t('words.labelled', { label: t('report.health.thatIsIt'), text: plain(issue.id, LIMITS.line) }),
      data: { ...frame.draft, issueId: issue.id },
    })),
    more: hidden > 0 ? [{ text: t('words.more', { count: hidden }) }] : [],
    ...similarBlock(t, locale, view),
    ...labelsOf(t, problems, ['criterion', 'tried']),
    criterion: draft.criterion ?? null,
    criteria: ESCALATION_CRITERIA.map((value) => ({ title: t(`criteria.${value}`), value })),
    tried: draft.tried === undefined ? null : plain(draft.tried, TRIED_LENGTH, 'lines'),
  });
}

/** What is known, how old it is, and what is not known: a failure is never shown as good health. */
function summary(t: Words, locale: Locale, view: ReportHealthView) {
  const { snapshot, failure, issues, draft } = view;
  const product = draft.product === undefined ? '' : t(`products.${draft.product}`);
  // Neither a copy nor a failure: nobody was asked, since Microsoft tells the health of this product to nobody from outside.
  if (snapshot === undefined && failure === undefined) {
    return {
      summary: t('report.health.notSeen', { product }),
      summaryStyle: 'emphasis',
      summaryLines: [{ text: t('report.health.notSeenText') }],
    };
  }
  const known = snapshot === undefined ? t('health.notKnown') : t('report.health.none', { product });
  return {
    summary: issues.length > 0 ? t('report.health.open', { count: issues.length }) : known,
    summaryStyle: issues.length > 0 || failure !== undefined ? 'warning' : 'good',
    summaryLines: summaryLines(t, locale, view).map((text) => ({ text })),
  };
}

function summaryLines(t: Words, locale: Locale, { snapshot, failure, issues, now, timeZone }: ReportHealthView): readonly string[] {
  const lines = issues.length > 0 ? [t('report.health.thatIsItText')] : [];
  if (failure !== undefined) {
    const quote = t('words.quote', { id: safe(failure.errorId, LIMITS.line) });
    lines.push(t('words.labelled', { label: t('health.notAsked'), text: `${t(`errors.${failure.code}.what`)}. ${quote}` }));
  }
  if (snapshot === undefined) return [...lines, t('health.notKnownText')];
  const age = ageIn(locale, snapshot.fetchedAt, now);
  const moment = momentIn(locale, timeZone, snapshot.fetchedAt);
  return [...lines, failure === undefined ? t('words.updated', { age, moment }) : t('health.oldCopy', { age })];
}
