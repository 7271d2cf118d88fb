import type { EscalationLevel } from './escalation-plan.ts';

/** One call of a level, so many minutes after somebody is looked for. */
export interface PlannedCall {
  /** 1 is the first level. */
  readonly level: number;
  /** 1 is the first time. */
  readonly round: number;
  readonly minutes: number;
}

/** How long is waited after the very last call before nobody is left to be called; a repeated level is waited for as long as between its calls. */
const LAST_WAIT_MINUTES = 15;

/** All calls in their order: a level is repeated until the next one begins. */
export function plannedCalls(levels: readonly EscalationLevel[]): readonly PlannedCall[] {
  return levels.flatMap(({ afterMinutes, repeat }, index) => {
    const next = levels[index + 1]?.afterMinutes ?? Infinity;
    const rounds = Array.from({ length: 1 + (repeat?.times ?? 0) }, (_, round) => afterMinutes + round * (repeat?.everyMinutes ?? 0));
    return rounds
      .filter((minutes, round) => round === 0 || minutes < next)
      .map((minutes, round) => ({ level: index + 1, round: round + 1, minutes }));
  });
}

/** Minutes between the last call and the word that nobody took it. */
export function lastWaitMinutes(levels: readonly EscalationLevel[]): number {
  return levels.at(-1)?.repeat?.everyMinutes ?? LAST_WAIT_MINUTES;
}
