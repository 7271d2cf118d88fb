import type { AdminPortal } from '../src/domain/admin-portal.ts';
import { ADMIN_SERVICES } from '../src/domain/admin-service.ts';
import { isOwnTenant, type Customer } from '../src/domain/customer.ts';
import type { ErrorCode } from '../src/domain/errors.ts';
import type { Locale } from '../src/domain/locale.ts';
import { isHealthy } from '../src/domain/service-health.ts';
import { ageIn, dayIn, momentIn } from '../src/locales/formats.ts';
import { words, type Words } from '../src/locales/words.ts';
import layout from './administer.json' with { type: 'json' };
import { button, commandButton } from './buttons.ts';
import type { KnownHealth } from './health.ts';
import { LIMITS } from './limits.ts';
import { portalLabel, portalSource } from './portal-words.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';

interface AdministerView {
  readonly customer: Customer;
  /** Most used first. */
  readonly portals: readonly AdminPortal[];
  /** When Microsoft listed its ones; undefined: it did not. */
  readonly readAt: Date | undefined;
  /** Why Microsoft could not be asked just now. */
  readonly failure: { readonly code: ErrorCode; readonly errorId: string } | undefined;
  readonly templateDate: string;
  readonly health: KnownHealth;
  /** What was asked for and is no service we know. */
  readonly unknownService: string | undefined;
  readonly now: Date;
  readonly timeZone: string;
}

const render = cardLayout(layout);

const FIRST = 6;
const SHOWN = 10;

/**
 * The portals of a customer, the health first (B19). Actions `admin.service` (input `service`), `admin.withoutRights`, `publisher.find`, links.
 */
export function administerCard(locale: Locale, view: AdministerView): AdaptiveCard {
  const t = words(locale);
  const { customer, portals } = view;
  const { tenantId } = customer;
  const rows = portals.slice(0, SHOWN).map((portal) => row(locale, portal));
  const folded = rows.length - FIRST;
  return render(locale, {
    fallbackText: t('words.labelled', { label: t('administer.eyebrow'), text: plain(customer.name, LIMITS.name) }),
    eyebrow: t('administer.eyebrow'),
    title: safe(customer.name, LIMITS.name),
    ...healthLine(t, locale, view),
    remarks: remarks(t, view),
    first: rows.slice(0, FIRST),
    hasMore: folded > 0,
    moreTitle: t('administer.more', { count: Math.max(folded, 0) }),
    showMore: false,
    more: rows.slice(FIRST),
    hidden: portals.length > SHOWN ? [{ text: t('administer.hidden', { count: portals.length - SHOWN }) }] : [],
    services: ADMIN_SERVICES.map((service) => ({ title: t(`administer.services.${service}`), value: service })),
    data: { tenantId },
    footnotes: footnotes(t, locale, view).map((text) => ({ text })),
    buttons: [
      commandButton(t, 'health', { tenantId }, { style: troubledCount(view.health) > 0 ? 'positive' : null }),
      commandButton(t, 'report', { tenantId }),
      ...(isOwnTenant(customer) ? [] : [button(t('administer.withoutRights.button'), 'admin.withoutRights', { tenantId })]),
      button(t('administer.publisher.button'), 'publisher.find', {}),
      button(t('words.changeCustomer'), 'command', { command: 'customers' }, { mode: 'secondary' }),
    ],
  });
}

/** One line of what is known of the customer's health, before anything is searched for; what could not be read anew is never "well". */
function healthLine(t: Words, locale: Locale, { health, now, timeZone }: AdministerView) {
  const { snapshot, failure } = health;
  if (snapshot === undefined) return { healthStyle: 'default', healthText: t('health.notKnown'), healthAge: [] };
  const troubled = troubledCount(health);
  const counted = troubled > 0 ? t('health.trouble', { count: troubled }) : t('health.allWell', { count: snapshot.overviews.length });
  const summary = failure === undefined ? counted : t('health.lastKnown', { summary: counted });
  const mark = troubled > 0 ? '⚠ ' : failure === undefined ? '✓ ' : '';
  const age = { age: ageIn(locale, snapshot.fetchedAt, now), moment: momentIn(locale, timeZone, snapshot.fetchedAt) };
  return {
    healthStyle: troubled > 0 ? 'warning' : 'default',
    healthText: snapshot.overviews.length === 0 ? t('health.noServices') : `${mark}${summary}`,
    healthAge: [{ text: t('words.updated', age) }],
  };
}

function troubledCount({ snapshot }: KnownHealth): number {
  return (snapshot?.overviews ?? []).filter(({ status, issues }) => !isHealthy(status) || issues.length > 0).length;
}

function remarks(t: Words, { unknownService, portals }: AdministerView) {
  const texts = [
    ...(unknownService === undefined ? [] : [t('administer.unknownService', { service: safe(unknownService, LIMITS.query) })]),
    ...(portals.length === 0 ? [t('administer.none')] : []),
  ];
  return texts.map((text) => ({ text }));
}

function row(locale: Locale, portal: AdminPortal) {
  return {
    label: `${portalLabel(locale, portal, safe)} · ${portalSource(locale, portal)}`,
    tooltip: words(locale)('words.openPortal', { portal: portalLabel(locale, portal, plain) }),
    url: portal.url,
  };
}

/** Where the links come from (B78), and when they work. */
function footnotes(t: Words, locale: Locale, { portals, readAt, failure, now, customer, templateDate }: AdministerView): readonly string[] {
  const tableDate = t('administer.tableDate', { date: dayIn(locale, templateDate) });
  if (isOwnTenant(customer)) return [t('administer.ownTenant'), tableDate];
  const isListed = readAt !== undefined && portals.some(({ source }) => source !== 'template');
  const origin = isListed
    ? t('administer.listedAge', { age: ageIn(locale, readAt, now) })
    : failure === undefined
      ? t('administer.notListed')
      : '';
  return [
    ...(failure === undefined
      ? []
      : [
          t('administer.notAsked', { what: t(`errors.${failure.code}.what`) }),
          t('words.quote', { id: safe(failure.errorId, LIMITS.line) }),
        ]),
    `${origin} ${tableDate}`.trim(),
    t('administer.signIn'),
  ];
}
