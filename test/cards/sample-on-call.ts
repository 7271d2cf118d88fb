import { OWN_SPAN, shiftChangeCard, type ShiftChangeView } from '../../cards/on-call-change.ts';
import { calendarImportCard } from '../../cards/on-call-import.ts';
import { onCallRotaCard, type RotaRemark, type RotaView } from '../../cards/on-call-rota.ts';
import { shiftSwapCard, type ShiftSwapView } from '../../cards/on-call-swap.ts';
import { shiftKey } from '../../cards/on-call-words.ts';
import { onCallCard, type ListedRota, type OnCallView } from '../../cards/on-call.ts';
import { inSight, standingAt } from '../../src/domain/duty-standing.ts';
import { shiftsBetween } from '../../src/domain/duty.ts';
import type { Rota } from '../../src/domain/escalation-plan.ts';
import type { EnteredShift } from '../../src/domain/on-call.ts';
import { SHIFT_PROBLEMS } from '../../src/domain/shift-change.ts';
import { ADELE, anEnteredShift, aRota, CAMILLE, MEI } from '../support/rotas.ts';
import * as data from './sample-data.ts';
import type { Sample } from './sample-cards.ts';

const { NOW: now } = data;
const SPAN = { from: new Date('2026-11-23T08:00Z'), to: new Date('2026-11-24T08:00Z') };
/** As long as a plan lets a name be. */
const LONGEST_NAME = 80;
const KEY = 'd0000000-0000-4000-8000-000000000001';

function viewOf(rota: Rota, entered: readonly EnteredShift[] = [], some: Partial<RotaView> = {}): RotaView {
  const { from, to } = inSight(rota, now);
  const all = shiftsBetween(rota, entered, from, to);
  const shifts = all.filter((shift) => shift.to > now);
  return { rota, standing: standingAt(all, now), shifts, entered, editable: true, files: true, remark: undefined, ...some };
}

const ENTERED = [
  anEnteredShift('2026-11-22T08:00Z', '2026-11-24T08:00Z', MEI),
  anEnteredShift('2026-11-25T08:00Z', '2026-11-26T08:00Z', CAMILLE, { source: 'swap', uid: 's' }),
];
const CALENDAR = aRota({ turn: 'calendar' });
export const ROTA_VIEW = viewOf(aRota());

const REMARKS: readonly RotaRemark[] = [
  { name: 'entered', person: ADELE, ...SPAN, told: [], notTold: [] },
  { name: 'entered', person: MEI, ...SPAN, told: [MEI], notTold: [CAMILLE] },
  { name: 'swapped', one: ADELE, other: MEI, told: [MEI], notTold: [] },
  { name: 'undone' },
  { name: 'gone' },
  { name: 'imported', count: 1, leftOut: [] },
  { name: 'imported', count: 52, leftOut: [{ title: 'Team lunch', count: 4 }] },
  { name: 'arranged', actor: ADELE, person: undefined, ...SPAN },
  { name: 'arranged', actor: ADELE, person: MEI, ...SPAN },
  { name: 'arranged', actor: ADELE, person: ADELE, ...SPAN },
];

const listed = (rota: Rota, own: boolean): ListedRota => {
  const { person, until, next } = viewOf(rota).standing;
  return { name: rota.name, timeZone: rota.timeZone, own, person, until, next };
};
const LIST: OnCallView = {
  rotas: [listed(aRota(), true), listed(aRota({ name: 'Exchange', members: [MEI] }), false), listed(CALENDAR, false)],
  offset: 0,
  limit: 6,
  total: 3,
  leads: true,
};
const CHANGE: ShiftChangeView = {
  rota: aRota(),
  key: KEY,
  shifts: ROTA_VIEW.shifts,
  people: [ADELE, CAMILLE, MEI],
  shift: OWN_SPAN,
  person: MEI.id,
  from: { day: '2026-11-23', time: '18:00' },
  to: { day: '', time: '' },
  problem: undefined,
};
const [FIRST, SECOND] = ROTA_VIEW.shifts;
const SWAP: ShiftSwapView = {
  rota: aRota(),
  key: KEY,
  shifts: ROTA_VIEW.shifts,
  one: FIRST === undefined ? '' : shiftKey(FIRST),
  other: SECOND === undefined ? '' : shiftKey(SECOND),
  problem: undefined,
};

