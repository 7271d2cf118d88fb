import type { Locale } from '../src/domain/locale.ts';
import type { Outlook } from '../src/domain/watch-outlook.ts';
import type { Silence, Watch, WatchPlace } from '../src/domain/watch.ts';
import { momentIn } from '../src/locales/formats.ts';
import type { Words } from '../src/locales/words.ts';
import { LIMITS } from './limits.ts';
import { plain, safe } from './safe-text.ts';

/** A watch as its reader may see it. */
export interface ShownWatch extends Omit<Watch, 'customers'> {
  readonly customers:
    | { readonly kind: 'all' }
    | { readonly kind: 'tag'; readonly tag: string }
    /** The first by name, all in the reader's view, and how many are not. */
    | { readonly kind: 'list'; readonly names: readonly string[]; readonly total: number; readonly hidden: number };
}

/** A silence as its reader may see it. `customer`: undefined where it is about all of them. */
export interface ShownSilence extends Pick<Silence, 'id' | 'service' | 'until' | 'personName'> {
  readonly customer: { readonly name: string } | 'hidden' | undefined;
}

const NAMES_SHOWN = 3;
const SERVICES_SHOWN = 2;
/** Letters of a name, several of which stand in one line. */
const SHORT_NAME = 30;

/** Whose issues: "All customers", "Contoso, Fabrikam … and 3 more". */
export function customersText(t: Words, { customers }: Pick<ShownWatch, 'customers'>, shown: typeof safe = safe): string {
  switch (customers.kind) {
    case 'all':
      return t('watches.customers.all');
    case 'tag':
      return t('watches.customers.tag', { tag: shown(`#${customers.tag}`, SHORT_NAME) });
    case 'list': {
      const names = customers.names.slice(0, NAMES_SHOWN);
      const left = customers.total - customers.hidden - names.length;
      const known = [names.map((name) => shown(name, SHORT_NAME)).join(', '), left > 0 ? t('words.more', { count: left }) : ''];
      const hidden = customers.hidden > 0 ? t('watches.customers.hidden', { count: customers.hidden }) : '';
      return [known.filter(Boolean).join(' '), hidden].filter(Boolean).join(' + ');
    }
  }
}

/** What of them, and how: "all services · incidents only · with a notification". */
export function watchText(t: Words, { services, classification, mode, askSeen }: ShownWatch): string {
  return [
    servicesText(t, services),
    t(`watches.kinds.${classification}`),
    t(`watches.modes.${mode}`),
    ...(askSeen ? [t('watches.askSeen')] : []),
  ].join(' · ');
}

function servicesText(t: Words, services: readonly string[]): string {
  if (services.length === 0) return t('watches.services');
  const named = services.slice(0, SERVICES_SHOWN).map((service) => safe(service, SHORT_NAME));
  const left = services.length - named.length;
  return left > 0 ? `${named.join(', ')} ${t('words.more', { count: left })}` : named.join(', ');
}

/** "Contoso, Exchange Online, until 21 Nov 2026, 18:00 (Adele Vance)". */
export function silenceText(t: Words, locale: Locale, timeZone: string, { customer, service, until, personName }: ShownSilence): string {
  const who = customer === 'hidden' ? t('watches.silences.hidden') : customer && safe(customer.name, SHORT_NAME);
  const what = [who, service && safe(service, SHORT_NAME)].filter((part) => part !== undefined);
  return t('watches.silences.row', {
    what: what.length === 0 ? t('watches.silences.everything') : what.join(', '),
    moment: momentIn(locale, timeZone, until),
    person: safe(personName, SHORT_NAME),
  });
}

/** What a place would get of an incident. */
export function outcomeText(t: Words, locale: Locale, timeZone: string, { verdict, services }: Outlook): string {
  const outcome = outcomeOf(t, locale, timeZone, verdict);
  return services.length === 0 ? outcome : t('watches.outcomes.only', { outcome, services: servicesText(t, services) });
}

function outcomeOf(t: Words, locale: Locale, timeZone: string, verdict: Outlook['verdict']): string {
  switch (verdict.kind) {
    case 'unwatched':
      return t('watches.outcomes.unwatched');
    case 'tell':
      return t('watches.outcomes.ring');
    case 'muted':
      return t(
        `watches.outcomes.${verdict.reason}`,
        verdict.until === undefined ? {} : { moment: momentIn(locale, timeZone, verdict.until) },
      );
  }
}

/** Which place a button is of, and at which version: the beginning of its id is enough to tell a card that was shown elsewhere, and cards must stay small. */
export function placeMark({ id, version }: Pick<WatchPlace, 'id' | 'version'>): string {
  return `${id.slice(0, 8)}.${version}`;
}

/** A choice of an input. */
export function choice(title: string, value: string): { readonly title: string; readonly value: string } {
  return { title: plain(title, LIMITS.listedName), value };
}
