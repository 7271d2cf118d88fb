import type { Locale } from '../src/domain/locale.ts';
import type { ReportDraft } from '../src/domain/report-draft.ts';
import type { HealthIssue } from '../src/domain/service-health.ts';
import type { PortalLink, ServiceRequest } from '../src/domain/service-request.ts';
import { ageIn, momentIn } from '../src/locales/formats.ts';
import type { Words } from '../src/locales/words.ts';
import type { KnownHealth } from './health.ts';
import { issueBlock } from './health-words.ts';
import { LIMITS } from './limits.ts';
import { plain, safe } from './safe-text.ts';

export interface OpenIssuesView extends KnownHealth {
  /** Open issues that may be the cause, best match first. */
  readonly issues: readonly HealthIssue[];
  /** Other open issues of the product: folded. */
  readonly others: readonly HealthIssue[];
  /** Where Azure tells its own health, for reports about Azure. */
  readonly azureHealth?: PortalLink | undefined;
}

interface Beside {
  readonly draft: ReportDraft;
  /** Open requests that may be about the same. */
  readonly similar: readonly ServiceRequest[];
  readonly now: Date;
  readonly timeZone: string;
}

const ISSUES_SHOWN = 5;
/** Beside similar requests, which take their room. */
const ISSUES_BESIDE = 3;

/** What Microsoft is working on already (B19): the shared part `open-issues`, "that is it" for each (`report.linkIssue`). Without a view nothing. */
export function openIssuesBlock(t: Words, locale: Locale, view: OpenIssuesView | undefined, beside: Beside) {
  if (view === undefined) return { healthKnown: [] };
  const { draft, similar, timeZone } = beside;
  const shown = similar.length === 0 ? ISSUES_SHOWN : ISSUES_BESIDE;
  const block = (issue: HealthIssue) => ({
    ...named(t, draft, issue, issueBlock(t, locale, timeZone, issue)),
    tooltip: t('words.labelled', { label: t('report.health.thatIsIt'), text: plain(issue.id, LIMITS.line) }),
    data: { draftId: draft.id, version: draft.version, issueId: issue.id },
  });
  const issues = view.issues.slice(0, shown);
  const others = view.others.slice(0, shown - issues.length);
  const hidden = view.issues.length + view.others.length - issues.length - others.length;
  const known = {
    ...summary(t, locale, view, beside),
    issues: issues.map(block),
    others: others.length === 0 ? [] : [{ show: t('report.health.others', { count: others.length }), issues: others.map(block) }],
    more: hidden > 0 ? [{ text: t('words.more', { count: hidden }) }] : [],
  };
  return { healthKnown: [known] };
}

/** Where health was looked at before: whether it is new, or there is news of it, since then. */
function named<Block extends { readonly issueTitle: string }>(
  t: Words,
  { healthSeenAt }: ReportDraft,
  { modifiedAt }: HealthIssue,
  block: Block,
): Block {
  const isNew = healthSeenAt !== undefined && modifiedAt > healthSeenAt;
  return isNew ? { ...block, issueTitle: `🆕 ${t('report.health.new')} · ${block.issueTitle}` } : block;
}

/** What is known, how old it is, and what is not known: a failure is never shown as good health. */
function summary(t: Words, locale: Locale, view: OpenIssuesView, { draft, now, timeZone }: Beside) {
  const { snapshot, failure, issues, others, azureHealth } = view;
  const product = draft.product === undefined ? '' : t(`products.${draft.product}`);
  // Neither a copy nor a failure: nobody was asked, since Microsoft tells the health of this product to nobody from outside.
  if (snapshot === undefined && failure === undefined) {
    return {
      summary: t('report.health.notSeen', { product }),
      style: 'emphasis',
      lines: [{ text: t('report.health.notSeenText') }],
      portals: azureHealth === undefined ? [] : [{ title: t('administer.azureHealth'), url: azureHealth.url }],
    };
  }
  const none = t(others.length === 0 ? 'report.health.none' : 'report.health.noneLikely', { product });
  const known = snapshot === undefined ? t('health.notKnown') : none;
  return {
    summary: issues.length > 0 ? t('report.health.open', { count: issues.length }) : known,
    style: issues.length > 0 || failure !== undefined ? 'warning' : 'good',
    lines: summaryLines(t, locale, view, now, timeZone).map((text) => ({ text })),
    portals: [],
  };
}

function summaryLines(
  t: Words,
  locale: Locale,
  { snapshot, failure, issues }: OpenIssuesView,
  now: Date,
  timeZone: string,
): readonly string[] {
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
