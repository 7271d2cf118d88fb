import * as z from 'zod';
import { NONE } from '../cards/plan-choices.ts';
import { HOLIDAYS_LETTERS } from '../cards/plan-calendar.ts';
import { OPENS_CASE } from '../cards/plan-incidents.ts';
import { PEOPLE_LETTERS } from '../cards/plan-level.ts';
import { TURNS } from '../cards/plan-rota.ts';
import { PLAN_PARTS } from '../src/domain/plan-change.ts';
import { PRODUCTS } from '../src/domain/product.ts';
import { SEVERITIES } from '../src/domain/severity.ts';

/** The data of the buttons of the plan's cards. An index means something only in the version that the card is of. */
const version = z.coerce.number().int().min(0);
const index = z.coerce.number().int().min(0).max(10_000);
const offset = index.default(0);
const severity = z.enum(SEVERITIES);
const of = { version, index };
/** A new one has no index. */
const one = { version, index: index.optional() };
const text = (most: number) => z.string().trim().max(most).default('');
const channel = z.string().max(400).default(NONE);

/** Several choices of one input come separated by commas. */
const several = <Value>(each: z.ZodType<Value, string>, most: number) =>
  z
    .string()
    .max(20_000)
    .default('')
    .transform((joined) => joined.split(',').filter((part) => part.trim() !== ''))
    .pipe(z.array(each).max(most));

const choice = z.union([z.literal(NONE), index]).default(NONE);

export const PlanAction = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('plan.show') }),
  z.object({ verb: z.literal('plan.list'), part: z.enum(PLAN_PARTS), offset }),
  z.object({ verb: z.literal('plan.form'), part: z.enum(PLAN_PARTS), ...one }),
  z.object({ verb: z.literal('plan.remove'), part: z.enum(PLAN_PARTS), ...of }),
  z.object({ verb: z.literal('plan.move'), ...of, by: z.coerce.number().pipe(z.union([z.literal(-1), z.literal(1)])) }),
  z.object({ verb: z.literal('plan.policy'), ...of }),
  z.object({ verb: z.literal('plan.targets'), ...of, severity }),
  z.object({ verb: z.literal('plan.levels'), ...of, severity, offset }),
  z.object({ verb: z.literal('plan.level'), ...of, severity, level: index.optional() }),
  z.object({ verb: z.literal('plan.removeLevel'), ...of, severity, level: index }),
  z.object({ verb: z.literal('plan.incidents'), version }),
  z.object({
    verb: z.literal('plan.saveRoute'),
    ...one,
    products: several(z.enum(PRODUCTS), PRODUCTS.length),
    severities: several(severity, SEVERITIES.length),
    listed: several(
      z.guid().transform((id) => id.toLowerCase()),
      500,
    ),
    /** A tenant id, picked in the typeahead. */
    customer: text(200),
    tag: text(100),
    calendar: choice,
    when: z.enum(['inside', 'outside']).default('inside'),
    channel,
    policy: choice,
  }),
  z.object({
    verb: z.literal('plan.savePolicy'),
    ...one,
    name: text(200),
    'hours-en': choice,
    'hours-fr': choice,
    'hours-ru': choice,
  }),
  z.object({
    verb: z.literal('plan.saveTargets'),
    ...of,
    severity,
    acknowledge: text(100),
    firstResponse: text(100),
    resolution: text(100),
    warn: text(100),
    calendar: choice,
  }),
  z.object({
    verb: z.literal('plan.saveLevel'),
    ...of,
    severity,
    level: index.optional(),
    after: text(100),
    every: text(100),
    times: text(100),
    rotas: several(z.stringFormat('index', /^\d{1,5}$/).transform(Number), 100),
    channels: several(z.string(), 200),
    people: text(PEOPLE_LETTERS),
  }),
  z.object({
    verb: z.literal('plan.saveRota'),
    ...one,
    name: text(200),
    /** Left out where there are too many of them for a card. */
    people: z.string().trim().max(PEOPLE_LETTERS).optional(),
    turn: z.enum(TURNS),
    days: text(100),
    from: text(40),
    handOver: text(40),
    zone: text(100),
    channel,
  }),
  z.object({
    verb: z.literal('plan.saveCalendar'),
    ...one,
    name: text(200),
    zone: text(100),
    day1: text(400),
    day2: text(400),
    day3: text(400),
    day4: text(400),
    day5: text(400),
    day6: text(400),
    day7: text(400),
    /** Left out where there are too many of them for a card. */
    holidays: z.string().max(HOLIDAYS_LETTERS).optional(),
  }),
  z.object({ verb: z.literal('plan.saveIncidents'), version, openCase: z.enum(OPENS_CASE), severity }),
]);
export type PlanAction = z.infer<typeof PlanAction>;
export type PlanInputs<Verb extends PlanAction['verb']> = Extract<PlanAction, { readonly verb: Verb }>;
