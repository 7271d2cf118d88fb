import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { dutyAt, shiftsBetween } from '../../src/domain/duty.ts';
import type { PlanPerson, Rota } from '../../src/domain/escalation-plan.ts';
import type { EnteredShift, Shift } from '../../src/domain/on-call.ts';
import { ADELE, anEnteredShift, aRota, CAMILLE, MEI } from '../support/rotas.ts';

const at = (text: string) => new Date(text);
const HOUR_MS = 3_600_000;
const told = (shift: Shift | undefined) =>
  shift &&
  `${shift.person.name.split(' ')[0]} ${shift.from.toISOString().slice(0, 16)} ${shift.to.toISOString().slice(0, 16)} ${shift.source}`;

describe('who has the duty', () => {
  it('is the member whose turn it is, by the wall clock of the rota', () => {
    assert.equal(told(dutyAt(aRota(), [], at('2026-11-09T07:59:59Z'))), 'Adele 2026-11-02T08:00 2026-11-09T08:00 rota');
    assert.equal(told(dutyAt(aRota(), [], at('2026-11-09T08:00:00Z'))), 'Camille 2026-11-09T08:00 2026-11-16T08:00 rota');
  });

  it('is the first again after the last', () => {
    assert.equal(dutyAt(aRota(), [], at('2026-11-24T12:00:00Z'))?.person, ADELE);
  });

  it('changes every day, or after any number of days', () => {
    const daily = shiftsBetween(aRota({ turn: { days: 1 } }), [], at('2026-11-03T12:00:00Z'), at('2026-11-04T12:00:00Z'));
    const tenDays = shiftsBetween(aRota({ turn: { days: 10 } }), [], at('2026-11-02T12:00:00Z'), at('2026-11-13T00:00:00Z'));

    assert.deepEqual(daily.map(told), ['Camille 2026-11-03T08:00 2026-11-04T08:00 rota', 'Mei 2026-11-04T08:00 2026-11-05T08:00 rota']);
    assert.deepEqual(tenDays.map(told), ['Adele 2026-11-02T08:00 2026-11-12T08:00 rota', 'Camille 2026-11-12T08:00 2026-11-22T08:00 rota']);
  });

  it('is nobody before the rota begins, and nobody in a rota without members', () => {
    assert.equal(dutyAt(aRota(), [], at('2026-11-02T07:59:00Z')), undefined);
    assert.equal(dutyAt(aRota({ turn: 'calendar', members: [] }), [], at('2026-11-05T12:00:00Z')), undefined);
  });

  it('is told of a calendar rota by what was imported alone, with its gaps', () => {
    const rota = aRota({ turn: 'calendar' });
    const imported = [
      anEnteredShift('2026-11-03T08:00Z', '2026-11-03T20:00Z', ADELE, { source: 'calendar' }),
      anEnteredShift('2026-11-04T08:00Z', '2026-11-04T20:00Z', MEI, { source: 'calendar' }),
    ];

    assert.equal(dutyAt(rota, imported, at('2026-11-03T22:00Z')), undefined);
    assert.deepEqual(shiftsBetween(rota, imported, at('2026-11-01T00:00Z'), at('2026-11-10T00:00Z')).map(told), [
      'Adele 2026-11-03T08:00 2026-11-03T20:00 calendar',
      'Mei 2026-11-04T08:00 2026-11-04T20:00 calendar',
    ]);
  });

  describe('when the clocks change (pitfall 26)', () => {
    const daily = aRota({ from: '2026-03-01', turn: { days: 1 } });

    it('is handed over at the same wall time before and after, in spring', () => {
      const shifts = shiftsBetween(daily, [], at('2026-03-28T09:00Z'), at('2026-03-30T09:00Z'));

      assert.deepEqual(
        shifts.map(({ from }) => from.toISOString()),
        ['2026-03-28T08:00:00.000Z', '2026-03-29T07:00:00.000Z', '2026-03-30T07:00:00.000Z'],
      );
    });

    it('is handed over at the same wall time before and after, in autumn', () => {
      const shifts = shiftsBetween(daily, [], at('2026-10-24T09:00Z'), at('2026-10-26T09:00Z'));

      assert.deepEqual(
        shifts.map(({ from }) => from.toISOString()),
        ['2026-10-24T07:00:00.000Z', '2026-10-25T08:00:00.000Z', '2026-10-26T08:00:00.000Z'],
      );
    });

    it('is handed over as much later when the clocks leap over the hand-over', () => {
      const night = aRota({ from: '2026-03-01', turn: { days: 1 }, handOverAt: 150 });

      const [shift] = shiftsBetween(night, [], at('2026-03-29T02:00Z'), at('2026-03-29T03:00Z'));

      assert.equal(shift?.from.toISOString(), '2026-03-29T01:30:00.000Z');
      assert.equal(shift.to.toISOString(), '2026-03-30T00:30:00.000Z');
    });

    it('is handed over once, at the first of two such times', () => {
      const night = aRota({ from: '2026-10-01', turn: { days: 1 }, handOverAt: 150 });

      const shifts = shiftsBetween(night, [], at('2026-10-25T00:00Z'), at('2026-10-25T12:00Z'));

      assert.deepEqual(
        shifts.map(({ to }) => to.toISOString()),
        ['2026-10-25T00:30:00.000Z', '2026-10-26T01:30:00.000Z'],
      );
    });

    it('is not lost where a place left a day out of its calendar', () => {
      const samoa = aRota({ timeZone: 'Pacific/Apia', from: '2011-12-28', turn: { days: 1 } });

      const shifts = shiftsBetween(samoa, [], at('2011-12-28T20:00Z'), at('2012-01-01T20:00Z'));

      for (const [index, shift] of shifts.entries()) {
        assert.ok(shift.from < shift.to);
        assert.deepEqual(shifts[index + 1]?.from ?? shift.to, shift.to);
      }
    });
  });

  describe('with shifts entered by hand', () => {
    it('is whoever was entered, and the rota goes on before and after', () => {
      const entered = [anEnteredShift('2026-11-04T12:00Z', '2026-11-05T12:00Z', MEI)];

      assert.deepEqual(shiftsBetween(aRota(), entered, at('2026-11-03T00:00Z'), at('2026-11-09T00:00Z')).map(told), [
        'Adele 2026-11-02T08:00 2026-11-04T12:00 rota',
        'Mei 2026-11-04T12:00 2026-11-05T12:00 override',
        'Adele 2026-11-05T12:00 2026-11-09T08:00 rota',
      ]);
    });

    it('is whoever was entered last', () => {
      const first = anEnteredShift('2026-11-04T08:00Z', '2026-11-06T08:00Z', MEI);
      const later = anEnteredShift('2026-11-05T08:00Z', '2026-11-07T08:00Z', CAMILLE, { enteredAt: at('2026-11-02T09:00Z') });

      const shifts = shiftsBetween(aRota(), [later, first], at('2026-11-04T09:00Z'), at('2026-11-07T09:00Z'));

      assert.deepEqual(shifts.map(told), [
        'Mei 2026-11-04T08:00 2026-11-05T08:00 override',
        'Camille 2026-11-05T08:00 2026-11-07T08:00 override',
        'Adele 2026-11-07T08:00 2026-11-09T08:00 rota',
      ]);
    });

    it('changes places in a swap', () => {
      const swapped = [
        anEnteredShift('2026-11-02T08:00Z', '2026-11-09T08:00Z', CAMILLE, { source: 'swap', uid: 's' }),
        anEnteredShift('2026-11-09T08:00Z', '2026-11-16T08:00Z', ADELE, { source: 'swap', uid: 's' }),
      ];

      assert.deepEqual(shiftsBetween(aRota(), swapped, at('2026-11-02T08:00Z'), at('2026-11-17T08:00Z')).map(told), [
        'Camille 2026-11-02T08:00 2026-11-09T08:00 swap',
        'Adele 2026-11-09T08:00 2026-11-16T08:00 swap',
        'Mei 2026-11-16T08:00 2026-11-23T08:00 rota',
      ]);
    });

    it('is by hand rather than imported, however late the import came', () => {
      const byHand = anEnteredShift('2026-11-04T08:00Z', '2026-11-05T08:00Z', MEI);
      const imported = anEnteredShift('2026-11-03T08:00Z', '2026-11-06T08:00Z', CAMILLE, {
        source: 'calendar',
        enteredAt: at('2026-11-03T00:00Z'),
      });

      assert.deepEqual(shiftsBetween(aRota(), [byHand, imported], at('2026-11-03T09:00Z'), at('2026-11-06T07:00Z')).map(told), [
        'Camille 2026-11-03T08:00 2026-11-04T08:00 calendar',
        'Mei 2026-11-04T08:00 2026-11-05T08:00 override',
        'Camille 2026-11-05T08:00 2026-11-06T08:00 calendar',
      ]);
    });

    it('leaves other rotas alone, whose names are told apart without case', () => {
      const entered = [
        anEnteredShift('2026-11-04T08:00Z', '2026-11-05T08:00Z', MEI, { rota: 'Other' }),
        anEnteredShift('2026-11-06T08:00Z', '2026-11-07T08:00Z', MEI, { rota: 'AZURE' }),
      ];

      assert.equal(dutyAt(aRota(), entered, at('2026-11-04T09:00Z'))?.person, ADELE);
      assert.equal(dutyAt(aRota(), entered, at('2026-11-06T09:00Z'))?.person, MEI);
    });
  });

  describe('for whatever was entered', () => {
    const zone = fc.constantFrom('Europe/Paris', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC');
    const rota = fc
      .record({
        timeZone: zone,
        handOverAt: fc.integer({ min: 0, max: 1439 }),
        days: fc.integer({ min: 1, max: 9 }),
        calendar: fc.boolean(),
      })
      .map(({ days, calendar, ...some }) => aRota({ ...some, from: '2026-03-02', turn: calendar ? 'calendar' : { days } }));
    const START = Date.parse('2026-03-01T00:00Z');
    const shift = fc
      .record({
        begins: fc.integer({ min: 0, max: 40 * 24 }),
        hours: fc.integer({ min: 0, max: 200 }),
        person: fc.constantFrom(ADELE, CAMILLE, MEI),
        source: fc.constantFrom('override' as const, 'swap' as const, 'calendar' as const),
        enteredAt: fc.integer({ min: 0, max: 3 }),
      })
      .map(({ begins, hours, person, source, enteredAt }) =>
        anEnteredShift(
          new Date(START + begins * HOUR_MS).toISOString(),
          new Date(START + (begins + hours) * HOUR_MS).toISOString(),
          person,
          {
            source,
            enteredAt: new Date(START + enteredAt),
          },
        ),
      );
    const given = [rota, fc.array(shift, { maxLength: 8 })] as const;

    it('says what a reading hour by hour says', () => {
      fc.assert(
        fc.property(...given, (someRota, entered) => {
          for (let hour = 0; hour < 45 * 24; hour += 1) {
            const moment = new Date(START + hour * HOUR_MS);
            assert.equal(dutyAt(someRota, entered, moment)?.person.id, naive(someRota, entered, moment)?.id);
          }
        }),
        { numRuns: 12 },
      );
    });

    it('lists shifts that do not overlap, and of which each is what holds within it', () => {
      fc.assert(
        fc.property(...given, (someRota, entered) => {
          const shifts = shiftsBetween(someRota, entered, new Date(START), new Date(START + 45 * 24 * HOUR_MS));
          for (const [index, one] of shifts.entries()) {
            assert.ok(one.from < one.to);
            assert.ok((shifts[index - 1]?.to ?? one.from) <= one.from);
            const middle = new Date((one.from.getTime() + one.to.getTime()) / 2);
            assert.deepEqual(dutyAt(someRota, entered, middle), one);
          }
        }),
        { numRuns: 60 },
      );
    });
  });
});

/** The same by going through every hand-over from the first on. */
function naive(rota: Rota, entered: readonly EnteredShift[], moment: Date): PlanPerson | undefined {
  const within = entered.filter(({ from, to }) => from <= moment && moment < to);
  for (const byHand of [true, false]) {
    let found: EnteredShift | undefined;
    for (const one of within) {
      if ((one.source !== 'calendar') === byHand && (found === undefined || one.enteredAt >= found.enteredAt)) found = one;
    }
    if (found !== undefined) return found.person;
  }
  if (rota.turn === 'calendar') return undefined;
  let person: PlanPerson | undefined;
  for (let turn = 0; ; turn += 1) {
    const day = DateTime.fromISO(rota.from, { zone: rota.timeZone }).plus({ days: turn * rota.turn.days });
    const wall = day.set({ hour: Math.floor(rota.handOverAt / 60), minute: rota.handOverAt % 60 });
    if (Math.min(...wall.getPossibleOffsets().map((one) => one.toMillis())) > moment.getTime()) return person;
    person = rota.members[turn % rota.members.length];
  }
}
