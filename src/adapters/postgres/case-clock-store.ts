import { sql } from 'kysely';
import type { CaseClockStore, DueClock } from '../../ports/case-clock-store.ts';
import { toClock } from './case-row.ts';
import type { Database } from './database.ts';
import type { PostgresQueue } from './queue.ts';
import type { CaseClockTable } from './schema.ts';
import { readCase, writeDecision } from './write-decision.ts';

/** Most that one look gives. */
const MOST = 1000;

/** The clocks, in the index of those that run; `keptDays`: how long those of a resolved case are kept. */
export function postgresCaseClockStore({ kysely, run }: Database, queue: Pick<PostgresQueue, 'within'>, keptDays: number): CaseClockStore {
  return {
    async due(now, limit) {
      const rows = await run<CaseClockTable & { readonly plan_version: number }>(DUE, [now, Math.min(limit, MOST)]);
      return rows.flatMap((row): DueClock[] =>
        row.due_at === null ? [] : [{ ...toClock(row), caseId: row.case_id, planVersion: row.plan_version, dueAt: row.due_at }],
      );
    },

    run: (clock, decide, at) =>
      kysely.transaction().execute(async (transaction) => {
        // The case first, as everybody who changes it: nobody waits for the other crosswise, and what a press made of the clock is seen.
        const present = await readCase(transaction, clock.caseId, 'locked');
        if (present === undefined) return false;
        const decision = decide(present);
        const { caseId, cycle, kind, target, level, round } = clock;
        const { numUpdatedRows } = await transaction
          .updateTable('case_clock')
          .set({ state: decision === undefined ? 'cancelled' : 'run', state_at: at })
          .where('case_id', '=', caseId)
          .where((eb) => eb.and({ cycle, kind, target, level, round, state: 'running' }))
          .where('due_at', '<=', at)
          .executeTakeFirst();
        if (numUpdatedRows === 0n || decision === undefined) return false;
        return (await writeDecision(transaction, queue, present.case.version, decision, { key: undefined, at })) !== undefined;
      }),

    async nextDue() {
      const [row] = await run<{ due_at: Date | null }>(NEXT_DUE, []);
      return row?.due_at ?? undefined;
    },

    async beat(at) {
      await run(BEAT, [at]);
    },

    async lastBeat() {
      const row = await kysely.selectFrom('case_sweep').select('at').where('id', '=', 1).executeTakeFirst();
      return row?.at;
    },

    async prune(now) {
      const { numAffectedRows = 0n } = await sql`delete from case_clock using support_case
        where support_case.id = case_clock.case_id and support_case.state = 'resolved' and case_clock.state in ('run', 'cancelled')
          and case_clock.state_at < ${new Date(now.getTime() - keptDays * 86_400_000)}`.execute(kysely);
      return Number(numAffectedRows);
    },
  };
}

/** By the partial index alone, however many cases are open (pitfall 22). */
const DUE = {
  name: 'case-clock-due',
  text: `select clock.*, support_case.plan_version
    from (select * from case_clock where state = 'running' and due_at <= $1 order by due_at, case_id limit $2) clock
    join support_case on support_case.id = clock.case_id
    order by clock.due_at, clock.case_id, clock.kind, clock.level, clock.round`,
};

const NEXT_DUE = { name: 'case-clock-next', text: `select min(due_at) due_at from case_clock where state = 'running'` };

const BEAT = {
  name: 'case-clock-beat',
  text: `insert into case_sweep (id, at) values (1, $1) on conflict (id) do update set at = greatest(case_sweep.at, excluded.at)`,
};
