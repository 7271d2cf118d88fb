import { workingTimeBetween } from './business-hours.ts';
import type { CaseClock, ClockChanges } from './case-clock.ts';
import type { CaseDecision } from './case-decision.ts';
import { callClocks, holds, isStopped, running, targetClocks, targetKey, type ClockRules } from './clock-rules.ts';
import { isMissed, standOf } from './clock-stand.ts';
import { SEVERITIES, type Severity } from './severity.ts';
import { reckonCalls, reckonTarget } from './severity-clocks.ts';
import { CASE_TARGETS, type SupportCase } from './support-case.ts';

/**
 * What a change of a case makes of its clocks. A target that was missed before the change is not met by it: its breach stays due, should the sweeper be
 * late; everything else that is overtaken is cancelled.
 */
export function movedClocks(change: {
  readonly before: SupportCase;
  readonly next: CaseDecision['next'];
  readonly clocks: readonly CaseClock[];
  readonly rulesOf: (severity: Severity) => ClockRules;
  readonly now: Date;
}): ClockChanges {
  const { before, next, clocks, rulesOf, now } = change;
  const rules = rulesOf(next.severity);
  const stand = standOf(clocks);

  for (const clock of stand.live()) if (!holds(clock, next) && !isMissed(clock, now)) stand.put({ ...clock, state: 'cancelled' });
  if (next.state === 'resolved') return stand.changes();

  if (next.severity !== before.severity) {
    const former = rulesOf(before.severity);
    for (const target of CASE_TARGETS) reckonTarget(stand, target, { next, former, rules, now });
    const isGraver = SEVERITIES.indexOf(next.severity) < SEVERITIES.indexOf(before.severity);
    const calledBefore = isGraver ? former.policy.levels : [];
    if (next.state === 'open' && next.cycle === before.cycle) reckonCalls(stand, next, { rules, former: calledBefore, now });
  }

  if (isStopped(next) && !isStopped(before)) for (const clock of stand.live()) stand.put(paused(clock, rules, now));
  if (!isStopped(next)) for (const clock of stand.live()) stand.put(resumed(clock, rules, now));

  if (next.cycle !== before.cycle) {
    const anew = CASE_TARGETS.filter(
      (target) =>
        target === 'acknowledge' || (before.state === 'resolved' && (target === 'resolution' || next.firstResponseAt === undefined)),
    );
    for (const clock of callClocks(rules, now, next.cycle)) stand.put(clock);
    for (const target of anew) {
      const planned = targetClocks(rules, target, now, next.cycle);
      for (const clock of planned) stand.put(clock);
      // Not promised at this severity: that it was missed in an earlier life must say nothing when another severity promises it.
      if (planned.length === 0) stand.put({ ...running(targetKey(next.cycle, 'breach', target), rules, now, 0), state: 'cancelled' });
    }
  }
  return stand.changes();
}

/** What is overdue already happened, whatever the sweeper says. */
function paused(clock: CaseClock, { calendar }: ClockRules, now: Date): CaseClock {
  const { target, dueAt } = clock;
  if (target === 'none' || target === 'acknowledge' || dueAt === undefined || dueAt <= now) return clock;
  return { ...clock, state: 'paused', dueAt: undefined, leftMs: workingTimeBetween(calendar, now, dueAt) };
}

function resumed(clock: CaseClock, rules: ClockRules, now: Date): CaseClock {
  return clock.leftMs === undefined ? clock : running(clock, rules, now, clock.leftMs);
}
