import type { Database } from '../../src/adapters/postgres/database.ts';
import type { DeskStatus, DeskSnapshot } from '../../src/domain/service-request.ts';
import type { TrackedReading } from '../../src/ports/request-store.ts';

/** As if it had been read at its back end, in whatever state it is. */
export async function haveDeskStatus({ kysely }: Database, id: string, status: DeskStatus): Promise<void> {
  await kysely.updateTable('service_request').set({ desk_status: status }).where('id', '=', id).execute();
}

export const NOTHING_REMEMBERED: DeskSnapshot = { severity: undefined, owner: undefined, noteKeys: [] };

/** A reading that says nothing but that the request is open. */
export function aReading(some: Partial<TrackedReading> = {}): TrackedReading {
  return {
    status: 'open',
    snapshot: NOTHING_REMEMBERED,
    news: [],
    responseDueAt: undefined,
    responseWarnAt: undefined,
    respondedAt: undefined,
    nextAt: new Date('2100-01-01T00:00:00Z'),
    ...some,
  };
}
