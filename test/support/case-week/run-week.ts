import type { Database } from '../../../src/adapters/postgres/database.ts';
import { postgresCaseClockStore } from '../../../src/adapters/postgres/case-clock-store.ts';
import { postgresCaseStore } from '../../../src/adapters/postgres/case-store.ts';
import type { CaseTarget } from '../../../src/domain/support-case.ts';
import { actOnCase } from '../../../src/use-cases/act-on-case.ts';
import { openCase } from '../../../src/use-cases/open-case.ts';
import { sweepOnce } from '../../../src/use-cases/sweep-once.ts';
import { NO_JOBS } from '../no-jobs.ts';
import { livesOf, numbersFrom, REQUESTER, type Life } from './lives.ts';
import { reckon, workingMinutes, type Rung } from './reckoning.ts';
import { WEEK_PLAN } from './week-plan.ts';

const MINUTE_MS = 60_000;
export const WEEK_MINUTES = 7 * 1440;
/** Side by side; each works on another case. */
const HANDS = 8;
const never = new AbortController().signal;

/** What came of a week; all but the first two should be none. */
export interface Week {
  readonly cases: number;
  readonly rung: number;
  readonly late: number;
  readonly missed: readonly Rung[];
  readonly unexpected: readonly Rung[];
  readonly early: readonly Rung[];
  readonly doubled: readonly Rung[];
  /** Those that ran before one which was due earlier. */
  readonly outOfOrder: readonly Rung[];
}

/**
 * Lets so many cases live for a week, on the real database, under a clock that is moved from one moment at which something is due to the next. Two sweepers
 * sweep at once, as two replicas do; now and then both are gone for an hour. Then every clock that rang is compared with the plain reckoning.
 */
export async function runWeek(
  database: Database,
  { from, cases, seed }: { readonly from: Date; readonly cases: number; readonly seed: number },
): Promise<Week> {
  const random = numbersFrom(seed);
  const lives = livesOf(cases, WEEK_MINUTES, random);
  const outages = Array.from({ length: 6 }, () => Math.floor(random() * (WEEK_MINUTES - 61)));
  const isOut = (minute: number): boolean => outages.some((begin) => minute >= begin && minute < begin + 60);

  let minute = 0;
  const clock = { now: () => new Date(from.getTime() + minute * MINUTE_MS) };
  const plans = { current: async () => WEEK_PLAN, version: async () => WEEK_PLAN };
  const store = postgresCaseStore(database, NO_JOBS);
  const clocks = postgresCaseClockStore(database, NO_JOBS, 90);
  const open = openCase({ cases: store, plans, clock });
  const act = actOnCase({ cases: store, plans, clock });
  const failures: string[] = [];
  const sweepers = [1, 2].map(() =>
    sweepOnce({ clocks, plans, clock, tell: async () => 0, metrics: { caseClock: () => undefined }, log: (event) => failures.push(event) }),
  );
  const sweep = async (): Promise<void> => {
    if (!isOut(minute)) await Promise.all(sweepers.map((one) => one(never)));
  };

  const agenda = new Map<number, (() => Promise<unknown>)[]>();
  const plan = (at: number, work: () => Promise<unknown>): void => void agenda.set(at, [...(agenda.get(at) ?? []), work]);
  for (const life of lives) {
    plan(life.openedAt, () => open(freshCase(life), REQUESTER));
    for (const { minute: at, action, actor } of life.acts) {
      plan(at, async () => {
        const done = await act(life.id, action, actor, { key: undefined });
        if (done === undefined || done.refusal !== undefined)
          throw new Error(`${action.kind} of ${life.id}: ${done?.refusal ?? 'no case'}`);
      });
    }
  }

  for (const at of [...agenda.keys(), ...outages.map((begin) => begin + 60), WEEK_MINUTES - 1].toSorted((a, b) => a - b)) {
    // Everything that comes due until then, each at its minute.
    for (let due = await nextMinute(); due !== undefined && due < at; due = await nextMinute()) {
      minute = due;
      await sweep();
    }
    minute = at;
    await sweep();
    const works = agenda.get(at) ?? [];
    agenda.delete(at);
    for (let begin = 0; begin < works.length; begin += HANDS) await Promise.all(works.slice(begin, begin + HANDS).map((work) => work()));
    await sweep();
  }

  /** The next minute in which a sweep finds something; undefined while nothing runs. */
  async function nextMinute(): Promise<number | undefined> {
    const due = await clocks.nextDue();
    if (due === undefined) return undefined;
    let next = Math.max(minute + 1, Math.ceil((due.getTime() - from.getTime()) / MINUTE_MS));
    while (isOut(next)) next += 1;
    return next;
  }

  if (failures.length > 0) throw new Error(failures[0]);
  const actual = await rungIn(database, from);
  const working = workingMinutes(from, WEEK_MINUTES);
  const expected = lives.flatMap((life) => reckon(life, { minutes: WEEK_MINUTES, working, isOut }));
  return compare(cases, expected, actual);
}

function freshCase({ id, severity, language, product }: Life): Parameters<ReturnType<typeof openCase>>[0] {
  return {
    id,
    tenantId: undefined,
    customerName: undefined,
    product,
    title: 'Mail is down',
    description: 'Nothing arrives.',
    tried: undefined,
    language,
    severity,
    requester: { ...REQUESTER, locale: 'en', timeZone: 'UTC' },
    requestId: undefined,
    issueId: undefined,
    tags: [],
  };
}

/** In the order in which they ran. */
async function rungIn({ kysely }: Database, from: Date): Promise<readonly Rung[]> {
  const rows = await kysely
    .selectFrom('case_event')
    .select(['case_id', 'kind', 'at', 'detail'])
    .where('kind', 'in', ['call', 'exhausted', 'warning', 'breach'])
    .orderBy('id')
    .execute();
  const minuteOf = (at: Date): number => (at.getTime() - from.getTime()) / MINUTE_MS;
  return rows.map(({ case_id: caseId, kind, at, detail }) => {
    const { target, level, round, dueAt } = detail as { target?: CaseTarget; level?: number; round?: number; dueAt: string };
    return { caseId, kind, target, level, round, due: minuteOf(new Date(dueAt)), at: minuteOf(at) };
  });
}

function compare(cases: number, expected: readonly Rung[], actual: readonly Rung[]): Week {
  const left = new Map<string, Rung[]>();
  for (const rung of expected) left.set(nameOf(rung), [...(left.get(nameOf(rung)) ?? []), rung]);
  const surplus = actual.filter((rung) => left.get(nameOf(rung))?.pop() === undefined);
  const known = new Set(expected.map(nameOf));
  const isDoubled = (rung: Rung): boolean => known.has(nameOf(rung));
  return {
    cases,
    rung: actual.length,
    late: actual.filter(({ due, at }) => at > due).length,
    missed: [...left.values()].flat(),
    doubled: surplus.filter(isDoubled),
    unexpected: surplus.filter((rung) => !isDoubled(rung)),
    early: actual.filter(({ due, at }) => at < due),
    outOfOrder: actual.filter((rung, index) => {
      const before = actual[index - 1];
      return before !== undefined && before.at === rung.at && before.due > rung.due;
    }),
  };
}

const nameOf = ({ caseId, kind, target, level, round, due, at }: Rung): string => [caseId, kind, target, level, round, due, at].join(' ');
