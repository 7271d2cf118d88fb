import type { CaseRefusal, SupportCase } from '../src/domain/support-case.ts';

/** Which card of a case a button stands on: the living one of its channel, the requester's, or one that was asked for. */
export const CASE_CARDS = ['channel', 'requester', 'details'] as const;
export type CaseCardKind = (typeof CASE_CARDS)[number];

/** Why a press changed nothing, or what it set going; for the one who pressed. */
export type CaseRemark = { readonly refusal: CaseRefusal } | 'posting' | 'not-posted';

/** What every button of a case carries. */
export function caseData({ id, version }: SupportCase, on: CaseCardKind) {
  return { caseId: id, version, on };
}
export type CaseData = ReturnType<typeof caseData>;
