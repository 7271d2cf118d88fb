import type { Customer } from '../src/domain/customer.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { ReportDraft } from '../src/domain/report-draft.ts';
import { words, type Words } from '../src/locales/words.ts';
import { button, type Button } from './buttons.ts';
import layout from './handed-report.json' with { type: 'json' };
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';

export interface HandedReportView {
  readonly draft: ReportDraft;
  readonly customer: Customer | undefined;
  /** `offered`: a colleague hands it over; `back`: a colleague could not take it; `taken`: a colleague has, `taken-bare`: of which no more may be told. */
  readonly occasion: 'offered' | 'back' | 'taken' | 'taken-bare';
  /** The colleague's name. */
  readonly by: string;
}

const render = cardLayout(layout);

/** A report that changed hands, in the chat of whoever has it now: to go on with it (`report.resume`), or to give it back (`report.handBack`); or of whoever had it. */
export function handedReportCard(locale: Locale, view: HandedReportView): AdaptiveCard {
  const t = words(locale);
  const { draft, customer, occasion, by } = view;
  const { eyebrow, title, text } = sentences(t, occasion, by, safe);
  return render(locale, {
    fallbackText: `${sentences(t, occasion, by, plain).title}.`,
    eyebrow,
    title,
    text,
    facts: occasion === 'taken-bare' ? [] : facts(t, draft, customer),
    buttons: buttons(t, view),
  });
}

function facts(t: Words, { product, title, description, tried }: ReportDraft, customer: Customer | undefined) {
  const said = [
    { title: t('fields.description'), text: description },
    { title: t('facts.tried'), text: tried },
  ];
  return [
    { title: t('fields.customer'), value: customer === undefined ? t('words.noCustomer') : safe(customer.name, LIMITS.name) },
    { title: t('fields.product'), value: product === undefined ? t('advice.handed.untold') : t(`products.${product}`) },
    { title: t('facts.title'), value: title === undefined ? t('report.resume.untitled') : safe(title, LIMITS.title) },
    ...said.flatMap(({ title: label, text }) => (text === undefined ? [] : [{ title: label, value: safe(text, LIMITS.paragraph) }])),
  ];
}

function sentences(t: Words, occasion: HandedReportView['occasion'], by: string, shown: typeof safe) {
  const name = shown(by, LIMITS.name);
  switch (occasion) {
    case 'offered':
      return {
        eyebrow: t('advice.handed.eyebrow'),
        title: t('advice.handed.title', { giver: name }),
        text: t('advice.handed.text', { giver: name }),
      };
    case 'back':
      return { eyebrow: t('advice.back.eyebrow'), title: t('advice.back.title', { colleague: name }), text: t('advice.back.text') };
    case 'taken':
    case 'taken-bare':
      return { eyebrow: t('advice.taken.eyebrow'), title: t('advice.taken.title', { colleague: name }), text: t('advice.taken.text') };
  }
}

function buttons(t: Words, { draft, occasion }: HandedReportView): readonly Button[] {
  if (occasion === 'taken' || occasion === 'taken-bare') return [];
  const data = { draftId: draft.id };
  if (occasion === 'back') return [button(t('advice.back.goOn'), 'report.resume', data, { style: 'positive' })];
  return [
    button(t('advice.handed.take'), 'report.resume', data, { style: 'positive' }),
    button(t('advice.handed.notNow'), 'report.handBack', data),
  ];
}
