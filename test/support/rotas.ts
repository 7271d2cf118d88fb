import type { PlanPerson, Rota } from '../../src/domain/escalation-plan.ts';
import type { EnteredShift } from '../../src/domain/on-call.ts';

export const ADELE: PlanPerson = { id: 'a0000000-0000-4000-8000-000000000001', name: 'Adele Vance' };
export const CAMILLE: PlanPerson = { id: 'a0000000-0000-4000-8000-000000000002', name: 'Camille Laurent' };
export const MEI: PlanPerson = { id: 'a0000000-0000-4000-8000-000000000003', name: 'Mei Tanaka' };

/** A week each, from Monday 2 November 2026, handed over at 09:00 in Paris. */
export function aRota(some: Partial<Rota> = {}): Rota {
  return {
    name: 'Azure',
    timeZone: 'Europe/Paris',
    from: '2026-11-02',
    handOverAt: 540,
    turn: { days: 7 },
    members: [ADELE, CAMILLE, MEI],
    channelId: undefined,
    ...some,
  };
}

let count = 0;

export function anEnteredShift(from: string, to: string, person: PlanPerson = MEI, some: Partial<EnteredShift> = {}): EnteredShift {
  count += 1;
  return {
    id: `b0000000-0000-4000-8000-${`${count}`.padStart(12, '0')}`,
    rota: 'Azure',
    person,
    from: new Date(from),
    to: new Date(to),
    source: 'override',
    uid: undefined,
    enteredBy: CAMILLE.id,
    enteredAt: new Date('2026-11-01T08:00:00Z'),
    ...some,
  };
}
