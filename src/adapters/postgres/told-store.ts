import type { ToldStore } from '../../ports/told-store.ts';
import type { Database } from './database.ts';

/** An occasion is long over by then. */
const KEPT_MS = 400 * 86_400_000;

export function postgresToldStore({ kysely }: Database): ToldStore {
  return {
    async note(occasion, personId, at) {
      await kysely
        .deleteFrom('told')
        .where('person_id', '=', personId)
        .where('at', '<', new Date(at.getTime() - KEPT_MS))
        .execute();
      const { numInsertedOrUpdatedRows } = await kysely
        .insertInto('told')
        .values({ occasion, person_id: personId, at })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow();
      return numInsertedOrUpdatedRows === 1n;
    },

    async takeBack(occasion, personId) {
      await kysely.deleteFrom('told').where('occasion', '=', occasion).where('person_id', '=', personId).execute();
    },
  };
}
