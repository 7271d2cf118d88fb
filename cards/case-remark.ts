import type { SupportCase } from '../src/domain/support-case.ts';
import type { Words } from '../src/locales/words.ts';
import type { CaseRemark } from './case-data.ts';
import { LIMITS } from './limits.ts';
import { safe } from './safe-text.ts';

/** The remark above the card's state; what was refused is said with who was faster. */
export function remarkBlocks(t: Words, of: SupportCase, remark: CaseRemark | undefined) {
  if (remark === undefined) return [];
  if (remark === 'posting') return [{ style: 'accent', text: t('case.remarks.posting') }];
  return [{ style: 'warning', text: `⚠ ${remark === 'not-posted' ? t('case.remarks.not-posted') : refusalText(t, of, remark)}` }];
}

function refusalText(t: Words, { owner }: SupportCase, { refusal }: Exclude<CaseRemark, string>): string {
  if (owner !== undefined) return t(`case.refusals.${refusal}`, { owner: safe(owner.name, LIMITS.name) });
  // Whoever was faster has let go of it since.
  return t(refusal === 'taken' || refusal === 'not-owner' ? 'case.refusals.takenBy' : `case.refusals.${refusal}`);
}
