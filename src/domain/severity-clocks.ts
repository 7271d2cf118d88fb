import { workingTimeBetween } from './business-hours.ts';
import { lastWaitMinutes } from './call-plan.ts';
import type { CaseClock, CaseClockKey } from './case-clock.ts';
import { callClocks, holds, isStopped, running, targetKey, targetMs, warningMs, type ClockRules } from './clock-rules.ts';
import { clockName, isLive, isMissed, latestBreach, type ClockStand } from './clock-stand.ts';
import type { CallTarget, EscalationLevel } from './escalation-plan.ts';
import { nameKey } from './escalation-routing.ts';
import type { CaseTarget, SupportCase } from './support-case.ts';

/** What the clocks ask of a case that is not resolved. */
type Open = Pick<SupportCase, 'state' | 'waitingFor' | 'cycle' | 'openSince' | 'firstResponseAt'>;

/**
 * A running target under another severity: the working time used so far counts. What is past by that is due at once; a target that was not promised before
 * begins now; one that was missed stays missed.
 */
export function reckonTarget(
  stand: ClockStand,
  target: CaseTarget,
  { next, former, rules, now }: { readonly next: Open; readonly former: ClockRules; readonly rules: ClockRules; readonly now: Date },
): void {
  const breach = latestBreach(stand.all(), target, next.cycle);
  // In the cycle in which it was promised, though it may be of an earlier search: its warning is said once.
  const cycle = breach?.cycle ?? next.cycle;
  const key = targetKey(cycle, 'breach', target);
  const warningKey = targetKey(cycle, 'warning', target);
  if (!holds(key, next) || breach?.state === 'run' || (breach !== undefined && isMissed(breach, now))) return;

  const totalMs = targetMs(rules, target);
  if (totalMs === undefined) {
    stand.cancel(key);
    stand.cancel(warningKey);
    return;
  }
  const usedMs = breach !== undefined && isLive(breach) ? (targetMs(former, target) ?? 0) - leftOf(breach, former, now) : 0;
  const stopped = target !== 'acknowledge' && isStopped(next);
  const planned = (planKey: CaseClockKey, leftMs: number): CaseClock =>
    stopped
      ? { ...planKey, state: 'paused', dueAt: undefined, leftMs: Math.max(0, leftMs), hours: rules.hours }
      : dueIn(planKey, rules, now, leftMs);

  const leftMs = totalMs - usedMs;
  stand.put(leftMs > 0 ? planned(key, leftMs) : dueIn(key, rules, now, 0));
  const warnMs = leftMs > 0 ? warningMs(rules, totalMs) : undefined;
  if (warnMs === undefined) stand.cancel(warningKey);
  else stand.put(planned(warningKey, warnMs - usedMs));
}

/** Past: due now, also outside the working hours. */
const dueIn = (key: CaseClockKey, rules: ClockRules, now: Date, leftMs: number): CaseClock =>
  leftMs > 0 ? running(key, rules, now, leftMs) : { ...running(key, rules, now, 0), dueAt: now };

const leftOf = ({ leftMs, dueAt }: CaseClock, { calendar }: ClockRules, now: Date): number =>
  leftMs ?? (dueAt === undefined ? 0 : workingTimeBetween(calendar, now, dueAt));

/**
 * The calls of another severity's levels, from when somebody is looked for: those to come as planned, and of the levels whose time is past the newest one
 * now, unless it was called before. `former`: the levels of a less grave severity; one that called others there is called once more, for nobody has told these.
 */
export function reckonCalls(
  stand: ClockStand,
  { cycle, openSince }: Open,
  { rules, former, now }: { readonly rules: ClockRules; readonly former: readonly EscalationLevel[]; readonly now: Date },
): void {
  const { levels } = rules.policy;
  const planned = callClocks(rules, openSince, cycle);
  const isPast = ({ dueAt }: CaseClock): boolean => dueAt !== undefined && dueAt <= now;
  const calls = planned.filter(({ kind }) => kind === 'call');
  const newest = calls.findLast((clock) => clock.round === 1 && isPast(clock));

  const wanted = calls.filter((clock) => !isPast(clock));
  if (newest !== undefined) {
    const ofLevel = [...stand.all(), ...calls].filter((one) => one.kind === 'call' && one.cycle === cycle && one.level === newest.level);
    const wasCalled = ofLevel.some(({ state }) => state === 'run');
    const before = former[newest.level - 1];
    if (!wasCalled) wanted.push({ ...newest, dueAt: now });
    else if (before !== undefined && !callsSame(before, levels[newest.level - 1])) {
      wanted.push({ ...newest, round: Math.max(...ofLevel.map(({ round }) => round)) + 1, dueAt: now });
    }
  }
  for (const clock of planned.filter(({ kind }) => kind === 'exhausted')) {
    wanted.push(isPast(clock) ? running(clock, rules, now, lastWaitMinutes(levels) * 60_000) : clock);
  }

  const keys = new Set(wanted.map(clockName));
  for (const clock of stand.live()) {
    if ((clock.kind === 'call' || clock.kind === 'exhausted') && !keys.has(clockName(clock))) stand.cancel(clock);
  }
  for (const clock of wanted) stand.put(clock);
}

/** Whether two levels call the same, in whatever order. */
function callsSame(one: EscalationLevel, other: EscalationLevel | undefined): boolean {
  const namesOf = (level: EscalationLevel | undefined) => (level?.call ?? []).map(nameOf).toSorted().join('\n');
  return namesOf(one) === namesOf(other);
}

function nameOf(target: CallTarget): string {
  if ('rota' in target) return `rota ${nameKey(target.rota)}`;
  return 'person' in target ? `person ${target.person.id.toLowerCase()}` : `channel ${target.channel}`;
}
