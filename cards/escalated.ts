import type { CaseProspect } from '../src/domain/case-prospect.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { SupportCase } from '../src/domain/support-case.ts';
import { words } from '../src/locales/words.ts';
import { button, commandButton } from './buttons.ts';
import { prospectText, setUpRoles } from './case-prospect.ts';
import layout from './escalated.json' with { type: 'json' };
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';

export interface EscalatedView {
  readonly case: SupportCase;
  /** `opened` by this press; `joined`: what was written went into a case that was there. */
  readonly how: 'opened' | 'joined';
  /** As it was opened; undefined: it was opened before. */
  readonly prospect: CaseProspect | undefined;
  readonly timeZone: string;
}

const render = cardLayout(layout);

/** What an escalation came to, in place of its form. The card that follows the case comes by itself. */
export function escalatedCard(locale: Locale, view: EscalatedView): AdaptiveCard {
  const t = words(locale);
  const { how, prospect, timeZone } = view;
  const { reference, title, customerName, tenantId, channelId } = view.case;
  const heading = t(`escalate.done.${how}`, { reference });
  const lines =
    how === 'joined'
      ? [t('escalate.done.joinedText')]
      : [
          channelId === undefined
            ? t('escalate.done.noChannel', { roles: setUpRoles(t, locale) })
            : prospect?.channel === undefined
              ? t('escalate.done.posted')
              : prospectText(t, locale, prospect, { timeZone }),
          t('escalate.done.follows'),
        ];
  return render(locale, {
    fallbackText: plain(heading, LIMITS.title),
    eyebrow: [t('escalate.form.eyebrow'), customerName && safe(customerName, LIMITS.name)].filter(Boolean).join(' · '),
    title: heading,
    lines: [safe(title, LIMITS.title), ...lines].map((text) => ({ text })),
    buttons: [
      button(t('escalate.similar.show', { reference }), 'command', { command: 'case', text: reference }),
      commandButton(t, 'cases', tenantId === undefined ? {} : { tenantId }),
    ],
  });
}
