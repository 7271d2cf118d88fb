import { daysInSight, type DutyStanding } from '../src/domain/duty-standing.ts';
import type { PlanPerson, Rota } from '../src/domain/escalation-plan.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { EnteredShift, Shift } from '../src/domain/on-call.ts';
import { IMPORTED_DAYS, type Span } from '../src/domain/shift-change.ts';
import { clockTime, momentIn, weekdayIn } from '../src/locales/formats.ts';
import { words, type Words } from '../src/locales/words.ts';
import { button, commandButton } from './buttons.ts';
import { LIMITS } from './limits.ts';
import { spanText, standingLines } from './on-call-words.ts';
import layout from './on-call-rota.json' with { type: 'json' };
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';

/** What has just become of the rota. */
export type RotaRemark =
  | ({ readonly name: 'entered'; readonly person: PlanPerson } & Span & Told)
  | ({ readonly name: 'swapped'; readonly one: PlanPerson; readonly other: PlanPerson } & Told)
  | { readonly name: 'undone' | 'gone' }
  /** `leftOut`: titles of events that name nobody of the rota, and how many of each. */
  | { readonly name: 'imported'; readonly count: number; readonly leftOut: readonly { readonly title: string; readonly count: number }[] }
  /** For somebody whose shifts another person changed. `person`: who is on call in the reader's place; undefined: the reader is. */
  | ({ readonly name: 'arranged'; readonly actor: PlanPerson; readonly person: PlanPerson | undefined } & Span);

/** Whom a message told of the change, and whom it could not. */
export interface Told {
  readonly told: readonly PlanPerson[];
  readonly notTold: readonly PlanPerson[];
}

export interface RotaView {
  readonly rota: Rota;
  readonly standing: DutyStanding;
  /** The next ones, the present one first. */
  readonly shifts: readonly Shift[];
  /** What was entered by hand and is not over. */
  readonly entered: readonly EnteredShift[];
  readonly editable: boolean;
  /** Whether Teams gives files here. */
  readonly files: boolean;
  readonly remark: RotaRemark | undefined;
}

const render = cardLayout(layout);

const SHIFTS_SHOWN = 6;
const ENTERED_SHOWN = 5;
const TITLES_SHOWN = 5;
const WEEK = 7;

/** One rota: who is on call, the next shifts, what was changed by hand. */
export function onCallRotaCard(locale: Locale, view: RotaView): AdaptiveCard {
  const t = words(locale);
  const { rota, standing, shifts, entered, editable, files, remark } = view;
  const { name, timeZone } = rota;
  const data = { rota: name };
  const remarks = remark === undefined ? [] : remarkLines(t, locale, timeZone, remark);
  return render(locale, {
    fallbackText: remarks[0]?.text ?? plain(name, LIMITS.name),
    eyebrow: t('oncall.eyebrow'),
    title: safe(name, LIMITS.name),
    remarks,
    standing: standingLines(t, locale, standing, timeZone),
    about: aboutText(t, locale, rota),
    none: shifts.length === 0 ? [{ text: t('oncall.noShifts', { days: daysInSight(rota) }) }] : [],
    shifts: shifts.slice(0, SHIFTS_SHOWN).map((shift) => row(t, locale, timeZone, shift)),
    changed: entered.length > 0,
    entered: entered.slice(0, ENTERED_SHOWN).map((shift) => ({
      ...row(t, locale, timeZone, shift),
      acts: editable
        ? [
            {
              tooltip: t('words.labelled', { label: t('oncall.undo'), text: plain(shift.person.name, LIMITS.listedName) }),
              data: { ...data, id: shift.id },
            },
          ]
        : [],
    })),
    hint: editable && files ? [{ text: t('oncall.importHint') }] : [],
    buttons: [
      ...(editable ? [button(t('oncall.change'), 'oncall.change', data)] : []),
      ...(editable && shifts.length > 1 ? [button(t('oncall.swap'), 'oncall.swap', data)] : []),
      ...(files ? [button(t('oncall.file'), 'oncall.file', data)] : []),
      commandButton(t, 'oncall'),
    ].map((one) => (one.verb === 'command' ? { ...one, title: t('oncall.all') } : one)),
  });
}

