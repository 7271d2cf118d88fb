import { decideClock } from '../domain/clock-decision.ts';
import { rulesFor } from '../domain/clock-rules.ts';
import { BotError } from '../domain/errors.ts';
import type { EscalationPlan } from '../domain/escalation-plan.ts';
import type { CaseClockStore, DueClock } from '../ports/case-clock-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { PlanStore } from '../ports/plan-store.ts';
import type { TellClocks } from './tell-clocks.ts';

/** Runs every clock that is due, in the order of the due times, and notes that it did. */
export type SweepOnce = (signal: AbortSignal) => Promise<void>;

const BATCH = 200;
/** Clocks that could not be run are left for the next job; with more of them than this something else is wrong. */
const MOST_FAILED = 500;
/** Without a sweep for so long the clocks stood still, and everybody who relies on them is told. */
export const STANDS_STILL_MS = 180_000;
/** A plan of one version never changes. */
const MOST_PLANS = 50;

export interface SweepDeps {
  readonly clocks: Pick<CaseClockStore, 'due' | 'run' | 'beat' | 'lastBeat'>;
  readonly plans: Pick<PlanStore, 'version' | 'current'>;
  readonly tell: TellClocks;
  readonly clock: Clock;
  /** Told of every clock that ran: how much later than due. */
  readonly metrics: { caseClock(kind: DueClock['kind'], lateSeconds: number): void };
  readonly log: (event: string, details: Readonly<Record<string, string | number | undefined>>) => void;
}

/** For one job: what fails is not tried again by the same. */
export function sweepOnce({ clocks, plans, tell, clock, metrics, log }: SweepDeps): SweepOnce {
  const known = new Map<number, EscalationPlan>();
  const failed = new Set<string>();

  async function planOf(version: number): Promise<EscalationPlan> {
    const found = known.get(version) ?? (await plans.version(version)) ?? (await plans.current());
    if (known.size >= MOST_PLANS) known.clear();
    known.set(version, found);
    return found;
  }

  /** Never throws: one case keeps no other. */
  async function runOne(due: DueClock): Promise<void> {
    try {
      const plan = await planOf(due.planVersion);
      const now = clock.now();
      const ran = await clocks.run(
        due,
        (present) => {
          const { policy, severity, language } = present.case;
          return decideClock(present, due, rulesFor(plan, policy, severity, language), now);
        },
        now,
      );
      if (ran) metrics.caseClock(due.kind, Math.max(0, now.getTime() - due.dueAt.getTime()) / 1000);
    } catch (error) {
      failed.add(nameOf(due));
      log('clock of a case not run', { caseId: due.caseId, kind: due.kind, code: error instanceof BotError ? error.code : 'INTERNAL' });
    }
  }

  return async (signal) => {
    const last = await clocks.lastBeat();
    let begunAt: Date;
    let left: readonly DueClock[];
    do {
      begunAt = clock.now();
      const due = await clocks.due(begunAt, BATCH + failed.size);
      left = due.filter((one) => !failed.has(nameOf(one)));
      for (const one of left) {
        if (signal.aborted) return;
        await runOne(one);
      }
    } while (left.length >= BATCH && failed.size < MOST_FAILED);

    // Told before it is noted: a process that dies in between leaves it to the next one, which tells nobody twice.
    if (last !== undefined && begunAt.getTime() - last.getTime() > STANDS_STILL_MS) {
      await tell({ kind: 'ran-again', from: last, to: begunAt }, signal);
    }
    await clocks.beat(begunAt);
  };
}

const nameOf = ({ caseId, cycle, kind, target, level, round }: DueClock): string =>
  `${caseId} ${cycle} ${kind} ${target} ${level} ${round}`;
