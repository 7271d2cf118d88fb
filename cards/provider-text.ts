import type { Customer } from '../src/domain/customer.ts';
import { LOCALES, type Locale } from '../src/domain/locale.ts';
import { providerText } from '../src/domain/provider-text.ts';
import type { Contact, ReportDraft } from '../src/domain/report-draft.ts';
import { words } from '../src/locales/words.ts';
import { button } from './buttons.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import layout from './provider-text.json' with { type: 'json' };
import { plain } from './safe-text.ts';

/** Routes on which somebody outside of this chat files, for whom there is a text. */
export const TEXT_ROUTES = ['ask-provider', 'ask-admin-agent'] as const;
export type TextRoute = (typeof TEXT_ROUTES)[number];

interface ProviderTextView {
  readonly draft: ReportDraft;
  readonly customer: Customer;
  readonly contact: Contact;
  readonly route: TextRoute;
  readonly textLocale: Locale;
}

const render = cardLayout(layout);

/** Longer than any draft can be: what is to be pasted is never cut. */
const TEXT_LENGTH = 20_000;

/** A report as a text to send to whoever files it (B4, B5), in a language to choose. Actions `report.text`, `report.resume`, `escalate.begin`. */
export function providerTextCard(locale: Locale, view: ProviderTextView): AdaptiveCard {
  const t = words(locale);
  const { draft, customer, contact, route, textLocale } = view;
  const intro = words(textLocale)(`advice.text.${route}.intro`);
  const draftId = draft.id;
  return render(locale, {
    eyebrow: t('advice.text.eyebrow'),
    title: t(`advice.text.${route}.title`),
    label: t('advice.text.label', { language: t(`locales.${textLocale}`) }),
    text: plain(`${intro}\n\n${providerText(draft, customer, contact, textLocale)}`, TEXT_LENGTH, 'lines'),
    buttons: [
      ...LOCALES.filter((other) => other !== textLocale && (other === 'en' || other === locale)).map((other) =>
        button(t(`advice.text.in.${other}`), 'report.text', { draftId, version: draft.version, language: other }),
      ),
      ...(draft.caseId === undefined ? [button(t('escalate.ask'), 'escalate.begin', { draftId })] : []),
      button(t('advice.text.back'), 'report.resume', { draftId }),
    ],
  });
}