function row(t: Words, locale: Locale, timeZone: string, { person, source, from, to }: Pick<Shift, 'person' | 'source' | 'from' | 'to'>) {
  const how = source === 'rota' ? '' : ` · ${t(`oncall.sources.${source}`)}`;
  return { who: `${safe(person.name, LIMITS.listedName)}${how}`, when: spanText(t, locale, timeZone, { from, to }) };
}

function aboutText(t: Words, locale: Locale, { turn, handOverAt, timeZone, from }: Rota): string {
  if (turn === 'calendar') return t('oncall.fromCalendar', { zone: plain(timeZone, LIMITS.listedName) });
  const at = { time: clockTime(handOverAt), zone: plain(timeZone, LIMITS.listedName) };
  if (turn.days !== WEEK) return t('oncall.turns', { ...at, count: turn.days });
  // 1 is Monday; the first of January 1970 was a Thursday.
  const weekday = ((Date.parse(from) / 86_400_000 + 3) % WEEK) + 1;
  return t('oncall.weekly', { ...at, weekday: weekdayIn(locale, weekday) });
}

interface RemarkLine {
  readonly style: 'good' | 'attention';
  readonly text: string;
}

function remarkLines(t: Words, locale: Locale, timeZone: string, remark: RotaRemark): readonly RemarkLine[] {
  const name = (person: PlanPerson): string => safe(person.name, LIMITS.listedName);
  const span = ({ from, to }: Span) => ({ from: momentIn(locale, timeZone, from), to: momentIn(locale, timeZone, to) });
  switch (remark.name) {
    case 'entered':
      return [
        { style: 'good', text: t('oncall.remarks.entered', { person: name(remark.person), ...span(remark) }) },
        ...toldLines(t, remark),
      ];
    case 'swapped':
      return [
        { style: 'good', text: t('oncall.remarks.swapped', { one: name(remark.one), other: name(remark.other) }) },
        ...toldLines(t, remark),
      ];
    case 'undone':
      return [{ style: 'good', text: t('oncall.remarks.undone') }];
    case 'gone':
      return [{ style: 'attention', text: t('oncall.remarks.gone') }];
    case 'imported':
      return [
        { style: 'good', text: t('oncall.remarks.imported', { count: remark.count, days: IMPORTED_DAYS }) },
        ...(remark.leftOut.length === 0
          ? []
          : [{ style: 'attention' as const, text: t('oncall.remarks.leftOut', { titles: titlesText(t, remark.leftOut) }) }]),
      ];
    case 'arranged': {
      const actor = name(remark.actor);
      const { person } = remark;
      if (person === undefined) return [{ style: 'attention', text: t('oncall.remarks.given', { actor, ...span(remark) }) }];
      const how = person.id === remark.actor.id ? 'relieved' : 'taken';
      return [{ style: 'attention', text: t(`oncall.remarks.${how}`, { actor, person: name(person), ...span(remark) }) }];
    }
  }
}

function toldLines(t: Words, { told, notTold }: Told): readonly RemarkLine[] {
  const names = (people: readonly PlanPerson[]) => ({ people: people.map(({ name }) => safe(name, LIMITS.listedName)).join(', ') });
  return [
    ...(told.length > 0 ? [{ style: 'good' as const, text: t('oncall.remarks.told', names(told)) }] : []),
    ...(notTold.length > 0 ? [{ style: 'attention' as const, text: t('oncall.remarks.notTold', names(notTold)) }] : []),
  ];
}

function titlesText(t: Words, leftOut: readonly { readonly title: string; readonly count: number }[]): string {
  const shown = leftOut
    .slice(0, TITLES_SHOWN)
    .map(({ title, count }) => t('oncall.remarks.leftOutRow', { title: safe(title, LIMITS.listedName), count }));
  const more = leftOut.length - shown.length;
  return [shown.join(', '), ...(more > 0 ? [t('words.more', { count: more })] : [])].join(' ');
}
