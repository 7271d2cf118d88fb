import { isQuiet, quietUntil, type QuietHours } from './quiet-hours.ts';
import type { HealthIssue } from './service-health.ts';
import type { Locale } from './locale.ts';

/** Of one place. */
export const MOST_WATCHES = 20;
/** Customers that one watch names. */
export const MOST_LISTED = 50;
/** Of one place, at once: its card shows them all, each to be ended. */
export const MOST_SILENCES = 5;

/** Which customers a watch is about; a tag by its key (`tagKey`). Customers that come later are among "all", and among those with a tag once they have it. */
export type WatchedCustomers =
  | { readonly kind: 'all' }
  | { readonly kind: 'list'; readonly tenantIds: readonly string[] }
  | { readonly kind: 'tag'; readonly tag: string; readonly key: string };

/** What a place is told of. Of several watches that fit, the one that tells more counts. */
export interface Watch {
  readonly id: string;
  readonly customers: WatchedCustomers;
  /** Microsoft's display names; empty: every service. */
  readonly services: readonly string[];
  /** An issue of a class unknown to us counts as an incident. */
  readonly classification: 'incident' | 'advisory' | 'all';
  /** `record`: it is kept for the digest, and nothing is sent. */
  readonly mode: 'ring' | 'record';
  /** People are asked to say that they have seen it. */
  readonly askSeen: boolean;
}

/** What a place begins with: every incident of every customer, those that come later too (pitfall 30). */
export const DEFAULT_WATCH: Omit<Watch, 'id'> = {
  customers: { kind: 'all' },
  services: [],
  classification: 'incident',
  mode: 'ring',
  askSeen: false,
};

/** Planned silence: of a customer, of a service, of both together, or of everything. */
export interface Silence {
  readonly id: string;
  readonly tenantId: string | undefined;
  readonly service: string | undefined;
  readonly until: Date;
  readonly personName: string;
}

export const DIGESTS = ['none', 'daily', 'weekly'] as const;
export type DigestKind = (typeof DIGESTS)[number];

/** A chat or channel that is told of incidents, and how. */
export interface WatchPlace {
  readonly id: string;
  readonly version: number;
  readonly scope: 'personal' | 'team';
  /** Undefined while a person's chat is still to be opened. */
  readonly conversationId: string | undefined;
  /** Whose chat it is; of a channel whoever set it up, whose view of the customers it has (design.md 7). */
  readonly personId: string;
  readonly personName: string;
  /** The channel's name, where Teams told it. */
  readonly label: string | undefined;
  readonly locale: Locale;
  /** Undefined until known; then UTC is shown and used. */
  readonly timeZone: string | undefined;
  readonly quiet: QuietHours | undefined;
  /** High impact comes through quiet hours. */
  readonly highImpactRings: boolean;
  /** Told of incidents that nobody has seen in spite of a reminder. */
  readonly toldOfUnseen: boolean;
  readonly digest: DigestKind;
  /** Minute of the day, and of a weekly digest the day (1 is Monday), by the wall clock. */
  readonly digestAt: { readonly minute: number; readonly weekday: number };
  /** What the person's roles and groups were when they were looked at last. */
  readonly mayWatch: boolean;
  readonly groupIds: readonly string[];
  readonly checkedAt: Date | undefined;
  readonly watches: readonly Watch[];
  readonly silences: readonly Silence[];
}

/** A customer that an incident hits, with what decides who is told of it. */
export interface HitCustomer {
  readonly tenantId: string;
  readonly name: string;
  readonly tagKeys: readonly string[];
  /** Groups with an active access assignment at this customer. */
  readonly groupIds: readonly string[];
  /** Everybody with a role may see it: the partner's own tenant, or the check of access is switched off. */
  readonly open: boolean;
}

/** All customers that an incident hits, by what places ask for. */
export interface HitIndex {
  readonly customers: readonly HitCustomer[];
  readonly byTenant: ReadonlyMap<string, HitCustomer>;
  readonly byGroup: ReadonlyMap<string, readonly HitCustomer[]>;
  readonly open: readonly HitCustomer[];
  /** The same of those with a tag only (`tagKey`). */
  tagged(key: string): HitIndex;
  /** Those in view of somebody with these groups, in the order of `customers`. */
  seenBy(groupIds: readonly string[]): readonly HitCustomer[];
}

/** Views that are remembered: most places share theirs with many others. */
const MOST_VIEWS = 50;

export function hitIndex(customers: readonly HitCustomer[]): HitIndex {
  const byGroup = new Map<string, HitCustomer[]>();
  for (const customer of customers) {
    for (const groupId of customer.groupIds) {
      const sharing = byGroup.get(groupId);
      if (sharing === undefined) byGroup.set(groupId, [customer]);
      else sharing.push(customer);
    }
  }
  const byTag = new Map<string, HitIndex>();
  const views = new Map<string, readonly HitCustomer[]>();
  return {
    customers,
    byTenant: new Map(customers.map((customer) => [customer.tenantId, customer])),
    byGroup,
    open: customers.filter(({ open }) => open),

    tagged(key) {
      let index = byTag.get(key);
      if (index === undefined) {
        index = hitIndex(customers.filter(({ tagKeys }) => tagKeys.includes(key)));
        byTag.set(key, index);
      }
      return index;
    },

    seenBy(groupIds) {
      const groups = new Set(groupIds.filter((groupId) => byGroup.has(groupId)));
      const key = [...groups].toSorted().join(' ');
      let seen = views.get(key);
      if (seen === undefined) {
        seen = customers.filter((customer) => isSeen(customer, groups));
        if (views.size >= MOST_VIEWS) views.clear();
        views.set(key, seen);
      }
      return seen;
    },
  };
}

