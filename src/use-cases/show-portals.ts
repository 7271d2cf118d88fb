import { offeredPortals, type AdminPortal } from '../domain/admin-portal.ts';
import type { CustomerEstate } from '../domain/customer-estate.ts';
import { isOwnTenant, type Customer } from '../domain/customer.ts';
import { isPassing, type BotError } from '../domain/errors.ts';
import type { AdminPortals } from '../ports/admin-portals.ts';
import type { Clock } from '../ports/clock.ts';
import type { PortalDirectory } from '../ports/portal-directory.ts';
import type { PortalStore } from '../ports/portal-store.ts';
import { agedCopy, type CopyResult } from './aged-copy.ts';
import type { EstateOf } from './customer-estate.ts';

/** Where a customer is administered, and how old that knowledge is. */
export interface PortalsResult {
  /** Most used first; what Microsoft lists before our templates, only what makes sense for the customer. */
  readonly portals: readonly AdminPortal[];
  /** When Microsoft listed those that are no templates; undefined: it did not. */
  readonly readAt: Date | undefined;
  /** Why Microsoft could not be asked just now. */
  readonly failure: BotError | undefined;
  /** What the customer subscribes to; undefined: not known, and nothing is left out for it. */
  readonly estate: CustomerEstate | undefined;
}

/** Never throws for a back end's failure: then there are an older list and the templates. */
export type ShowPortals = (customer: Customer, signal: AbortSignal) => Promise<PortalsResult>;

export function showPortals(deps: {
  /** Best first. */
  readonly directories: readonly PortalDirectory[];
  readonly store: PortalStore;
  readonly templates: Pick<AdminPortals, 'ofServices'>;
  readonly estateOf: EstateOf;
  readonly clock: Clock;
  readonly deadlineMs?: number;
}): ShowPortals {
  const { directories, store, templates, estateOf } = deps;

  /** @throws {BackEndError} of the first directory, when none answers */
  async function readAll(tenantId: string, signal: AbortSignal) {
    const answers = await Promise.allSettled(directories.map((directory) => directory.portalsOf(tenantId, signal)));
    const failures = answers.flatMap((answer): unknown[] => (answer.status === 'rejected' ? [answer.reason] : []));
    if (failures.length === directories.length) throw failures[0];
    const value = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    // Another day one that refuses will refuse as well; one that only failed is asked again at the next look.
    return { value, whole: !failures.some(isPassing) };
  }

  const listed = agedCopy<readonly AdminPortal[]>({
    ...deps,
    async load(tenantId) {
      const known = await store.of(tenantId);
      return known && { value: known.portals, readAt: known.readAt };
    },
    save: (tenantId, { value, readAt }) => store.save(tenantId, value, readAt),
    read: readAll,
  });

  return async (customer, signal) => {
    const own = isOwnTenant(customer);
    const nothing: CopyResult<readonly AdminPortal[]> = { copy: undefined, failure: undefined };
    // Nobody lists the partner's own portals: they are those of its own sign-in (B50, B51).
    const [{ copy, failure }, estate] = own
      ? [nothing, undefined]
      : await Promise.all([listed(customer.tenantId, signal), estateOf(customer.tenantId, signal)]);
    const { tenantId, domain } = customer;
    const portals = offeredPortals([...(copy?.value ?? []), ...templates.ofServices({ tenantId, domain, own })], estate);
    return { portals, readAt: copy?.readAt, failure, estate };
  };
}
