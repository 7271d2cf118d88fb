import type { BusinessCalendar } from '../../../src/domain/business-calendar.ts';
import type { CaseEventKind, CaseTarget } from '../../../src/domain/support-case.ts';
import type { SeverityPolicy } from '../../../src/domain/escalation-plan.ts';
import type { Severity } from '../../../src/domain/severity.ts';
import type { Life } from './lives.ts';
import { CALENDARS, WEEK_PLAN } from './week-plan.ts';

/** What shall happen, or happened, by a clock. Minutes are those of the week. */
export interface Rung {
  readonly caseId: string;
  readonly kind: CaseEventKind;
  readonly target: CaseTarget | undefined;
  readonly level: number | undefined;
  readonly round: number | undefined;
  readonly due: number;
  readonly at: number;
}

/** Of each calendar, for each minute of the weeks: whether people work in it. Asked of Intl minute by minute, and of nothing that the bot uses. */
export function workingMinutes(from: Date, minutes: number): ReadonlyMap<string, readonly boolean[]> {
  const works = ({ timeZone, week, holidays }: BusinessCalendar): readonly boolean[] => {
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
    return Array.from({ length: minutes }, (_, minute) => {
      const [day = '', time = ''] = format.format(from.getTime() + minute * 60_000).split(' ');
      const [hour, past] = time.split(':');
      const wall = Number(hour) * 60 + Number(past);
      const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
      return !holidays.includes(day) && (week[weekday] ?? []).some((span) => wall >= span.from && wall < span.to);
    });
  };
  return new Map(CALENDARS.map((calendar) => [calendar.name, works(calendar)]));
}

type Works = (minute: number) => boolean;

/** Counts its working minutes down, one by one. */
interface Countdown {
  readonly kind: 'call' | 'exhausted' | 'warning' | 'breach';
  readonly target: CaseTarget | undefined;
  readonly level: number | undefined;
  readonly round: number | undefined;
  left: number;
  due: number | undefined;
  state: 'counts' | 'ran' | 'off';
}