/** Why a place that watches is not told now. `until`: when to look again; undefined: with the next change. */
export type MuteReason = 'record-only' | 'quiet' | 'silence' | 'access' | 'outsiders' | 'removed' | 'unwatched';

/** Those that follow from the place itself. */
export type JudgedReason = Extract<MuteReason, 'record-only' | 'quiet' | 'silence' | 'access'>;

/** What a place is to get of an incident. `unwatched`: no watch of it fits, or none of the customers hit is in its view. */
export type Verdict =
  | { readonly kind: 'unwatched' }
  | { readonly kind: 'tell'; readonly askSeen: boolean }
  | { readonly kind: 'muted'; readonly reason: JudgedReason; readonly until: Date | undefined };

/** Roles and groups looked at longer ago prove nothing. */
export const TRUSTED_MS = 24 * 3_600_000;

/**
 * What a place is to get of an incident now. Cheap for a place that watches all customers: it does not go through them. `hits` may be those it hit before as
 * well, for an incident that is over.
 */
export function judge(
  place: WatchPlace,
  issue: Pick<HealthIssue, 'service' | 'classification' | 'highImpact'>,
  hits: HitIndex,
  now: Date,
): Verdict {
  const fitting = place.watches.filter((watch) => fits(watch, issue));
  const reached = fitting.filter((watch) => reaches(place, watch, hits, () => true));
  if (reached.length === 0) return { kind: 'unwatched' };
  if (!isTrusted(place, now)) {
    return { kind: 'muted', reason: 'access', until: undefined };
  }
  const ringing = reached.filter(({ mode }) => mode === 'ring');
  if (ringing.length === 0) return { kind: 'muted', reason: 'record-only', until: undefined };
  const silences = silencesOf(place, issue, now);
  const speaking = ringing.filter((watch) => speaks(place, watch, hits, silences));
  if (speaking.length === 0) {
    return { kind: 'muted', reason: 'silence', until: new Date(Math.min(...silences.map(({ until }) => until.getTime()))) };
  }
  if (place.quiet !== undefined && !(issue.highImpact && place.highImpactRings)) {
    const zone = place.timeZone ?? 'UTC';
    if (isQuiet(place.quiet, zone, now)) return { kind: 'muted', reason: 'quiet', until: quietUntil(place.quiet, zone, now) };
  }
  return { kind: 'tell', askSeen: speaking.some(({ askSeen }) => askSeen) };
}

/** Whether the person of a place is known to have a role now. */
export function isTrusted({ mayWatch, checkedAt }: Pick<WatchPlace, 'mayWatch' | 'checkedAt'>, now: Date): boolean {
  return mayWatch && checkedAt !== undefined && now.getTime() - checkedAt.getTime() <= TRUSTED_MS;
}

/** The customers hit that a place may see, watches, and has not silenced; in the order of the index. */
export function reachOf(
  place: WatchPlace,
  issue: Pick<HealthIssue, 'service' | 'classification'>,
  hits: HitIndex,
  now: Date,
): readonly HitCustomer[] {
  const fitting = place.watches.filter((watch) => fits(watch, issue));
  const silences = silencesOf(place, issue, now);
  const seen = hits.seenBy(place.groupIds);
  if (silences.length === 0 && fitting.some(({ customers }) => customers.kind === 'all')) return seen;
  const heard = isHeard(silences);
  return seen.filter((customer) => heard(customer) && fitting.some((watch) => names(watch, customer)));
}

function fits({ services, classification }: Watch, issue: Pick<HealthIssue, 'service' | 'classification'>): boolean {
  if (services.length > 0 && !services.includes(issue.service)) return false;
  return classification === 'all' || (issue.classification === 'advisory' ? 'advisory' : 'incident') === classification;
}

type Test = (customer: HitCustomer) => boolean;

/** In force, of this service or of every one. */
function silencesOf({ silences }: WatchPlace, { service }: Pick<HealthIssue, 'service'>, now: Date): readonly Silence[] {
  return silences.filter((silence) => silence.until > now && (silence.service === undefined || silence.service === service));
}

/** Whether something of what the watch reaches is left by the silences. */
function speaks(place: WatchPlace, watch: Watch, hits: HitIndex, silences: readonly Silence[]): boolean {
  if (silences.length === 0) return true;
  return !silences.some(({ tenantId }) => tenantId === undefined) && reaches(place, watch, hits, isHeard(silences));
}

/** Whether some customer hit is meant by the watch, in view, and passes. */
function reaches(place: WatchPlace, { customers }: Watch, hits: HitIndex, passes: Test): boolean {
  if (customers.kind === 'list') {
    const groups = new Set(place.groupIds);
    return customers.tenantIds.some((tenantId) => {
      const customer = hits.byTenant.get(tenantId);
      return customer !== undefined && isSeen(customer, groups) && passes(customer);
    });
  }
  const meant = customers.kind === 'all' ? hits : hits.tagged(customers.key);
  return meant.open.some(passes) || place.groupIds.some((groupId) => meant.byGroup.get(groupId)?.some(passes) === true);
}

function isSeen({ open, groupIds }: HitCustomer, groups: ReadonlySet<string>): boolean {
  return open || groupIds.some((groupId) => groups.has(groupId));
}

function names({ customers }: Watch, { tenantId, tagKeys }: HitCustomer): boolean {
  switch (customers.kind) {
    case 'all':
      return true;
    case 'list':
      return customers.tenantIds.includes(tenantId);
    case 'tag':
      return tagKeys.includes(customers.key);
  }
}

function isHeard(silences: readonly Silence[]): Test {
  const everything = silences.some(({ tenantId }) => tenantId === undefined);
  const silent = new Set(silences.map(({ tenantId }) => tenantId));
  return ({ tenantId }) => !everything && !silent.has(tenantId);
}
