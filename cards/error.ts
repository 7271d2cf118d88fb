import type { BackEnd, ErrorCode } from '../src/domain/errors.ts';
import type { Locale } from '../src/domain/locale.ts';
import { words } from '../src/locales/words.ts';
import layout from './error.json' with { type: 'json' };
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { safe } from './safe-text.ts';

export interface ErrorView {
  readonly code: ErrorCode;
  readonly backEnd: BackEnd | undefined;
  /** To quote; the log has it too. */
  readonly errorId: string;
  /** The back end's own id, for Microsoft's support. */
  readonly correlationId: string | undefined;
}

const render = cardLayout(layout);
const PASSING: ReadonlySet<ErrorCode> = new Set(['UNAVAILABLE', 'UNREACHABLE', 'TIMED_OUT']);

/** What happened, what it means, what to do next, and the id to quote. */
export function errorCard(locale: Locale, view: ErrorView): AdaptiveCard {
  const t = words(locale);
  const facts = [{ title: t('error.id'), value: safe(view.errorId, LIMITS.line) }];
  if (view.backEnd !== undefined) facts.push({ title: t('error.backEnd'), value: t(`backEnds.${view.backEnd}`) });
  if (view.correlationId !== undefined) facts.push({ title: t('error.microsoftId'), value: safe(view.correlationId, LIMITS.line) });
  // The sentences of the passing faults speak of Microsoft's services, and the database is ours.
  const kind = view.backEnd === 'database' && PASSING.has(view.code) ? 'DATABASE' : view.code;
  const what = t(`errors.${kind}.what`);
  return render(locale, { fallbackText: what, what, means: t(`errors.${kind}.means`), next: t(`errors.${kind}.next`), facts });
}
