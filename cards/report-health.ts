import type { AzureTicket } from '../src/domain/azure-ticket.ts';
import type { Customer } from '../src/domain/customer.ts';
import type { FilingAnswer } from '../src/domain/filing-route.ts';
import type { Locale } from '../src/domain/locale.ts';
import { ESCALATION_CRITERIA } from '../src/domain/problem-category.ts';
import type { ReportDraft } from '../src/domain/report-draft.ts';
import type { FieldProblem } from '../src/domain/report-problems.ts';
import { isHealthDue } from '../src/domain/report-steps.ts';
import type { ServiceRequest } from '../src/domain/service-request.ts';
import { words } from '../src/locales/words.ts';
import { answerBlock, notesAt } from './filing-answer.ts';
import { LIMITS } from './limits.ts';
import { pagesLine } from './microsoft-pages.ts';
import { openIssuesBlock, type OpenIssuesView } from './open-issues.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { labelsOf, reportFrame } from './report-frame.ts';
import layout from './report-health.json' with { type: 'json' };
import { plain, safe } from './safe-text.ts';
import { elsewhereBlock } from './azure-elsewhere.ts';
import { similarBlock } from './similar-requests.ts';

interface ReportHealthView extends OpenIssuesView {
  readonly draft: ReportDraft;
  readonly customer: Customer;
  readonly answer: FilingAnswer;
  /** Open requests that may be about the same. */
  readonly similar: readonly ServiceRequest[];
  /** What is open at Azure for the customer and is none of our requests, the newest first. */
  readonly elsewhere?: readonly AzureTicket[] | undefined;
  readonly now: Date;
  readonly timeZone: string;
  readonly problems: readonly FieldProblem[];
}

const render = cardLayout(layout);

const ASKED = ['criterion', 'tried'] as const;

/** As much as the input takes: a person's own text is never cut. */
const TRIED_LENGTH = 4000;

/** Card 2: the answer before the form, then health (B19); "that is it" per issue (`report.linkIssue`), else inputs `criterion` and `tried` (B22, B24). */
export function reportHealthCard(locale: Locale, view: ReportHealthView): AdaptiveCard {
  const t = words(locale);
  const { draft, problems } = view;
  return render(locale, {
    ...reportFrame(t, 'health', draft, problems),
    title: t('report.health.title'),
    customerText: t('words.customerInForce', { name: safe(view.customer.name, LIMITS.name) }),
    about: aboutLine(draft),
    ...answerBlock(t, view.answer, draft),
    notes: notesAt(t, view.answer, 'answer'),
    // Seen before, too long ago to count.
    again: draft.healthSeenAt !== undefined && isHealthDue(draft, view, view.now) ? [{}] : [],
    ...openIssuesBlock(t, locale, view, view),
    // Of a case the experts know already: one of them reports it.
    experts: draft.caseId === undefined ? [{ data: { draftId: draft.id } }] : [],
    ...similarBlock(t, locale, view),
    elsewhere: elsewhereBlock(t, locale, view),
    // The criteria themselves are on a page of Microsoft's (B22).
    pages: pagesLine(t, ['escalate-problems', 'check-service-health']),
    ...labelsOf(t, problems, ASKED, ASKED),
    criterion: draft.criterion ?? null,
    criteria: ESCALATION_CRITERIA.map((value) => ({ title: t(`criteria.${value}`), value })),
    tried: draft.tried === undefined ? null : plain(draft.tried, TRIED_LENGTH, 'lines'),
  });
}

/** What the report is about, in its own words: who took it over has seen nothing else of it. */
function aboutLine({ title, description }: ReportDraft): readonly { readonly text: string }[] {
  const text = safe(title ?? description ?? '', LIMITS.title);
  return text === '' ? [] : [{ text }];
}
