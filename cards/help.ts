import type { CommandName } from '../src/domain/command.ts';
import type { Customer } from '../src/domain/customer.ts';
import type { Locale } from '../src/domain/locale.ts';
import { COMMAND_NAMES, NEEDS, whoMay, type Ability } from '../src/domain/permissions.ts';
import { anyOf } from '../src/locales/formats.ts';
import { words, type Words } from '../src/locales/words.ts';
import { commandButton } from './buttons.ts';
import layout from './help.json' with { type: 'json' };
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { safe } from './safe-text.ts';

interface HelpView {
  readonly scope: 'personal' | 'team';
  readonly abilities: readonly Ability[];
  readonly customer: Customer | undefined;
}

const render = cardLayout(layout);

/** The most useful first; as many of those that this person may use as a card has room for. */
const BUTTONS: readonly CommandName[] = ['report', 'health', 'escalate', 'cases', 'requests', 'customers', 'board', 'admin'];
const MOST_BUTTONS = 6;

/** What this person can do here: the commands with a line each, the most useful ones as buttons. What the role does not allow is said, with who may (B8). */
export function helpCard(locale: Locale, view: HelpView): AdaptiveCard {
  const t = words(locale);
  const isAllowed = (name: CommandName): boolean => {
    const needs = NEEDS[name];
    return needs === undefined || view.abilities.includes(needs);
  };
  const allowed = COMMAND_NAMES.filter(isAllowed);
  const refused = COMMAND_NAMES.filter((name) => !isAllowed(name));
  return render(locale, {
    eyebrow: t('help.eyebrow'),
    title: t(`help.${view.scope}`),
    intro: view.scope === 'team' ? t('help.inTeam') : t('help.example'),
    customerText:
      view.customer === undefined ? t('words.noCustomer') : t('words.customerInForce', { name: safe(view.customer.name, LIMITS.name) }),
    commands: allowed.map((name) => ({
      usage: safe(t(`commands.${name}.usage`), LIMITS.line),
      description: t(`commands.${name}.description`),
    })),
    hasRefused: refused.length > 0,
    refused: refused.map((name) => ({ text: refusal(t, locale, name, NEEDS[name]) })),
    buttons: BUTTONS.filter(isAllowed)
      .slice(0, MOST_BUTTONS)
      .map((name, index) => commandButton(t, name, {}, { style: index === 0 ? 'positive' : null })),
  });
}

function refusal(t: Words, locale: Locale, command: CommandName, needs: Ability | undefined): string {
  const roles = needs === undefined ? [] : whoMay(needs).map((role) => t(`roles.${role}`));
  return t('help.whoMay', { command: t(`commands.${command}.title`), roles: anyOf(locale, roles) });
}
