import type { EscalationFields } from './escalation-form.ts';
import words from './facts/request-text.json' with { type: 'json' };
import { cut } from './report-answers.ts';
import type { ReportFields } from './report-draft.ts';
import { TEXT_LIMITS } from './report-problems.ts';
import { SEVERITY_LABELS, type Severity } from './severity.ts';
import { behindSince } from './since.ts';

/** What of a report, or of a request, an escalation begins with; what a case has no place for stands behind the description. */
export function escalationOf(written: ReportFields): EscalationFields {
  const { tenantId, product, impact, severity, severityReason, title, description, tried, language, since, peopleHit } = written;
  const say = words[language ?? 'en'];
  // Typed in one sentence they are in it already.
  const more = [
    since !== undefined && description?.includes(since) !== true ? `${say.since}: ${behindSince(since)}` : undefined,
    peopleHit !== undefined && description?.includes(String(peopleHit)) !== true ? `${say.peopleHit}: ${peopleHit}` : undefined,
  ];
  return { tenantId, product, impact, severity, severityReason, title, description: joined([description, ...more]), tried, language };
}

/** The description as the experts read it: with the reason why the severity is not the one that the impact suggests (B54). */
export function caseDescription({
  description,
  severity,
  severityReason,
  language,
}: {
  readonly description: string;
  readonly severity: Severity;
  readonly severityReason: string | undefined;
  readonly language: NonNullable<EscalationFields['language']>;
}): string {
  const label = `${words[language].severityReason} (${SEVERITY_LABELS[severity]})`;
  return joined([description, severityReason && `${label}: ${severityReason}`]) ?? description;
}

/** What is written into a case that is there already, by somebody with the same trouble. */
export function joiningNote({ title, description, tried, language }: EscalationFields): string | undefined {
  return joined([title === description ? undefined : title, description, tried && `${words[language ?? 'en'].tried}: ${tried}`]);
}

function joined(lines: readonly (string | undefined)[]): string | undefined {
  return cut(lines.filter(Boolean).join('\n'), TEXT_LIMITS.description) || undefined;
}
