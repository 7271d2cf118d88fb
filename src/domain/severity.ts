/** `critical`, `moderate`, `minimal` in code and storage; A, B and C for people (B54–B57, cloud-apis 7.1). */
export const SEVERITIES = ['critical', 'moderate', 'minimal'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const SEVERITY_LABELS: Readonly<Record<Severity, 'A' | 'B' | 'C'>> = { critical: 'A', moderate: 'B', minimal: 'C' };

/** The impact a person sees on the customer's business; the severity is proposed from it (B54). */
export const IMPACTS = ['stopped', 'impaired', 'little'] as const;
export type Impact = (typeof IMPACTS)[number];

const PROPOSED: Readonly<Record<Impact, Severity>> = { stopped: 'critical', impaired: 'moderate', little: 'minimal' };

/** What the impact suggests; a person may change it with a reason (B54). */
export function proposedSeverity(impact: Impact): Severity {
  return PROPOSED[impact];
}
