import type { CaseClock } from './case-clock.ts';
import type { CaseOutlook } from './case-view.ts';
import { targetMs, type ClockRules } from './clock-rules.ts';
import { latestBreach } from './clock-stand.ts';
import { CASE_TARGETS, type CaseTarget, type SupportCase } from './support-case.ts';

/** What happens to a case next if nobody acts, and how it stands with its targets. `clocks`: all of the case, those that ran too. */
export function outlookOf(c: SupportCase, clocks: readonly CaseClock[], rules: ClockRules): CaseOutlook {
  const targets = CASE_TARGETS.flatMap((target) => {
    const breach = latestBreach(clocks, target, c.cycle);
    const state = breach && standOf(breach, c, rules);
    return state === undefined ? [] : [{ target, dueAt: breach?.dueAt, state }];
  });
  const [next] = clocks
    .flatMap(({ kind, cycle, state, level, dueAt }) =>
      kind === 'call' && cycle === c.cycle && state === 'running' && dueAt !== undefined ? [{ level, at: dueAt }] : [],
    )
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
  return { targets, nextCall: next };
}

/** Undefined: it is not promised any more, or came to nothing. */
function standOf({ state, target }: CaseClock, c: SupportCase, rules: ClockRules): CaseOutlook['targets'][number]['state'] | undefined {
  if (state === 'run') return 'missed';
  if (state !== 'cancelled') return state;
  return target !== 'none' && targetMs(rules, target) !== undefined && isMet(target, c) ? 'met' : undefined;
}

function isMet(target: CaseTarget, { state, cause, firstResponseAt }: SupportCase): boolean {
  if (target === 'acknowledge') return state === 'taken' || state === 'waiting' || (state === 'resolved' && cause !== 'withdrawn');
  return target === 'first-response' ? firstResponseAt !== undefined : state === 'resolved' && cause !== 'withdrawn';
}
