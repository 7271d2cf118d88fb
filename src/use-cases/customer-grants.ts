import { isInForce, type GrantedRelationship } from '../domain/delegated-access.ts';
import type { AccessDirectory } from '../ports/access-directory.ts';
import type { AccessStore } from '../ports/access-store.ts';
import type { Clock } from '../ports/clock.ts';
import { withinDeadline } from './deadline.ts';
import { memory } from './memory.ts';

/** What was read of one customer. */
export interface Grants {
  readonly relationships: readonly GrantedRelationship[];
  readonly readAt: Date;
}

/**
 * The relationships of one customer with the assignments of those in force: read of Microsoft, remembered for 15 minutes, stored. `fresh` reads them anew,
 * for everybody. Waits no longer than a turn may; the look-up goes on and is remembered for the next press.
 *
 * @throws {BackEndError}
 */
export type CustomerGrants = (tenantId: string, options: { readonly fresh: boolean }, signal: AbortSignal) => Promise<Grants>;

const KEEP_MS = 15 * 60_000;
const WAIT_MS = 2500;
/** Relationships of one customer asked side by side. */
const AT_ONCE = 4;

export function customerGrants(deps: {
  readonly directory: AccessDirectory;
  readonly store: Pick<AccessStore, 'replaceOf'>;
  readonly clock: Clock;
}): CustomerGrants {
  const { directory, store, clock } = deps;

  async function read(tenantId: string, signal: AbortSignal): Promise<Grants> {
    const readAt = clock.now();
    const listed = await directory.relationshipsWith(tenantId, signal);
    const relationships: GrantedRelationship[] = [];
    for (let start = 0; start < listed.length; start += AT_ONCE) {
      const granted = listed.slice(start, start + AT_ONCE).map(async (relationship) => ({
        ...relationship,
        assignments: isInForce(relationship, readAt) ? await directory.assignmentsOf(relationship.id, signal) : [],
      }));
      relationships.push(...(await Promise.all(granted)));
    }
    await store.replaceOf(tenantId, relationships, readAt);
    return { relationships, readAt };
  }

  const recall = memory<Grants>({ clock, keepMs: () => KEEP_MS, lookUp: read });
  return (tenantId, { fresh }, signal) => {
    if (fresh) recall.forget(tenantId);
    return withinDeadline(WAIT_MS, signal, (within) => recall(tenantId, within));
  };
}
