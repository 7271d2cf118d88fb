import type { Locale } from '../../domain/locale.ts';
import type { TurnStart, TurnStore } from '../../ports/turn-store.ts';
import { storedItem } from './bot-storage.ts';
import { toCustomer } from './customer-row.ts';
import type { Database } from './database.ts';
import type { CustomerTable } from './schema.ts';

/** The function, and why it is one, is in `migrations/001-first.ts`, `002-turn-with-state.ts` and `005-watches.ts`. */
const BEGIN = { name: 'begin-turn-where-known', text: 'select * from begin_turn_where_known($1, $2, $3, $4, $5, $6, $7)' };

const END = {
  name: 'end-turn',
  text: `with served as (
      insert into activity_served (conversation_id, activity_key, served_at) values ($1, $3, $5) on conflict do nothing
    )
    update turn_lease set until = '-infinity' where conversation_id = $1 and person_id = $2 and holder = $4`,
};

const KEEP_MS = 24 * 3_600_000;
/** Rows of one statement. */
const BATCH = 5000;

type Begun = { readonly kind: 'begun' | 'duplicate' | 'busy'; readonly locale: Locale | null; readonly is_known: boolean } & (
  Pick<CustomerTable, 'tenant_id' | 'name' | 'domain' | 'domains' | 'sources'> | { readonly tenant_id: null }
) &
  ({ readonly state: object; readonly state_version: number } | { readonly state: null });

export function postgresTurnStore({ kysely, run }: Database): TurnStore {
  return {
    async begin({ conversationId, personId, activityKey, holder, now, until, stateKey }) {
      const [row] = await run<Begun>(BEGIN, [conversationId, personId, activityKey, holder, now, until, stateKey ?? null]);
      if (row === undefined) throw new Error('begin_turn gave no row');
      if (row.kind !== 'begun') return { kind: row.kind };
      return {
        kind: 'begun',
        locale: row.locale ?? undefined,
        customer: row.tenant_id === null ? undefined : toCustomer(row),
        isKnown: row.is_known,
        state: row.state === null ? undefined : storedItem(row.state, row.state_version),
      };
    },

    async end({ conversationId, personId, activityKey, holder, now }: TurnStart) {
      await run(END, [conversationId, personId, activityKey, holder, now]);
    },

    async setLocale(personId, locale) {
      await kysely
        .insertInto('person_setting')
        .values({ person_id: personId, locale })
        .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ locale }))
        .execute();
    },

    async localeOf(personId) {
      return (await kysely.selectFrom('person_setting').select('locale').where('person_id', '=', personId).executeTakeFirst())?.locale;
    },

    async prune(now) {
      const before = new Date(now.getTime() - KEEP_MS);
      // A lease given back has an end of minus infinity: it is made anew when it is next wanted.
      await kysely.deleteFrom('turn_lease').where('until', '<', before).execute();
      for (let pruned = 0; ;) {
        const old = kysely
          .selectFrom('activity_served')
          .select(['conversation_id', 'activity_key'])
          .where('served_at', '<', before)
          .limit(BATCH);
        const { numDeletedRows } = await kysely
          .deleteFrom('activity_served')
          .where((where) => where(where.refTuple('conversation_id', 'activity_key'), 'in', old.$asTuple('conversation_id', 'activity_key')))
          .executeTakeFirstOrThrow();
        pruned += Number(numDeletedRows);
        if (numDeletedRows < BATCH) return pruned;
      }
    },
  };
}
