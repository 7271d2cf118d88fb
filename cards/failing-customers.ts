import type { Customer } from '../src/domain/customer.ts';
import type { ErrorCode } from '../src/domain/errors.ts';
import { healthRemedyOf } from '../src/domain/health-remedy.ts';
import type { Locale } from '../src/domain/locale.ts';
import { ageIn, momentIn } from '../src/locales/formats.ts';
import { words, type Words } from '../src/locales/words.ts';
import { button, commandButton } from './buttons.ts';
import layout from './failing-customers.json' with { type: 'json' };
import { LIMITS } from './limits.ts';
import { pageButtons, pageRange, type PageShown } from './page-buttons.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';

interface Failing {
  readonly customer: Customer;
  readonly poll: {
    readonly failedSince: Date | undefined;
    readonly readAt: Date | undefined;
    readonly dueAt: Date;
    readonly failure:
      { readonly code: ErrorCode; readonly status: number | undefined; readonly vendorCode: string | undefined } | undefined;
  };
}

export interface FailingView extends PageShown {
  readonly customers: readonly Failing[];
  readonly now: Date;
  readonly timeZone: string;
}

const render = cardLayout(layout);

/** Customers whose health cannot be read: since when, why, what to do, and when it is tried again. */
export function failingCustomersCard(locale: Locale, view: FailingView): AdaptiveCard {
  const t = words(locale);
  return render(locale, {
    eyebrow: t('board.failing.eyebrow'),
    title: view.total === 0 ? t('board.failing.none') : t('board.failing.title', { count: view.total }),
    none: view.total === 0 ? [{ text: t('board.failing.noneText') }] : [],
    rows: view.customers.map((failing) => row(t, locale, view, failing)),
    range: pageRange(t, view),
    buttons: [
      ...pageButtons(t, 'board.failing', {}, view),
      button(t('words.refresh'), 'board.failing', { offset: view.offset }),
      commandButton(t, 'board'),
    ],
  });
}

function row(t: Words, locale: Locale, { now, timeZone }: FailingView, { customer, poll }: Failing) {
  const { failure, failedSince, readAt, dueAt } = poll;
  const remedy = healthRemedyOf({ code: failure?.code ?? 'INTERNAL', vendorCode: failure?.vendorCode });
  const told = t('board.failing.since', {
    moment: momentIn(locale, timeZone, failedSince ?? now),
    read: readAt === undefined ? t('board.failing.neverRead') : t('board.failing.lastRead', { age: ageIn(locale, readAt, now) }),
    // One that is due already is tried within the minute.
    next: momentIn(locale, timeZone, dueAt < now ? now : dueAt),
  });
  const code = failure?.vendorCode ?? failure?.status?.toString();
  return {
    name: safe(customer.name, LIMITS.listedName),
    means: t(`board.remedies.${remedy}.means`),
    next: t(`board.remedies.${remedy}.next`),
    meta: code === undefined ? told : `${told} · ${t('board.failing.code', { code: safe(code, LIMITS.listedName) })}`,
    tooltip: t('words.labelled', { label: t('commands.health.title'), text: plain(customer.name, LIMITS.listedName) }),
    data: { command: 'health', tenantId: customer.tenantId },
  };
}
