import type { FilingAnswer } from '../src/domain/filing-route.ts';
import type { ReportDraft } from '../src/domain/report-draft.ts';
import type { AbleColleague } from '../src/domain/roles.ts';
import type { Words } from '../src/locales/words.ts';
import { LIMITS } from './limits.ts';
import { plain } from './safe-text.ts';

/** As much as the input takes: a person's own text is never cut. */
const TRIED_LENGTH = 4000;

/**
 * Gives a report to a colleague who can file it: a button for each who was found, whoever is on call marked, and a search by name. Part `hand-over`, action `report.handOver`
 * (inputs `colleague`, `tried`). Nothing on other routes.
 */
export function handOverBlock(t: Words, draft: ReportDraft, { route }: Pick<FilingAnswer, 'route'>, colleagues: readonly AbleColleague[]) {
  if (route !== 'ask-admin-agent') return { handOver: [] };
  const data = { draftId: draft.id, version: draft.version };
  const named = colleagues.map(({ id, displayName, onCall }) => ({
    name: onCall ? t('advice.handOver.onCall', { name: plain(displayName, LIMITS.listedName) }) : plain(displayName, LIMITS.listedName),
    data: { ...data, to: id },
  }));
  return {
    handOver: [
      {
        text: t(named.length === 0 ? 'advice.handOver.none' : 'advice.handOver.text'),
        people: named.length === 0 ? [] : [{ colleagues: named }],
        note: draft.tried === undefined ? null : plain(draft.tried, TRIED_LENGTH, 'lines'),
        draft: data,
      },
    ],
  };
}
