import assert from 'node:assert/strict';
import { dutyAt } from '../../src/domain/duty.ts';
import { enterable, swapOf, wallMoment } from '../../src/domain/shift-change.ts';
import { ADELE, aRota, CAMILLE } from '../support/rotas.ts';

const NOW = new Date('2026-11-05T12:00Z');
const span = (from: string, to: string) => ({ from: new Date(from), to: new Date(to) });

describe('a change of a shift', () => {
  it('holds from now on where the span has begun', () => {
    assert.deepEqual(enterable(span('2026-11-05T08:00Z', '2026-11-06T08:00Z'), NOW), span('2026-11-05T12:00Z', '2026-11-06T08:00Z'));
    assert.deepEqual(enterable(span('2026-11-06T08:00Z', '2026-11-07T08:00Z'), NOW), span('2026-11-06T08:00Z', '2026-11-07T08:00Z'));
  });

  const refused = [
    ['2026-11-05T08:00Z', '2026-11-05T12:00Z', 'past'],
    ['2026-11-07T08:00Z', '2026-11-07T08:00Z', 'backwards'],
    ['2026-11-07T08:00Z', '2026-11-06T08:00Z', 'backwards'],
    ['2026-11-07T08:00Z', '2028-11-20T08:00Z', 'too-far'],
  ] as const;
  for (const [from, to, problem] of refused) {
    it(`is refused from ${from} to ${to}: ${problem}`, () => {
      assert.equal(enterable(span(from, to), NOW), problem);
    });
  }

  it('lets two people change places, from now on', () => {
    const [one, other] = [dutyAt(aRota(), [], NOW), dutyAt(aRota(), [], new Date('2026-11-10T00:00Z'))];
    assert.ok(one !== undefined && other !== undefined);

    assert.deepEqual(swapOf(one, other, NOW), [
      { ...span('2026-11-05T12:00Z', '2026-11-09T08:00Z'), person: CAMILLE },
      { ...span('2026-11-09T08:00Z', '2026-11-16T08:00Z'), person: ADELE },
    ]);
    assert.equal(swapOf(one, other, new Date('2026-11-09T09:00Z')), 'past');
    assert.equal(swapOf(one, one, NOW), 'same-person');
  });

  it('is written by the wall clock of the rota', () => {
    assert.deepEqual(wallMoment({ day: '2026-07-01', time: '09:30' }, 'Europe/Paris'), new Date('2026-07-01T07:30Z'));
    assert.deepEqual(wallMoment({ day: '2026-11-01', time: '9:30:00' }, 'Europe/Paris'), new Date('2026-11-01T08:30Z'));
  });

  for (const [day, time] of [
    ['', '09:00'],
    ['2026-11-01', ''],
    ['2026-02-30', '09:00'],
    ['2026-11-01', '24:00'],
    ['1.11.2026', '09:00'],
  ] as const) {
    it(`knows no moment "${day} ${time}"`, () => {
      assert.equal(wallMoment({ day, time }, 'Europe/Paris'), undefined);
    });
  }
});
