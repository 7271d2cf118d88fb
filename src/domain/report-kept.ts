import { consentInput, type ConsentWanted } from './azure-filing.ts';
import { applyAnswer, type Offered, type RawInputs } from './report-answers.ts';
import type { ReportFields, ReportStep } from './report-draft.ts';
import { REPORT_FIELDS, stepOf } from './report-problems.ts';

/**
 * Takes over what stands in a card that is left by another button than its answer, as far as it can be read: what cannot leaves its field as it was.
 * Nothing is remarked on, and the card does not count as answered.
 */
export function keepTyped(before: ReportFields, step: 'health' | 'form', raw: RawInputs, offered: Offered): ReportFields {
  if (!hasInputsOf(step, raw)) return before;
  const unread = applyAnswer(before, step, raw, offered).problems.filter(({ problem }) => problem !== 'too-long');
  const readable = Object.fromEntries(Object.entries(raw).filter(([id]) => !unread.some(({ field }) => field === id)));
  const { fields } = applyAnswer(before, step, readable, offered);
  // That nothing is to be filed is an answer, and ends the report (B22).
  const criterion = fields.criterion === 'none' ? before.criterion : fields.criterion;
  return { ...fields, criterion, healthSeenAt: before.healthSeenAt };
}

/** What the review of an Azure report asks, as it stands there: around the clock, and the further consents of the chosen problem. What came with no answer stays. */
export function keepReviewed(before: ReportFields, wanted: readonly ConsentWanted[], raw: RawInputs): ReportFields {
  const { roundTheClock } = raw;
  return keepConsents(typeof roundTheClock === 'string' ? { ...before, roundTheClock: roundTheClock === 'yes' } : before, wanted, raw);
}

function keepConsents(before: ReportFields, wanted: readonly ConsentWanted[], raw: RawInputs): ReportFields {
  const answered = wanted.filter(({ type }) => typeof raw[consentInput(type)] === 'string');
  if (answered.length === 0) return before;
  const others = (before.secondaryConsents ?? []).filter(({ type }) => !answered.some((one) => one.type === type));
  const given = answered.map(({ type }) => ({ type, given: raw[consentInput(type)] === 'yes' }));
  return { ...before, secondaryConsents: [...others, ...given] };
}

/** The card that the inputs are of, where the one that is due may have become another since it was shown. */
export function stepTyped(due: Exclude<ReportStep, 'subject'>, raw: RawInputs): Exclude<ReportStep, 'subject'> {
  if (due !== 'health' || hasInputsOf('health', raw)) return due;
  return hasInputsOf('form', raw) ? 'form' : 'review';
}

function hasInputsOf(step: ReportStep, raw: RawInputs): boolean {
  return REPORT_FIELDS.some((field) => field in raw && stepOf(field) === step);
}
