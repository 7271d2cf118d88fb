import { LOCALES, type Locale } from '../src/domain/locale.ts';
import { statementFor, type SupportStatement } from '../src/domain/support-statement.ts';
import { words } from '../src/locales/words.ts';
import { button } from './buttons.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { statementText } from './statement-text.ts';
import layout from './statement.json' with { type: 'json' };

interface StatementView {
  readonly statement: SupportStatement;
  /** Of the text, which is for customers. */
  readonly textLocale: Locale;
}

const render = cardLayout(layout);

/** How customers get support from this partner, ready to copy, and what of it is still to be written (B63–B65). Action `wording.statement`. */
export function statementCard(locale: Locale, { statement, textLocale }: StatementView): AdaptiveCard {
  const t = words(locale);
  const written = statementFor(statement, textLocale);
  return render(locale, {
    eyebrow: t('wording.statement.eyebrow'),
    title: t('wording.statement.title'),
    remarks:
      written === undefined
        ? [{ text: t('wording.statement.missing') }]
        : written.locale === textLocale
          ? []
          : [{ text: t('wording.statement.writtenIn', { language: t(`locales.${written.locale}`) }) }],
    label: t('wording.label', { language: t(`locales.${textLocale}`) }),
    text: statementText(textLocale, statement),
    buttons: LOCALES.filter((other) => other !== textLocale).map((other) =>
      button(t(`wording.in.${other}`), 'wording.statement', { language: other }),
    ),
  });
}
