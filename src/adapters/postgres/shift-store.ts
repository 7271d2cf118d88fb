import { sql, type Selectable, type Transaction } from 'kysely';
import { nameKey } from '../../domain/escalation-routing.ts';
import type { EnteredShift } from '../../domain/on-call.ts';
import type { ShiftStore } from '../../ports/shift-store.ts';
import { recordChange } from './change-audit.ts';
import type { Database } from './database.ts';
import type { EnteredShiftTable, Tables } from './schema.ts';

type Row = Selectable<EnteredShiftTable>;

/** Of one rota, and of all. */
const MOST = 2_000;
const MOST_OF_ALL = 10_000;
/** What was entered stays readable for a year. */
const KEPT_MS = 400 * 86_400_000;

export function postgresShiftStore({ kysely }: Database): ShiftStore {
  async function touching(from: Date, to: Date, rota: string | undefined): Promise<readonly EnteredShift[]> {
    let query = kysely.selectFrom('entered_shift').selectAll().where('ends_at', '>', from).where('starts_at', '<', to);
    if (rota !== undefined) query = query.where('rota_key', '=', nameKey(rota));
    const rows = await query
      .orderBy('ends_at')
      .limit(rota === undefined ? MOST_OF_ALL : MOST)
      .execute();
    return rows.map(toShift).toSorted((one, other) => one.enteredAt.getTime() - other.enteredAt.getTime());
  }

  /** Takes shifts away from a moment on: what has begun ends there, for it has been so. */
  async function end(transaction: Transaction<Tables>, ids: readonly string[], at: Date): Promise<void> {
    if (ids.length === 0) return;
    const these = sql<string>`any(${ids}::uuid[])`;
    await transaction.deleteFrom('entered_shift').where('id', '=', these).where('starts_at', '>=', at).execute();
    await transaction.updateTable('entered_shift').set({ ends_at: at }).where('id', '=', these).execute();
  }

  return {
    of: (rota, from, to) => touching(from, to, rota),
    all: (from, to) => touching(from, to, undefined),

    enter: (shifts, actor, at) =>
      kysely.transaction().execute(async (transaction) => {
        for (const shift of await insert(transaction, shifts)) {
          await recordChange(transaction, { ...audited(shift), actor, at, action: 'enter', before: undefined, after: toldOf(shift) });
        }
      }),

    remove: (id, actor, at) =>
      kysely.transaction().execute(async (transaction) => {
        const rows = await transaction
          .selectFrom('entered_shift')
          .selectAll()
          .where('ends_at', '>', at)
          .where((where) => {
            const shared = where
              .selectFrom('entered_shift as half')
              .select('half.uid')
              .where('half.id', '=', id)
              .where('half.source', '=', 'swap');
            // Both halves of a swap go together.
            return where.or([where('id', '=', id), where.and([where('source', '=', 'swap'), where('uid', '=', shared)])]);
          })
          .forUpdate()
          .execute();
        await end(
          transaction,
          rows.map((row) => row.id),
          at,
        );
        for (const shift of rows.map(toShift)) {
          await recordChange(transaction, { ...audited(shift), actor, at, action: 'remove', before: toldOf(shift), after: undefined });
        }
        return rows.length > 0;
      }),

    replaceImported: (rota, shifts, actor, at) =>
      kysely.transaction().execute(async (transaction) => {
        // One import of a rota at a time: two at once would leave both.
        await sql`select pg_advisory_xact_lock(hashtextextended(${`imported shifts ${nameKey(rota)}`}, 0))`.execute(transaction);
        const before = await transaction
          .selectFrom('entered_shift')
          .select('id')
          .where('rota_key', '=', nameKey(rota))
          .where('source', '=', 'calendar')
          .where('ends_at', '>', at)
          .execute();
        await end(
          transaction,
          before.map(({ id }) => id),
          at,
        );
        const after = await insert(transaction, shifts);
        await recordChange(transaction, {
          at,
          actor,
          subject: 'on-call',
          subjectId: nameKey(rota),
          action: 'import',
          before: { shifts: before.length },
          after: { shifts: after.length },
        });
        return after.length;
      }),

    async prune(now) {
      const { numDeletedRows } = await kysely
        .deleteFrom('entered_shift')
        .where('ends_at', '<', new Date(now.getTime() - KEPT_MS))
        .executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
  };
}

/** Those that were not there yet: a form that is sent twice enters its shifts once. */
async function insert(transaction: Transaction<Tables>, shifts: readonly EnteredShift[]): Promise<readonly EnteredShift[]> {
  if (shifts.length === 0) return [];
  const rows = await transaction
    .insertInto('entered_shift')
    .values(shifts.slice(0, MOST).map(toRow))
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .execute();
  return rows.map(toShift);
}

const audited = ({ id }: EnteredShift) => ({ subject: 'on-call', subjectId: id });

/** Ids only: who had which duty is in the row itself. */
function toldOf({ rota, person, from, to, source }: EnteredShift): object {
  return { rota, personId: person.id, from: from.toISOString(), to: to.toISOString(), source };
}

function toRow({ id, rota, person, from, to, source, uid, enteredBy, enteredAt }: EnteredShift): Row {
  return {
    id,
    rota,
    rota_key: nameKey(rota),
    person_id: person.id,
    person_name: person.name,
    starts_at: from,
    ends_at: to,
    source,
    uid: uid ?? null,
    entered_by: enteredBy,
    entered_at: enteredAt,
  };
}

function toShift(row: Row): EnteredShift {
  return {
    id: row.id,
    rota: row.rota,
    person: { id: row.person_id, name: row.person_name },
    from: row.starts_at,
    to: row.ends_at,
    source: row.source,
    uid: row.uid ?? undefined,
    enteredBy: row.entered_by,
    enteredAt: row.entered_at,
  };
}
