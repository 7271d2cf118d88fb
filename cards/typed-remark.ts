import type { Locale } from '../src/domain/locale.ts';
import type { ReportDraft } from '../src/domain/report-draft.ts';
import type { Added } from '../src/domain/report-typed.ts';
import { words, type Words } from '../src/locales/words.ts';
import { button, type Button } from './buttons.ts';
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { safe } from './safe-text.ts';
import layout from './typed-remark.json' with { type: 'json' };

/** What became of a text typed while a card of the report was due. */
export interface TypedRemark {
  readonly added?: Added | undefined;
  /** A text that answers nothing. */
  readonly unclear?: string | undefined;
  /** The report that was being written until the text began this one. */
  readonly kept?: ReportDraft | undefined;
}

const render = cardLayout(layout);

/** The card with what became of the typed text on top: what was added can be taken away again (`report.takeAway`), what was left can be gone on with. */
export function withTypedRemark(locale: Locale, card: AdaptiveCard, draft: ReportDraft, remark: TypedRemark): AdaptiveCard {
  const t = words(locale);
  const text = sentence(t, remark);
  if (text === undefined) return card;
  const buttons = buttonsOf(t, draft, remark);
  const { body } = render(locale, { text, hasButtons: buttons.length > 0, buttons });
  return { ...card, body: [...body, ...card.body] };
}

function buttonsOf(t: Words, { id: draftId, version }: ReportDraft, { added, kept }: TypedRemark): readonly Button[] {
  if (added !== undefined) {
    return [button(t('report.typed.takeAway'), 'report.takeAway', { draftId, version, field: added.field, length: added.text.length })];
  }
  return kept === undefined ? [] : [button(t('report.typed.goBack'), 'report.resume', { draftId: kept.id })];
}

function sentence(t: Words, { added, unclear, kept }: TypedRemark): string | undefined {
  if (added !== undefined) return t('report.typed.added', { field: t(`fields.${added.field}`), text: safe(added.text, LIMITS.line) });
  if (kept !== undefined) return t('report.typed.kept', { report: safe(kept.title ?? t('report.resume.untitled'), LIMITS.line) });
  return unclear === undefined ? undefined : t('report.typed.unclear', { text: safe(unclear, LIMITS.query) });
}
