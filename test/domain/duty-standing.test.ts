import assert from 'node:assert/strict';
import { inSight, standingAt } from '../../src/domain/duty-standing.ts';
import { shiftsBetween } from '../../src/domain/duty.ts';
import type { Rota } from '../../src/domain/escalation-plan.ts';
import type { EnteredShift } from '../../src/domain/on-call.ts';
import { ADELE, anEnteredShift, aRota, CAMILLE, MEI } from '../support/rotas.ts';

const standing = (rota: Rota, entered: readonly EnteredShift[], at: string) => {
  const { from, to } = inSight(rota, new Date(at));
  return standingAt(shiftsBetween(rota, entered, from, to), new Date(at));
};

describe('how a duty stands', () => {
  it('is who has it, since and until when, who had it and who is next', () => {
    assert.deepEqual(standing(aRota(), [], '2026-11-11T12:00Z'), {
      since: new Date('2026-11-09T08:00Z'),
      person: CAMILLE,
      before: ADELE,
      until: new Date('2026-11-16T08:00Z'),
      next: { person: MEI, from: new Date('2026-11-16T08:00Z') },
    });
  });

  it('takes together what one person has in a row', () => {
    const entered = [anEnteredShift('2026-11-09T08:00Z', '2026-11-10T08:00Z', ADELE)];

    const found = standing(aRota(), entered, '2026-11-09T12:00Z');

    assert.deepEqual([found.since, found.until, found.before], [new Date('2026-11-02T08:00Z'), new Date('2026-11-10T08:00Z'), undefined]);
  });

  it('tells of no change where one person has it for good', () => {
    const found = standing(aRota({ members: [ADELE] }), [], '2026-11-20T12:00Z');

    assert.deepEqual([found.person, found.until, found.next], [ADELE, undefined, undefined]);
  });

  it('is nobody between imported shifts, since the last ended', () => {
    const entered = [
      anEnteredShift('2026-11-03T08:00Z', '2026-11-03T20:00Z', ADELE, { source: 'calendar' }),
      anEnteredShift('2026-11-04T08:00Z', '2026-11-04T20:00Z', MEI, { source: 'calendar' }),
    ];

    assert.deepEqual(standing(aRota({ turn: 'calendar' }), entered, '2026-11-03T22:00Z'), {
      since: new Date('2026-11-03T20:00Z'),
      person: undefined,
      before: ADELE,
      until: new Date('2026-11-04T08:00Z'),
      next: { person: MEI, from: new Date('2026-11-04T08:00Z') },
    });
  });

  it('relieves nobody after a gap, and ends where nobody follows', () => {
    const entered = [
      anEnteredShift('2026-11-03T08:00Z', '2026-11-03T20:00Z', ADELE, { source: 'calendar' }),
      anEnteredShift('2026-11-04T08:00Z', '2026-11-04T20:00Z', MEI, { source: 'calendar' }),
    ];

    const found = standing(aRota({ turn: 'calendar' }), entered, '2026-11-04T09:00Z');

    assert.deepEqual([found.person, found.before, found.until, found.next], [MEI, undefined, new Date('2026-11-04T20:00Z'), undefined]);
  });

  it('is unknown before anybody ever had it', () => {
    const found = standing(aRota(), [], '2026-11-01T12:00Z');

    assert.deepEqual([found.since, found.person, found.next?.person], [undefined, undefined, ADELE]);
  });
});
