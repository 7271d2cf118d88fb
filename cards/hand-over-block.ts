import type { FilingAnswer } from '../src/domain/filing-route.ts';
import type { ReportDraft } from '../src/domain/report-draft.ts';
import type { Colleague } from '../src/domain/roles.ts';
import type { Words } from '../src/locales/words.ts';
import { LIMITS } from './limits.ts';
import { plain } from './safe-text.ts';

/**
 * Gives a report to a colleague who can file it: a button for each who was found, and a search by name. Part `hand-over`, action `report.handOver`
 * (input `colleague`). Nothing on other routes.
 */
export function handOverBlock(t: Words, draft: ReportDraft, { route }: Pick<FilingAnswer, 'route'>, colleagues: readonly Colleague[]) {
  if (route !== 'ask-admin-agent') return { handOver: [] };
  const data = { draftId: draft.id, version: draft.version };
  const named = colleagues.map(({ id, displayName }) => ({
    name: plain(displayName, LIMITS.listedName),
    data: { ...data, to: id },
  }));
  return {
    handOver: [
      {
        text: t(named.length === 0 ? 'advice.handOver.none' : 'advice.handOver.text'),
        people: named.length === 0 ? [] : [{ colleagues: named }],
        draft: data,
      },
    ],
  };
}
