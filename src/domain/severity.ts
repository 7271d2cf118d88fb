import type { Nature } from './product.ts';

/** `critical`, `moderate`, `minimal` in code and storage; A, B and C for people (B54–B57, cloud-apis 7.1). */
export const SEVERITIES = ['critical', 'moderate', 'minimal'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const SEVERITY_LABELS: Readonly<Record<Severity, 'A' | 'B' | 'C'>> = { critical: 'A', moderate: 'B', minimal: 'C' };

/** The impact a person sees on the customer's business; the severity is proposed from it (B54). */
export const IMPACTS = ['stopped', 'impaired', 'little'] as const;
export type Impact = (typeof IMPACTS)[number];

/** Who cannot work (B54). */
export const AFFECTED = ['everybody', 'group', 'single', 'nobody'] as const;
export type Affected = (typeof AFFECTED)[number];

/** How the other two questions are answered on a card. */
export const YES_OR_NO = ['yes', 'no'] as const;

/** What a person says of the impact of an outage; the severity is proposed from all three (B54–B57). */
export interface OutageAnswers {
  readonly affected: Affected;
  /** Whether it is about production, not a test or trial. */
  readonly production: boolean;
  /** Whether people can go on working some other way. */
  readonly workaround: boolean;
}

/** What a person says of fraud, which stops nobody's work: whether the damage still grows (B23, B54). */
export interface FraudAnswer {
  readonly ongoing: boolean;
}

export type ImpactAnswers = OutageAnswers | FraudAnswer;

/** Why a severity is proposed. Its words are `impact.reasons.<reason>`. */
export const SEVERITY_REASONS = [
  'all-stopped',
  'all-with-workaround',
  'group-stopped',
  'group-with-workaround',
  'single',
  'not-production',
  'nobody',
  'fraud-ongoing',
  'fraud-over',
  'of-nature',
] as const;
export type SeverityReason = (typeof SEVERITY_REASONS)[number];

/** What the answers come to. */
export interface Proposal {
  readonly impact: Impact;
  readonly severity: Severity;
  readonly reason: SeverityReason;
}

const IMPACT_OF: Readonly<Record<SeverityReason, Impact>> = {
  'all-stopped': 'stopped', // B55
  'all-with-workaround': 'impaired', // B56
  'group-stopped': 'impaired',
  'group-with-workaround': 'little', // B57
  single: 'little',
  'not-production': 'little',
  nobody: 'little',
  // Money is being lost: the significant loss of B55, though everybody can work.
  'fraud-ongoing': 'stopped',
  'fraud-over': 'little',
  // Whatever the severity, the first response takes one business day (B60).
  'of-nature': 'little',
};

/** What the answers suggest, and why; a person may change the severity with a reason (B54). Worse answers never give a milder one. */
export function proposal(answers: ImpactAnswers): Proposal {
  const reason = reasonOf(answers);
  const impact = IMPACT_OF[reason];
  return { impact, severity: proposedSeverity(impact), reason };
}

/** Whether the severity of such a matter depends on anything that is asked. */
export function asksImpact(nature: Nature): boolean {
  return nature === 'break-fix' || nature === 'fraud';
}

/** What is proposed for a report as it stands; undefined until all is answered that its nature asks for. */
export function proposalOf(report: Parameters<typeof impactAnswers>[0]): Proposal | undefined {
  const { nature } = report;
  if (nature !== undefined && !asksImpact(nature)) {
    return { impact: IMPACT_OF['of-nature'], severity: proposedSeverity(IMPACT_OF['of-nature']), reason: 'of-nature' };
  }
  const answers = impactAnswers(report);
  return answers && proposal(answers);
}

/** The first that fits. */
function reasonOf(answers: ImpactAnswers): SeverityReason {
  if ('ongoing' in answers) return answers.ongoing ? 'fraud-ongoing' : 'fraud-over';
  const { affected, production, workaround } = answers;
  if (affected === 'nobody') return 'nobody';
  if (!production) return 'not-production';
  if (affected === 'single') return 'single';
  if (affected === 'group') return workaround ? 'group-with-workaround' : 'group-stopped';
  return workaround ? 'all-with-workaround' : 'all-stopped';
}

/** The answers of a report, once all are known that its nature asks for; undefined where it asks for none. */
export function impactAnswers({
  nature,
  affected,
  production,
  workaround,
  ongoing,
}: Unsure<OutageAnswers & FraudAnswer> & { readonly nature?: Nature | undefined }): ImpactAnswers | undefined {
  if (nature !== undefined && !asksImpact(nature)) return undefined;
  if (nature === 'fraud') return ongoing === undefined ? undefined : { ongoing };
  if (affected === undefined || production === undefined || workaround === undefined) return undefined;
  return { affected, production, workaround };
}

type Unsure<T> = { readonly [K in keyof T]?: T[K] | undefined };

const ANSWERS_FOR: Readonly<Record<Severity, OutageAnswers>> = {
  critical: { affected: 'everybody', production: true, workaround: false },
  moderate: { affected: 'group', production: true, workaround: false },
  minimal: { affected: 'single', production: true, workaround: true },
};

/** Answers to begin with where only the severity is known; the person sees and corrects them. They give this severity. */
export function answersFor(severity: Severity): OutageAnswers {
  return ANSWERS_FOR[severity];
}

const PROPOSED: Readonly<Record<Impact, Severity>> = { stopped: 'critical', impaired: 'moderate', little: 'minimal' };

/** What the impact suggests; a person may change it with a reason (B54). */
export function proposedSeverity(impact: Impact): Severity {
  return PROPOSED[impact];
}
