import { sql, type Kysely, type Transaction } from 'kysely';
import type { CaseClock, ClockChanges } from '../../domain/case-clock.ts';
import { toClock } from './case-row.ts';
import { jsonText } from './json-text.ts';
import type { Tables } from './schema.ts';

/** All clocks of a case, in the order of their due times; paused ones last. */
export async function clocksOf(db: Kysely<Tables>, caseId: string): Promise<readonly CaseClock[]> {
  const rows = await db
    .selectFrom('case_clock')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('due_at')
    .orderBy('cycle')
    .orderBy('kind')
    .orderBy('target')
    .orderBy('level')
    .orderBy('round')
    .execute();
  return rows.map(toClock);
}

/** One that is planned already stays as it is, and one that ran stays so. Whoever calls has the case's row locked. */
export async function writeClocks(transaction: Transaction<Tables>, caseId: string, { add, set }: ClockChanges, at: Date): Promise<void> {
  if (add.length > 0) {
    await sql`
      insert into case_clock (case_id, cycle, kind, target, level, round, state, due_at, left_ms, hours, state_at)
      select ${caseId}, cycle, kind, target, level, round, state, due_at, left_ms, hours, ${at} from ${clockRows(add)}
      on conflict do nothing`.execute(transaction);
  }
  if (set.length > 0) {
    await sql`
      update case_clock set state = changed.state, due_at = changed.due_at, left_ms = changed.left_ms, hours = changed.hours, state_at = ${at}
      from ${clockRows(set)}
      where case_clock.case_id = ${caseId} and case_clock.cycle = changed.cycle and case_clock.kind = changed.kind
        and case_clock.target = changed.target and case_clock.level = changed.level and case_clock.round = changed.round
        and case_clock.state <> 'run'`.execute(transaction);
  }
}

function clockRows(clocks: readonly CaseClock[]) {
  const rows = clocks.map(({ dueAt, leftMs, ...clock }) => ({ ...clock, due_at: dueAt, left_ms: leftMs }));
  return sql`jsonb_to_recordset(${jsonText(rows)}::jsonb) as changed (cycle integer, kind text, target text, level smallint, round smallint,
    state text, due_at timestamptz, left_ms bigint, hours text)`;
}
