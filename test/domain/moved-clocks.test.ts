import assert from 'node:assert/strict';
import type { CaseClock } from '../../src/domain/case-clock.ts';
import { firstClocks, type ClockRules } from '../../src/domain/clock-rules.ts';
import { movedClocks } from '../../src/domain/moved-clocks.ts';
import type { EscalationLevel, SeverityPolicy } from '../../src/domain/escalation-plan.ts';
import type { Severity } from '../../src/domain/severity.ts';
import type { SupportCase } from '../../src/domain/support-case.ts';
import { aCase, DMITRI, minutesLater, OPENED_AT } from '../support/cases.ts';

const level = (afterMinutes: number, repeat?: EscalationLevel['repeat']): EscalationLevel => ({
  afterMinutes,
  repeat,
  call: [{ rota: 'azure' }],
});
const rules = (some: Partial<SeverityPolicy>, hours: Partial<ClockRules> = {}): ClockRules => ({
  policy: {
    acknowledgeMinutes: 20,
    firstResponseMinutes: 60,
    resolutionMinutes: 240,
    warnAtPercentLeft: 25,
    hours: undefined,
    levels: [level(10, { everyMinutes: 5, times: 3 }), level(20)],
    ...some,
  },
  hours: undefined,
  calendar: undefined,
  ...hours,
});
const MODERATE = rules({});
const RULES: Readonly<Record<Severity, ClockRules>> = {
  critical: rules({
    acknowledgeMinutes: 5,
    firstResponseMinutes: 15,
    resolutionMinutes: 120,
    levels: [level(1), level(3), level(8), level(40)],
  }),
  moderate: MODERATE,
  minimal: rules({
    acknowledgeMinutes: undefined,
    firstResponseMinutes: 480,
    resolutionMinutes: undefined,
    warnAtPercentLeft: 0,
    levels: [level(60)],
  }),
};
/** Noon on a Monday, an hour before the office closes. */
const OFFICE = { name: 'office', timeZone: 'Europe/London', week: [0, 1, 2, 3, 4, 5, 6].map(() => [{ from: 540, to: 780 }]), holidays: [] };

const OPEN = aCase();
const TAKEN = aCase({ state: 'taken', owner: DMITRI, takenAt: minutesLater(5) });
const WAITING = aCase({ ...TAKEN, state: 'waiting', waitingFor: 'customer', firstResponseAt: minutesLater(30) });
const RESOLVED = aCase({ ...TAKEN, state: 'resolved', firstResponseAt: minutesLater(30), resolvedAt: minutesLater(40), cause: 'fixed' });

/** A clock in a line: `2 breach resolution 240`, in minutes after the opening; with what is left while it stands, or what became of it. */
function line({ cycle, kind, target, level: at, round, state, dueAt, leftMs }: CaseClock): string {
  const name = kind === 'call' ? `call ${at}.${round}` : target === 'none' ? kind : `${kind} ${target}`;
  const minutes = (ms: number): number => ms / 60_000;
  const when = leftMs === undefined ? minutes((dueAt?.getTime() ?? NaN) - OPENED_AT.getTime()) : `${minutes(leftMs)} left`;
  return `${cycle} ${name} ${state === 'running' || state === 'paused' ? when : state}`;
}

function moved(
  before: SupportCase,
  change: Partial<SupportCase>,
  atMinute: number,
  clocks = firstClocks(MODERATE, OPENED_AT),
  rulesOf = RULES,
) {
  const next = { ...before, ...change };
  return movedClocks({ before, next, clocks, rulesOf: (severity) => rulesOf[severity], now: minutesLater(atMinute) });
}

function after(clocks: readonly CaseClock[], changes: ReturnType<typeof movedClocks>): readonly CaseClock[] {
  const nameOf = ({ cycle, kind, target, level: at, round }: CaseClock): string => `${cycle} ${kind} ${target} ${at} ${round}`;
  const present = new Map(clocks.map((clock) => [nameOf(clock), clock]));
  for (const clock of [...changes.set, ...changes.add]) present.set(nameOf(clock), clock);
  return [...present.values()];
}

const changed = ({ add, set }: ReturnType<typeof movedClocks>) => ({ add: add.map(line), set: set.map(line) });

