import type { AdminPortal } from '../src/domain/admin-portal.ts';
import type { Customer } from '../src/domain/customer.ts';
import type { Locale } from '../src/domain/locale.ts';
import { repairOf, REPAIRS_DATE, type RepairId } from '../src/domain/repair.ts';
import { dayIn } from '../src/locales/formats.ts';
import { repairSteps } from '../src/locales/repair-steps.ts';
import { words } from '../src/locales/words.ts';
import { button, commandButton } from './buttons.ts';
import { LIMITS } from './limits.ts';
import { serviceLabel } from './portal-words.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import layout from './repair.json' with { type: 'json' };
import { safe } from './safe-text.ts';

interface RepairView {
  readonly customer: Customer;
  readonly repair: RepairId;
  readonly portal: AdminPortal | undefined;
}

const render = cardLayout(layout);

/** The steps of one repair, with source and date (B62, B78), and what to do when they do not help (B20). */
export function repairCard(locale: Locale, view: RepairView): AdaptiveCard {
  const t = words(locale);
  const { customer, portal } = view;
  const { tenantId } = customer;
  const { service, category, source } = repairOf(view.repair);
  const title = t(`repairs.${view.repair}.title`);
  return render(locale, {
    fallbackText: title,
    eyebrow: t('words.customerInForce', { name: safe(customer.name, LIMITS.name) }),
    title,
    where: `${serviceLabel(locale, service)} · ${t(`categories.${category}`)}`,
    steps: repairSteps(locale, view.repair).map((text, index) => ({ text: `**${index + 1}** · ${text}` })),
    source: t('administer.source', { date: dayIn(locale, REPAIRS_DATE) }),
    links: [
      ...(portal === undefined ? [] : [{ title: t('administer.openPortal'), url: portal.url }]),
      { title: t('administer.sourcePage'), url: source },
    ],
    buttons: [
      button(t('words.back'), 'admin.service', { tenantId, service }),
      commandButton(t, 'health', { tenantId }),
      commandButton(t, 'report', { tenantId }),
    ],
  });
}
