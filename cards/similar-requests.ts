import type { Locale } from '../src/domain/locale.ts';
import type { ReportDraft } from '../src/domain/report-draft.ts';
import type { ServiceRequest } from '../src/domain/service-request.ts';
import { momentIn } from '../src/locales/formats.ts';
import type { Words } from '../src/locales/words.ts';
import { LIMITS } from './limits.ts';
import { stateBadge } from './request-state.ts';
import { safe } from './safe-text.ts';

export interface SimilarView {
  readonly draft: ReportDraft;
  /** Open requests that may be about the same, the likeliest first; few. */
  readonly similar: readonly ServiceRequest[];
  readonly timeZone: string;
}

/** Who reported the same already: the shared part `similar`. Actions `report.join` for each, `report.notSimilar`. Nothing where there is none. */
export function similarBlock(t: Words, locale: Locale, view: SimilarView) {
  const { draft, similar } = view;
  if (similar.length === 0) return { similar: [] };
  return {
    similar: [
      {
        heading: t('similar.title', { count: similar.length }),
        advice: t('similar.text'),
        requests: similarRows(t, locale, view),
        other: [{ data: { draftId: draft.id, version: draft.version } }],
      },
    ],
  };
}

export function similarRows(t: Words, locale: Locale, { draft, similar, timeZone }: SimilarView) {
  return similar.map((request) => similarRow(t, locale, timeZone, draft, request));
}

function similarRow(t: Words, locale: Locale, timeZone: string, draft: ReportDraft, request: ServiceRequest) {
  const { id, reference, personId, personName, createdAt, deskStatus } = request;
  const badge = stateBadge(t, request, deskStatus);
  return {
    title: safe(request.title, LIMITS.listedTitle),
    line: [`**${badge.text}**`, reference, safe(personName, LIMITS.listedName), momentIn(locale, timeZone, createdAt)].join(' · '),
    join: t(personId === draft.personId ? 'similar.open' : 'similar.join'),
    data: { draftId: draft.id, version: draft.version, requestId: id },
  };
}
