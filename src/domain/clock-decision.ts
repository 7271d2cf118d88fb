import type { CaseDecision, CaseWithClocks } from './case-decision.ts';
import type { CaseClock } from './case-clock.ts';
import { holds, type ClockRules } from './clock-rules.ts';

/** A clock that runs later than this says so. */
const LATE_SECONDS = 60;

/**
 * What a clock whose time has come makes of its case; undefined: it is overtaken. A breach is never overtaken: whoever met the target in time cancelled it,
 * so one that is still there was missed, however late it is said.
 */
export function decideClock(
  present: CaseWithClocks,
  clock: CaseClock & { readonly dueAt: Date },
  { policy }: ClockRules,
  now: Date,
): CaseDecision | undefined {
  const { kind, target, level, round, dueAt } = clock;
  if (kind !== 'breach' && !holds(clock, present.case)) return undefined;
  const lateSeconds = Math.floor((now.getTime() - dueAt.getTime()) / 1000);
  const { version: _version, updatedAt: _updatedAt, ...next } = present.case;
  return {
    next,
    event: {
      kind,
      actor: 'system',
      detail: {
        dueAt: dueAt.toISOString(),
        ...(lateSeconds >= LATE_SECONDS && { lateSeconds }),
        ...(target !== 'none' && { target }),
        ...(kind === 'call' && { level, round }),
      },
      text: undefined,
    },
    clocks: { add: [], set: [] },
    channels:
      kind === 'call' ? (policy.levels[level - 1]?.call ?? []).flatMap((called) => ('channel' in called ? [called.channel] : [])) : [],
  };
}