/** One case of a week, minute by minute: slow and plain, to check the bot by. `isOut`: nothing is swept in that minute. */
export function reckon(
  life: Life,
  {
    minutes,
    working,
    isOut,
  }: { readonly minutes: number; readonly working: ReadonlyMap<string, readonly boolean[]>; readonly isOut: Works },
): readonly Rung[] {
  const rungs: Rung[] = [];
  const policy = WEEK_PLAN.policies.find(({ name }) => name === (life.product === 'azure' ? 'azure' : 'default'));
  if (policy === undefined) throw new Error('No policy');

  let severity: Severity = life.severity;
  let state: 'open' | 'held' | 'stopped' | 'resolved' = 'open';
  let answered = false;
  let openSince = life.openedAt;
  let countdowns: Countdown[] = [];

  const rules = (): SeverityPolicy => policy.severities[severity];
  const works: Works = (minute) => {
    const hours = policy.languageHours[life.language] ?? rules().hours;
    return hours === undefined || working.get(hours)?.[minute] === true;
  };
  const totalOf = (target: CaseTarget): number | undefined => {
    if (target === 'acknowledge') return rules().acknowledgeMinutes;
    return target === 'resolution' ? rules().resolutionMinutes : rules().firstResponseMinutes;
  };
  const warnAfter = (total: number): number | undefined =>
    rules().warnAtPercentLeft === 0 ? undefined : total - (total * rules().warnAtPercentLeft) / 100;

  const add = (kind: Countdown['kind'], left: number, more: Partial<Countdown> = {}): void => {
    countdowns.push({ kind, target: undefined, level: undefined, round: undefined, left, due: undefined, state: 'counts', ...more });
  };
  const isOfCalls = ({ kind }: Countdown): boolean => kind === 'call' || kind === 'exhausted';

  /** All calls of the severity, with the minutes after which they come. */
  const calls = (): { level: number; round: number; after: number }[] => {
    const { levels } = rules();
    const all: { level: number; round: number; after: number }[] = [];
    for (const [index, { afterMinutes, repeat }] of levels.entries()) {
      all.push({ level: index + 1, round: 1, after: afterMinutes });
      for (let time = 1; time <= (repeat?.times ?? 0); time++) {
        const after = afterMinutes + time * (repeat?.everyMinutes ?? 0);
        const next = levels[index + 1];
        if (next === undefined || after < next.afterMinutes) all.push({ level: index + 1, round: time + 1, after });
      }
    }
    return all;
  };
  const lastWait = (): number => rules().levels.at(-1)?.repeat?.everyMinutes ?? 15;

  const planCalls = (): void => {
    const all = calls();
    for (const { level, round, after } of all) add('call', after, { level, round });
    const last = all.at(-1);
    if (last !== undefined) add('exhausted', last.after + lastWait());
  };
  const planTarget = (target: CaseTarget): void => {
    const total = totalOf(target);
    if (total === undefined) return;
    const warn = warnAfter(total);
    if (warn !== undefined) add('warning', warn, { target });
    add('breach', total, { target });
  };
  /** What nobody needs any more; a breach that is due is a fact. */
  const drop = (which: (one: Countdown) => boolean): void => {
    for (const one of countdowns) {
      if (one.state === 'counts' && which(one) && !(one.kind === 'breach' && one.due !== undefined)) one.state = 'off';
    }
  };
  const planAnew = (minute: number, targets: readonly CaseTarget[]): void => {
    openSince = minute;
    // Of an earlier search nothing is called any more, and what was said of these targets says nothing of the new ones.
    countdowns = countdowns.filter(
      (one) => !isOfCalls(one) && (one.state === 'counts' || one.target === undefined || !targets.includes(one.target)),
    );
    planCalls();
    for (const target of targets) planTarget(target);
  };

  const changeTarget = (target: CaseTarget, before: number | undefined, minute: number): void => {
    if ((target === 'acknowledge' && state !== 'open') || (target === 'first-response' && answered)) return;
    const ofTarget = countdowns.filter((one) => one.target === target);
    const breach = ofTarget.findLast(({ kind }) => kind === 'breach');
    const counts = breach?.state === 'counts';
    if (breach?.state === 'ran' || (counts && breach.due !== undefined)) return;
    const total = totalOf(target);
    const used = counts && before !== undefined ? before - breach.left : 0;
    const warned = ofTarget.some(({ kind, state: stand }) => kind === 'warning' && stand === 'ran');
    // But for what an earlier search missed in an outage.
    for (const one of ofTarget) if (one.state === 'counts' && !(one.kind === 'breach' && one.due !== undefined)) one.state = 'off';
    if (total === undefined) return;
    const late = used >= total;
    const warn = warnAfter(total);
    if (warn !== undefined && !warned && !late) {
      add('warning', Math.max(0, warn - used), { target, due: warn <= used && state !== 'stopped' ? minute : undefined });
    }
    add('breach', Math.max(0, total - used), { target, due: late ? minute : undefined });
  };

  const changeCalls = (minute: number): void => {
    let passed = 0;
    let begun = false;
    for (let each = openSince; each < minute; each++) {
      if (works(each)) passed += 1;
      begun ||= works(each);
    }
    begun ||= works(minute);
    const ran = new Set(
      countdowns.filter((one) => one.kind === 'call' && one.state === 'ran').map(({ level, round }) => `${level} ${round}`),
    );
    const exhausted = countdowns.some((one) => one.kind === 'exhausted' && one.state === 'ran');
    const calledLevels = new Set(countdowns.filter((one) => one.kind === 'call' && one.state === 'ran').map(({ level }) => level));
    for (const one of countdowns) if (isOfCalls(one) && one.state === 'counts') one.state = 'off';
    const isPast = (after: number): boolean => (after === 0 ? begun : passed >= after);
    const all = calls();
    for (const { level, round, after } of all) {
      if (!isPast(after) && !ran.has(`${level} ${round}`)) add('call', after - passed, { level, round });
    }
    const newest = all.findLast(({ round, after }) => round === 1 && isPast(after));
    if (newest !== undefined && !calledLevels.has(newest.level)) add('call', 0, { level: newest.level, round: 1, due: minute });
    const last = all.at(-1);
    if (last !== undefined && !exhausted) {
      const after = last.after + lastWait();
      add('exhausted', isPast(after) ? lastWait() : after - passed);
    }
  };

  const act = ({ minute, action, actor }: Life['acts'][number]): void => {
    const answer = (): void => {
      answered = true;
      drop(({ target }) => target === 'first-response');
    };
    const taken = (): void => {
      state = 'held';
      drop((one) => isOfCalls(one) || one.target === 'acknowledge');
    };
    switch (action.kind) {
      case 'take':
      case 'take-over':
      case 'hand':
        taken();
        break;
      case 'note':
        if (state === 'held' || state === 'stopped') answer();
        break;
      case 'wait':
        answer();
        state = action.for === 'customer' ? 'stopped' : 'held';
        break;
      case 'go-on':
        state = 'held';
        break;
      case 'release':
        state = 'open';
        planAnew(minute, ['acknowledge']);
        break;
      case 'severity': {
        const before = {
          acknowledge: totalOf('acknowledge'),
          'first-response': totalOf('first-response'),
          resolution: totalOf('resolution'),
        };
        severity = action.severity;
        for (const target of ['acknowledge', 'first-response', 'resolution'] as const) changeTarget(target, before[target], minute);
        if (state === 'open') changeCalls(minute);
        break;
      }
      case 'resolve':
        answer();
        drop(() => true);
        state = 'resolved';
        break;
      case 'withdraw':
        drop(() => true);
        state = 'resolved';
        break;
      case 'refuse':
      case 'reopen':
        state = 'open';
        planAnew(minute, answered ? ['acknowledge', 'resolution'] : ['acknowledge', 'first-response', 'resolution']);
        break;
      default:
        throw new Error(`${action.kind} by ${actor.id}`);
    }
  };

  const sweep = (minute: number): void => {
    if (isOut(minute)) return;
    for (const one of countdowns) {
      if (one.state !== 'counts' || one.due === undefined || one.due > minute) continue;
      one.state = 'ran';
      const { kind, target, level, round, due } = one;
      rungs.push({ caseId: life.id, kind, target, level, round, due, at: minute });
    }
  };

  const isStopped = ({ target }: Countdown): boolean => state === 'stopped' && target !== 'acknowledge' && target !== undefined;

  planCalls();
  for (const target of ['acknowledge', 'first-response', 'resolution'] as const) planTarget(target);
  let done = 0;
  for (let minute = life.openedAt; minute < minutes; minute++) {
    // What has no time left over begins with the next work.
    for (const one of countdowns)
      if (one.state === 'counts' && one.left === 0 && one.due === undefined && !isStopped(one) && works(minute)) one.due = minute;
    sweep(minute);
    for (let next = life.acts[done]; next?.minute === minute; next = life.acts[++done]) {
      act(next);
      for (const one of countdowns)
        if (one.state === 'counts' && one.left === 0 && one.due === undefined && !isStopped(one) && works(minute)) one.due = minute;
    }
    sweep(minute);
    if (!works(minute)) continue;
    for (const one of countdowns) {
      if (one.state !== 'counts' || one.left === 0 || isStopped(one)) continue;
      one.left -= 1;
      if (one.left === 0) one.due = minute + 1;
    }
  }
  return rungs;
}
