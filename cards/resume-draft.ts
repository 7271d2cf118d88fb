import type { Customer } from '../src/domain/customer.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { ReportDraft } from '../src/domain/report-draft.ts';
import { ageIn, momentIn } from '../src/locales/formats.ts';
import { words } from '../src/locales/words.ts';
import { button } from './buttons.ts';
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import layout from './resume-draft.json' with { type: 'json' };
import { safe } from './safe-text.ts';

interface ResumeDraftView {
  readonly draft: ReportDraft;
  readonly customer: Customer | undefined;
  readonly now: Date;
  readonly timeZone: string;
}

const render = cardLayout(layout);

/** A report was begun earlier: go on (`report.resume`) start anew (`report.restart`) or drop it (`report.cancel`). */
export function resumeDraftCard(locale: Locale, view: ResumeDraftView): AdaptiveCard {
  const t = words(locale);
  const { draft, customer } = view;
  const data = { draftId: draft.id };
  return render(locale, {
    eyebrow: t('report.resume.eyebrow'),
    title: t('report.resume.title'),
    facts: [
      { title: t('fields.customer'), value: customer === undefined ? t('words.noCustomer') : safe(customer.name, LIMITS.name) },
      { title: t('facts.title'), value: draft.title === undefined ? t('report.resume.untitled') : safe(draft.title, LIMITS.title) },
    ],
    text: t('report.resume.text', {
      age: ageIn(locale, draft.updatedAt, view.now),
      moment: momentIn(locale, view.timeZone, draft.updatedAt),
    }),
    buttons: [
      button(t('report.resume.resume'), 'report.resume', data, { style: 'positive' }),
      button(t('report.resume.restart'), 'report.restart', data),
      button(t('report.cancel'), 'report.cancel', { ...data, version: draft.version }),
    ],
  });
}
