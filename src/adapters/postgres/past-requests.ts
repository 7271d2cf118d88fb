import { sql } from 'kysely';
import { isCountry } from '../../domain/countries.ts';
import type { PastRequests } from '../../ports/past-requests.ts';
import type { Database } from './database.ts';

/** Of a person, and of everybody: what lies further back tells little. */
const LATEST_OF_PERSON = 50;
const LATEST = 500;

export function postgresPastRequests({ kysely }: Database): PastRequests {
  return {
    async lastCountry(personId) {
      const row = await kysely
        .selectFrom((from) =>
          from
            .selectFrom('service_request')
            .select([sql<string | null>`content -> 'azure' ->> 'country'`.as('country'), 'created_at'])
            .where('person_id', '=', personId)
            .orderBy('created_at', 'desc')
            .limit(LATEST_OF_PERSON)
            .as('latest'),
        )
        .select('country')
        .where('country', 'is not', null)
        .orderBy('created_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      const country = row?.country ?? undefined;
      return country !== undefined && isCountry(country) ? country : undefined;
    },

    async lastFilers({ tenantId, routes }, since, limit) {
      const rows = await kysely
        .selectFrom((from) =>
          from
            .selectFrom('service_request')
            .select(['person_id', 'tenant_id', 'created_at'])
            .where('route', 'in', routes)
            .where('state', 'in', ['filed', 'handed-off'])
            .where('created_at', '>', since)
            .orderBy('created_at', 'desc')
            .limit(LATEST)
            .as('latest'),
        )
        .select('person_id')
        .groupBy('person_id')
        .orderBy((of) => of.fn.agg('bool_or', [of('tenant_id', '=', tenantId)]), 'desc')
        .orderBy((of) => of.fn.max('created_at'), 'desc')
        .limit(limit)
        .execute();
      return rows.map(({ person_id: personId }) => personId);
    },
  };
}
