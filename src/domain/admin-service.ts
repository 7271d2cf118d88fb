import type { CustomerEstate } from './customer-estate.ts';
import facts from './facts/admin-services.json' with { type: 'json' };
import type { ServiceHealthOverview } from './service-health.ts';
import { folded, wordMatch } from './word-match.ts';

/** A service that is administered in a portal of its own. The table is in `facts/admin-services.json`. */
export type AdminService = keyof typeof facts.services;

/** Most used first. */
export const ADMIN_SERVICES = Object.keys(facts.services) as AdminService[];

interface ServiceFacts {
  readonly names: readonly string[];
  readonly said: readonly string[];
  readonly products: readonly string[];
  readonly subscriptions: readonly string[];
}
const FACTS: Readonly<Record<AdminService, ServiceFacts>> = facts.services;

/** In words; no name of a service is longer. */
const LONGEST_NAME = 5;

const SAID = ADMIN_SERVICES.map((service) => ({ service, said: whole([...FACTS[service].names, ...FACTS[service].said]) }));
const SUBSCRIBED = new Map(ADMIN_SERVICES.map((service) => [service, wordMatch(FACTS[service].subscriptions)]));

/** The service that Microsoft means by any of these names or ids, old or new (B79); undefined for one that is not in the table. */
export function serviceNamed(...names: readonly string[]): AdminService | undefined {
  let best: { readonly service: AdminService; readonly length: number } | undefined;
  for (const name of names.map(folded)) {
    for (const service of ADMIN_SERVICES) {
      for (const known of FACTS[service].names) {
        if (known.length > (best?.length ?? 0) && (name === known || name.startsWith(`${known} `)))
          best = { service, length: known.length };
      }
    }
  }
  return best?.service;
}

/** What Microsoft reports of the health of the services that this one stands for. */
export function healthOf(service: AdminService, overviews: readonly ServiceHealthOverview[]): readonly ServiceHealthOverview[] {
  return overviews.filter((overview) => serviceNamed(overview.service, overview.id) === service);
}

/** Whether it makes sense for a customer with this estate; what everybody has (a directory, an account at Partner Center) always does. */
export function isSubscribed(service: AdminService, { subscriptions }: CustomerEstate): boolean {
  const { products, subscriptions: names } = FACTS[service];
  if (products.length === 0 && names.length === 0) return true;
  return subscriptions.some(
    ({ active, product, name }) =>
      active && (products.includes(product) || (names.length > 0 && SUBSCRIBED.get(service)?.test(folded(name)) === true)),
  );
}

/** A reading of a text: the service that a part of it names, and the text without that part. */
export interface SaidService {
  readonly service: AdminService;
  readonly rest: string;
}

/** Every way to read a service out of a text, longest names first, then those that stand at its end: "contoso exchange online". */
export function servicesIn(text: string): readonly SaidService[] {
  const words = text.split(/\s+/u).filter((word) => word !== '');
  const readings: SaidService[] = [];
  for (let length = Math.min(LONGEST_NAME, words.length); length > 0; length--) {
    for (let from = words.length - length; from >= 0; from--) {
      const part = folded(words.slice(from, from + length).join(' '));
      const found = SAID.find(({ said }) => said.test(part));
      if (found !== undefined)
        readings.push({ service: found.service, rest: [...words.slice(0, from), ...words.slice(from + length)].join(' ') });
    }
  }
  return readings;
}

/** Matches a folded text as a whole; a `*` stands for any further letters. */
function whole(phrases: readonly string[]): RegExp {
  return new RegExp(`^(?:${phrases.map((phrase) => phrase.replace('*', '\\p{L}*')).join('|')})$`, 'u');
}