describe('the clocks of a case', () => {
  it('begin with the calls of each level until the next one, the word that nobody took it, and each target with its warning', () => {
    assert.deepEqual(firstClocks(MODERATE, OPENED_AT).map(line), [
      '1 call 1.1 10',
      '1 call 1.2 15',
      '1 call 2.1 20',
      '1 exhausted 35',
      '1 warning acknowledge 15',
      '1 breach acknowledge 20',
      '1 warning first-response 45',
      '1 breach first-response 60',
      '1 warning resolution 180',
      '1 breach resolution 240',
    ]);
  });

  it('have no warning, target, call or last word that the policy does not ask for', () => {
    assert.deepEqual(firstClocks(rules({ acknowledgeMinutes: undefined, warnAtPercentLeft: 0, levels: [] }), OPENED_AT).map(line), [
      '1 breach first-response 60',
      '1 breach resolution 240',
    ]);
  });

  it('wait as long for the last word as between the calls of a last level that is repeated', () => {
    const [last] = firstClocks(rules({ levels: [level(10, { everyMinutes: 30, times: 2 })] }), OPENED_AT).filter(
      ({ kind }) => kind === 'exhausted',
    );

    assert.equal(last && line(last), '1 exhausted 100');
  });

  it('count by the hours of the rules', () => {
    const clocks = firstClocks(rules({ levels: [] }, { hours: 'office', calendar: OFFICE }), OPENED_AT);

    // An hour is left of this day, and each following day has four.
    assert.equal(line(clocks.at(-1) ?? assert.fail()), `1 breach resolution ${24 * 60}`);
    assert.ok(clocks.every(({ hours }) => hours === 'office'));
  });

  it('are cancelled when it is taken, but for answer and solution', () => {
    assert.deepEqual(changed(moved(OPEN, TAKEN, 5)), {
      add: [],
      set: ['1 call 1.1', '1 call 1.2', '1 call 2.1', '1 exhausted', '1 warning acknowledge', '1 breach acknowledge'].map(
        (name) => `${name} cancelled`,
      ),
    });
  });

  it('leave a target missed that ran out before it was met, though nobody has said so yet', () => {
    const { set } = changed(moved(OPEN, TAKEN, 25));

    assert.ok(set.includes('1 warning acknowledge cancelled'));
    assert.ok(!set.some((one) => one.startsWith('1 breach')), set.join());
  });

  it('of the answer end with the first one', () => {
    assert.deepEqual(
      changed(
        moved(
          TAKEN,
          { firstResponseAt: minutesLater(30) },
          30,
          firstClocks(rules({ levels: [], acknowledgeMinutes: undefined }), OPENED_AT),
        ),
      ),
      {
        add: [],
        set: ['1 warning first-response cancelled', '1 breach first-response cancelled'],
      },
    );
  });

  it('all end when it is resolved', () => {
    const clocks = firstClocks(MODERATE, OPENED_AT);

    const left = after(clocks, moved(OPEN, RESOLVED, 5, clocks)).filter(({ state }) => state !== 'cancelled');

    assert.deepEqual(left, []);
  });

  describe('of answer and solution', () => {
    const clocks = firstClocks(rules({ levels: [], acknowledgeMinutes: undefined, firstResponseMinutes: undefined }), OPENED_AT);
    const paused = after(clocks, moved(TAKEN, WAITING, 40, clocks));

    it('stand while it waits for the customer, with what is left', () => {
      assert.deepEqual(paused.map(line), ['1 warning resolution 140 left', '1 breach resolution 200 left']);
    });

    it('go on afterwards with what was left', () => {
      assert.deepEqual(changed(moved(WAITING, TAKEN, 500, paused)), {
        add: [],
        set: ['1 warning resolution 640', '1 breach resolution 700'],
      });
    });

    it('go on too when Microsoft is waited for', () => {
      assert.deepEqual(changed(moved(WAITING, { waitingFor: 'microsoft' }, 500, paused)).set.at(-1), '1 breach resolution 700');
      assert.deepEqual(changed(moved(TAKEN, { ...WAITING, waitingFor: 'microsoft' }, 40, clocks)), { add: [], set: [] });
    });

    it('stand and go on by working time', () => {
      const office = rules(
        { levels: [], acknowledgeMinutes: undefined, firstResponseMinutes: undefined },
        { hours: 'office', calendar: OFFICE },
      );
      const all = { critical: office, moderate: office, minimal: office };
      const stood = after(firstClocks(office, OPENED_AT), moved(TAKEN, WAITING, 30, firstClocks(office, OPENED_AT), all));

      assert.deepEqual(stood.map(line), ['1 warning resolution 150 left', '1 breach resolution 210 left']);
      // In the evening: the next day's four hours hold it.
      assert.equal(line(moved(WAITING, TAKEN, 600, stood, all).set.at(-1) ?? assert.fail()), `1 breach resolution ${21 * 60 + 210}`);
    });

    it('stay missed when they ran out before it waits', () => {
      assert.deepEqual(changed(moved(TAKEN, WAITING, 240, clocks)), { add: [], set: [] });
    });
  });

  it('call and count anew when it is given back, while the solution goes on', () => {
    const clocks = after(firstClocks(MODERATE, OPENED_AT), moved(OPEN, TAKEN, 5));

    const { add, set } = changed(moved(TAKEN, { state: 'open', owner: undefined, cycle: 2, openSince: minutesLater(100) }, 100, clocks));

    assert.deepEqual(add, [
      '2 call 1.1 110',
      '2 call 1.2 115',
      '2 call 2.1 120',
      '2 exhausted 135',
      '2 warning acknowledge 115',
      '2 breach acknowledge 120',
    ]);
    assert.deepEqual(set, []);
  });

  it('begin anew, but for an answer that was given, when it is opened again', () => {
    const again = { state: 'open', owner: undefined, cycle: 2, openSince: minutesLater(100), resolvedAt: undefined } as const;
    const clocks = after(firstClocks(MODERATE, OPENED_AT), moved(OPEN, RESOLVED, 40));

    const answered = changed(moved(RESOLVED, again, 100, clocks)).add;
    const unanswered = changed(moved({ ...RESOLVED, firstResponseAt: undefined }, again, 100, clocks)).add;

    assert.deepEqual(answered.slice(-2), ['2 warning resolution 280', '2 breach resolution 340']);
    assert.ok(!answered.some((one) => one.includes('first-response')));
    assert.ok(unanswered.includes('2 breach first-response 160'));
  });

  describe('under another severity', () => {
    const run = (clocks: readonly CaseClock[], untilMinute: number): readonly CaseClock[] =>
      clocks.map((clock) =>
        clock.dueAt !== undefined && clock.dueAt <= minutesLater(untilMinute) ? { ...clock, state: 'run' as const } : clock,
      );

    it('count what was used so far', () => {
      const changes = changed(
        moved(TAKEN, { severity: 'critical' }, 10, firstClocks(rules({ levels: [], acknowledgeMinutes: undefined }), OPENED_AT)),
      );

      assert.deepEqual(changes.set, [
        '1 warning first-response 11.25',
        '1 breach first-response 15',
        '1 warning resolution 90',
        '1 breach resolution 120',
      ]);
    });

    it('are due at once where that is more than there is, without a warning', () => {
      const clocks = firstClocks(rules({ levels: [], acknowledgeMinutes: undefined }), OPENED_AT);

      assert.deepEqual(changed(moved(TAKEN, { severity: 'critical' }, 100, run(clocks, 100))).set, [
        '1 warning resolution 100',
        '1 breach resolution 120',
      ]);
      assert.deepEqual(changed(moved(TAKEN, { severity: 'critical' }, 150, run(clocks, 150))).set, [
        '1 warning resolution cancelled',
        '1 breach resolution 150',
      ]);
    });

    it('end where nothing is promised, and begin where it was not before', () => {
      const clocks = firstClocks(rules({ levels: [], acknowledgeMinutes: undefined }), OPENED_AT);
      const milder = moved(TAKEN, { severity: 'minimal' }, 10, clocks);

      assert.deepEqual(changed(milder).set, [
        '1 warning first-response cancelled',
        '1 breach first-response 480',
        '1 warning resolution cancelled',
        '1 breach resolution cancelled',
      ]);
      const back = changed(moved(aCase({ ...TAKEN, severity: 'minimal' }), { severity: 'moderate' }, 30, after(clocks, milder)));
      assert.deepEqual(back.set.slice(-2), ['1 warning resolution 210', '1 breach resolution 270']);
    });

    it('are not said twice', () => {
      const clocks = run(
        firstClocks(rules({ levels: [], acknowledgeMinutes: undefined, firstResponseMinutes: undefined }), OPENED_AT),
        240,
      );

      assert.deepEqual(changed(moved({ ...TAKEN, firstResponseAt: minutesLater(30) }, { severity: 'critical' }, 300, clocks)), {
        add: [],
        set: [],
      });
    });

    it('warn of no target twice, though it was not promised for a while and given back before', () => {
      const solution = rules({ levels: [], acknowledgeMinutes: undefined, firstResponseMinutes: undefined });
      const answered = aCase({ ...TAKEN, cycle: 2, firstResponseAt: minutesLater(30) });
      const warned = run(firstClocks(solution, OPENED_AT), 180);
      const milder = after(warned, moved(answered, { severity: 'minimal' }, 190, warned));

      const { add, set } = changed(moved({ ...answered, severity: 'minimal' }, { severity: 'critical' }, 200, milder));

      assert.deepEqual([add, set], [[], ['1 breach resolution 320']]);
    });

    it('stand still for the customer with the new time left', () => {
      const clocks = firstClocks(rules({ levels: [], acknowledgeMinutes: undefined, firstResponseMinutes: undefined }), OPENED_AT);
      const paused = after(clocks, moved(TAKEN, WAITING, 40, clocks));

      assert.deepEqual(changed(moved(WAITING, { severity: 'critical' }, 500, paused)).set, [
        '1 warning resolution 50 left',
        '1 breach resolution 80 left',
      ]);
    });

    it('call by its levels from the opening: of those past only the newest one, now', () => {
      const changes = changed(moved(OPEN, { severity: 'critical' }, 9, firstClocks(MODERATE, OPENED_AT)));

      assert.deepEqual(changes.add, ['1 call 4.1 40', '1 call 3.1 9']);
      assert.deepEqual(changes.set.slice(0, 4), ['1 call 1.1 cancelled', '1 call 1.2 cancelled', '1 call 2.1 cancelled', '1 exhausted 55']);
    });

    it('call no level twice', () => {
      const clocks = run(firstClocks(MODERATE, OPENED_AT), 12);
      const same = { ...RULES, critical: rules({ levels: [level(2), level(15)] }) };

      const { add, set } = changed(moved(OPEN, { severity: 'critical' }, 12, clocks, same));

      assert.deepEqual(
        [...add, ...set].filter((one) => one.includes('call')),
        ['1 call 1.2 cancelled', '1 call 2.1 15'],
      );
    });

    it('call those whom only the level of the graver severity calls, though it was called, and nobody anew when it is less grave', () => {
      const night = { ...level(2, { everyMinutes: 20, times: 1 }), call: [{ rota: 'night' }] };
      const other = { ...RULES, critical: rules({ levels: [night] }) };
      const clocks = run(firstClocks(MODERATE, OPENED_AT), 12);

      const up = moved(OPEN, { severity: 'critical' }, 12, clocks, other);
      const raised = after(clocks, up);
      const down = moved(aCase({ severity: 'critical' }), { severity: 'moderate' }, 13, raised, other);

      const calls = ({ add, set }: ReturnType<typeof changed>) => [...add, ...set].filter((one) => /call.* \d+$/.test(one));
      assert.deepEqual(calls(changed(up)), ['1 call 1.3 12', '1 call 1.2 22']);
      assert.deepEqual(calls(changed(down)), ['1 call 1.2 15', '1 call 2.1 20']);
    });

    it('call by the former levels again when it is changed back', () => {
      const clocks = firstClocks(MODERATE, OPENED_AT);
      const once = after(clocks, moved(OPEN, { severity: 'minimal' }, 1, clocks));

      const twice = after(once, moved(aCase({ severity: 'minimal' }), { severity: 'moderate' }, 2, once));

      const calls = twice.filter(({ kind, state }) => kind === 'call' && state === 'running').map(line);
      assert.deepEqual(calls, ['1 call 1.1 10', '1 call 1.2 15', '1 call 2.1 20']);
    });

    it('wait for the last word once more where its time is past', () => {
      const { add, set } = changed(moved(OPEN, { severity: 'critical' }, 60, run(firstClocks(MODERATE, OPENED_AT), 30)));

      assert.ok([...add, ...set].includes('1 exhausted 75'), [...add, ...set].join());
    });
  });

  it('forget a target that was missed in an earlier life when a later severity promises it again', () => {
    const missed = firstClocks(rules({ levels: [] }), OPENED_AT).map((clock) => ({ ...clock, state: 'run' as const }));
    const again = aCase({ severity: 'minimal', cycle: 2, openSince: minutesLater(500), firstResponseAt: minutesLater(300) });
    const reopened = after(missed, moved({ ...RESOLVED, severity: 'minimal' }, again, 500, missed));

    const { set, add } = changed(moved(again, { severity: 'moderate' }, 510, reopened));

    assert.ok(set.includes('2 breach resolution 750'), [...set, ...add].join());
  });
});
