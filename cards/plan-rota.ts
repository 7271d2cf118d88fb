import type { PlanPerson, Rota } from '../src/domain/escalation-plan.ts';
import type { Locale } from '../src/domain/locale.ts';
import { writtenPeople } from '../src/domain/plan-people.ts';
import { clockTime } from '../src/locales/formats.ts';
import { words } from '../src/locales/words.ts';
import { button } from './buttons.ts';
import { LIMITS } from './limits.ts';
import { channelChoices, NONE, type PlanFormView } from './plan-choices.ts';
import { planFormCard } from './plan-form.ts';
import { problemTexts } from './plan-typed.ts';
import { PEOPLE_LETTERS } from './plan-level.ts';
import type { NamedChannel } from './plan-words.ts';
import type { AdaptiveCard } from './render.ts';
import { plain } from './safe-text.ts';
import { choice } from './watch-words.ts';

/** Lengths of a turn that are offered, in days; any other is typed. */
export const TURNS = ['1', '7', '14', 'calendar', 'other'] as const;
export type TurnChoice = (typeof TURNS)[number];

/** A rota as it stands in the form. */
export interface WrittenRota {
  readonly name: string;
  readonly zone: string;
  readonly from: string;
  readonly handOver: string;
  readonly turn: TurnChoice;
  /** Of a turn of another length. */
  readonly days: string;
  /** One a line, in their order; undefined: more than a card can hold. */
  readonly people: string | undefined;
  readonly channel: string;
}

export interface PlanRotaView extends PlanFormView {
  readonly channels: readonly NamedChannel[];
  /** Undefined: a new one. */
  readonly index: number | undefined;
  readonly written: WrittenRota;
  /** Zones that are offered before one is typed. */
  readonly zones: readonly string[];
}

export function rotaAsWritten(
  { name, timeZone, from, handOverAt, turn, members, channelId }: Rota,
  known: readonly PlanPerson[],
): WrittenRota {
  const people = writtenPeople(members, known);
  const days = turn === 'calendar' ? undefined : `${turn.days}`;
  const offered = TURNS.find((one) => one === (days ?? 'calendar'));
  return {
    name,
    zone: timeZone,
    from,
    handOver: clockTime(handOverAt),
    turn: offered ?? 'other',
    days: offered === undefined ? (days ?? '') : '',
    people: people.length > PEOPLE_LETTERS ? undefined : people,
    channel: channelId ?? NONE,
  };
}

/** Who is on call one after the other (`plan.saveRota`). */
export function planRotaCard(locale: Locale, { plan, problems, channels, index, written, zones }: PlanRotaView): AdaptiveCard {
  const t = words(locale);
  return planFormCard(locale, {
    title: t(index === undefined ? 'plan.add.rotas' : 'plan.rotas.title'),
    problems: problemTexts(t, problems),
    notes: [t('plan.rotas.note'), ...(written.people === undefined ? [t('plan.rotas.long')] : [])],
    fields: [
      { kind: 'text', id: 'name', label: t('plan.inputs.name'), value: plain(written.name, LIMITS.name), most: LIMITS.name },
      ...(written.people === undefined
        ? []
        : [
            {
              kind: 'text' as const,
              id: 'people',
              label: t('plan.inputs.members'),
              value: plain(written.people, PEOPLE_LETTERS, 'lines'),
              hint: t('plan.inputs.peopleHint'),
              most: PEOPLE_LETTERS,
              lines: true,
            },
          ]),
      {
        kind: 'one',
        id: 'turn',
        label: t('plan.inputs.turn'),
        value: written.turn,
        choices: TURNS.map((turn) => choice(t(`plan.turns.${turn}`), turn)),
      },
      { kind: 'text', id: 'days', label: t('plan.inputs.days'), value: plain(written.days, LIMITS.status), most: 4 },
      { kind: 'date', id: 'from', label: t('plan.inputs.from'), value: written.from },
      { kind: 'time', id: 'handOver', label: t('plan.inputs.handOver'), value: written.handOver },
      zoneField(t('plan.inputs.zone'), t('watches.set.zoneHint'), written.zone, zones),
      {
        kind: 'one',
        id: 'channel',
        label: t('plan.inputs.shiftChannel'),
        value: written.channel,
        choices: [choice(t('plan.inputs.noPost'), NONE), ...channelChoices(t, channels, written.channel)],
      },
    ],
    verb: 'plan.saveRota',
    data: { version: plan.version, ...(index !== undefined && { index }) },
    buttons: [button(t('plan.parts.rotas'), 'plan.list', { part: 'rotas' })],
  });
}

/** A time zone, typed or chosen. */
export function zoneField(label: string, hint: string, zone: string, zones: readonly string[]) {
  const shown = plain(zone, LIMITS.name);
  const all = [...new Set([shown, ...zones.map((one) => plain(one, LIMITS.name))])].filter((one) => one !== '');
  return {
    kind: 'search' as const,
    id: 'zone',
    label,
    hint,
    value: shown,
    choices: all.map((one) => choice(one, one)),
    dataset: 'time-zones',
  };
}