function ordinary(name: string, make: Sample['make']): Sample {
  return { name, kind: 'ordinary', make };
}

export const ON_CALL_ORDINARY: readonly Sample[] = [
  ordinary('on call, no rota', (l) => onCallCard(l, { ...LIST, rotas: [], total: 0, leads: false })),
  ordinary('on call, rotas', (l) => onCallCard(l, LIST)),
  ordinary('on call, many rotas', (l) => onCallCard(l, { ...LIST, offset: 6, total: 20, leads: false })),
  ordinary('on-call rota', (l) => onCallRotaCard(l, ROTA_VIEW)),
  ordinary('on-call rota, changed by hand', (l) => onCallRotaCard(l, viewOf(aRota({ turn: { days: 1 } }), ENTERED))),
  ordinary('on-call rota, to read', (l) =>
    onCallRotaCard(l, viewOf(aRota({ turn: { days: 10 } }), ENTERED, { editable: false, files: false })),
  ),
  ordinary('on-call rota of a calendar, empty', (l) => onCallRotaCard(l, viewOf(CALENDAR))),
  ...REMARKS.map((remark, index) => ordinary(`on-call rota, ${index} ${remark.name}`, (l) => onCallRotaCard(l, { ...ROTA_VIEW, remark }))),
  ordinary('on-call change', (l) => shiftChangeCard(l, CHANGE)),
  ...SHIFT_PROBLEMS.filter((problem) => problem !== 'same-person').map((problem) =>
    ordinary(`on-call change, ${problem}`, (l) => shiftChangeCard(l, { ...CHANGE, problem })),
  ),
  ordinary('on-call swap', (l) => shiftSwapCard(l, SWAP)),
  ordinary('on-call swap, same person', (l) => shiftSwapCard(l, { ...SWAP, problem: { name: 'same-person', person: 'Adele Vance' } })),
  ordinary('on-call import', (l) =>
    calendarImportCard(l, { fileName: 'duty.ics', url: 'https://x.sharepoint.com/f', rotas: ['Azure', 'Mail'] }),
  ),
];

export function onCallHostile(kind: Sample['kind'], text: string): readonly Sample[] {
  const name = text.slice(0, LONGEST_NAME);
  const members = Array.from({ length: 30 }, (_, index) => ({ id: `${ADELE.id.slice(0, -2)}${10 + index}`, name }));
  const rota = aRota({ name, members, turn: { days: 1 } });
  const [person = ADELE] = members;
  const entered = Array.from({ length: 30 }, () => anEnteredShift('2026-11-22T08:00Z', '2026-11-24T08:00Z', person));
  const view = viewOf(rota, entered);
  const remark: RotaRemark = {
    name: 'imported',
    count: 900,
    leftOut: Array.from({ length: 40 }, () => ({ title: text.slice(0, 500), count: 3 })),
  };
  const rows = Array.from({ length: 6 }, () => listed(rota, true));
  const shifts = view.shifts.slice(0, 20);
  const people = Array.from({ length: 60 }, (_, index) => ({ id: `${ADELE.id.slice(0, -2)}${10 + index}`, name }));
  const sample = (what: string, make: Sample['make']): Sample => ({ name: `${kind} ${what}`, kind, make });
  return [
    sample('on call', (l) => onCallCard(l, { ...LIST, rotas: rows, total: 60, offset: 6 })),
    sample('on-call rota', (l) => onCallRotaCard(l, { ...view, remark })),
    sample('on-call rota, told', (l) =>
      onCallRotaCard(l, { ...view, remark: { name: 'entered', person, ...SPAN, told: [person], notTold: [person] } }),
    ),
    sample('on-call change', (l) =>
      shiftChangeCard(l, { ...CHANGE, rota, shifts, people, from: { day: text, time: text }, problem: 'gone' }),
    ),
    sample('on-call swap', (l) => shiftSwapCard(l, { ...SWAP, rota, shifts, problem: { name: 'same-person', person: text } })),
    sample('on-call import', (l) =>
      calendarImportCard(l, {
        fileName: text,
        url: `https://x.sharepoint.com/${'x'.repeat(2_900)}`,
        rotas: Array.from({ length: 25 }, (_, n) => `${n} ${name}`),
      }),
    ),
  ];
}
