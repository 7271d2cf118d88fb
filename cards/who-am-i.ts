import type { Customer } from '../src/domain/customer.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { Ability } from '../src/domain/permissions.ts';
import type { Colleague, PartnerRole } from '../src/domain/roles.ts';
import { anyOf } from '../src/locales/formats.ts';
import { words } from '../src/locales/words.ts';
import { commandButton } from './buttons.ts';
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';
import layout from './who-am-i.json' with { type: 'json' };

interface WhoAmIView {
  readonly person: Colleague;
  readonly customer: Customer | undefined;
  readonly abilities: readonly { readonly ability: Ability; readonly may: boolean; readonly who: readonly PartnerRole[] }[];
}

const render = cardLayout(layout);

/** Who the bot takes the person for, and what that allows; for the rest, who may (B8). */
export function whoAmICard(locale: Locale, view: WhoAmIView): AdaptiveCard {
  const t = words(locale);
  const { person, customer } = view;
  const roles = person.roles.map((role) => t(`roles.${role}`)).join(', ');
  const facts = [{ title: t('whoAmI.roles'), value: roles || t('whoAmI.noRoles') }];
  if (person.email !== undefined) facts.push({ title: t('whoAmI.email'), value: safe(person.email, LIMITS.line) });
  facts.push({ title: t('fields.customer'), value: customer === undefined ? t('words.noCustomer') : safe(customer.name, LIMITS.name) });
  const may = view.abilities.filter((each) => each.may).map(({ ability }) => ({ text: t(`abilities.${ability}`) }));
  const mayNot = view.abilities
    .filter((each) => !each.may)
    .map(({ ability, who }) => ({
      text: t('whoAmI.whoMay', {
        ability: t(`abilities.${ability}`),
        roles: anyOf(
          locale,
          who.map((role) => t(`roles.${role}`)),
        ),
      }),
    }));
  return render(locale, {
    fallbackText: plain(person.displayName, LIMITS.name),
    eyebrow: t('whoAmI.eyebrow'),
    title: safe(person.displayName, LIMITS.name),
    facts,
    hasMay: may.length > 0,
    may,
    hasMayNot: mayNot.length > 0,
    mayNot,
    buttons: [commandButton(t, 'help'), commandButton(t, 'language')],
  });
}
