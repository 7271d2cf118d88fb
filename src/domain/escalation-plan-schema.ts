import { z } from 'zod';
import { LOCALES } from './locale.ts';
import { PRODUCTS } from './product.ts';
import { SEVERITIES } from './severity.ts';
import type { EscalationPlan } from './escalation-plan.ts';

/** Bounds of a plan, far from what a partner needs. */
export const PLAN_LIMITS = {
  calendars: 50,
  spansOfDay: 12,
  holidays: 1000,
  rotas: 100,
  members: 100,
  policies: 50,
  levels: 20,
  repeats: 50,
  calls: 20,
  routes: 200,
  customersOfRoute: 500,
  nameLetters: 80,
  idLetters: 400,
  turnDays: 366,
  /** A year: the longest delay, repeat or target. */
  minutes: 527_040,
} as const;

const Name = z.string().trim().min(1).max(PLAN_LIMITS.nameLetters);
const Id = z.string().trim().min(1).max(PLAN_LIMITS.idLetters);
const Minutes = z.int().min(0).max(PLAN_LIMITS.minutes);
const MinuteOfDay = z.int().min(0).max(1440);
/** Missing and null are the same: jsonb keeps no undefined. */
const maybe = <Kind extends z.ZodType>(kind: Kind) => kind.nullish().transform((given) => given ?? undefined);
const list = <Kind extends z.ZodType>(kind: Kind, most: number) => z.array(kind).max(most).default([]);

const Person = z.object({ id: Id, name: z.string().trim().max(200) });

const Calendar = z.object({
  name: Name,
  timeZone: Name,
  week: z.array(z.array(z.object({ from: MinuteOfDay, to: MinuteOfDay })).max(PLAN_LIMITS.spansOfDay)).length(7),
  holidays: list(z.string().max(10), PLAN_LIMITS.holidays),
});

const RotaShape = z.object({
  name: Name,
  timeZone: Name,
  from: z.string().max(10),
  handOverAt: MinuteOfDay,
  turn: z.union([z.literal('calendar'), z.object({ days: z.int().min(1).max(PLAN_LIMITS.turnDays) })]),
  members: list(Person, PLAN_LIMITS.members),
  channelId: maybe(Id),
});

const Target = z.union([z.object({ rota: Name }), z.object({ person: Person }), z.object({ channel: Id })]);

const Level = z.object({
  afterMinutes: Minutes,
  repeat: maybe(z.object({ everyMinutes: Minutes, times: z.int().min(1).max(PLAN_LIMITS.repeats) })),
  call: list(Target, PLAN_LIMITS.calls),
});

const OfSeverity = z.object({
  acknowledgeMinutes: maybe(Minutes),
  firstResponseMinutes: maybe(Minutes),
  resolutionMinutes: maybe(Minutes),
  warnAtPercentLeft: z.int().min(0).max(99).default(0),
  hours: maybe(Name),
  levels: list(Level, PLAN_LIMITS.levels),
});

const Policy = z.object({
  name: Name,
  severities: z.record(z.enum(SEVERITIES), OfSeverity),
  languageHours: z.partialRecord(z.enum(LOCALES), Name).default({}),
});

const Route = z.object({
  products: list(z.enum(PRODUCTS), PRODUCTS.length),
  severities: list(z.enum(SEVERITIES), SEVERITIES.length),
  tenantIds: list(Id, PLAN_LIMITS.customersOfRoute),
  tag: maybe(Name),
  hours: maybe(z.object({ calendar: Name, when: z.enum(['inside', 'outside']) })),
  channelId: maybe(Id),
  policy: Name,
});

const Incidents = z.object({
  openCase: z.enum(['never', 'high-impact', 'unseen', 'high-impact-or-unseen']).default('never'),
  severity: z.enum(SEVERITIES).default('critical'),
});

/**
 * The shape of a plan, without its version: of what is stored, and of what a card or a file made. What this release does not know is left out, what an
 * older one did not have gets its default. Whether it makes sense is for `planProblems`.
 */
export const PlanDocument = z.object({
  calendars: list(Calendar, PLAN_LIMITS.calendars),
  rotas: list(RotaShape, PLAN_LIMITS.rotas),
  policies: list(Policy, PLAN_LIMITS.policies),
  routes: list(Route, PLAN_LIMITS.routes),
  incidents: Incidents.default({ openCase: 'never', severity: 'critical' }),
});

/** A plan before it is stored. */
export type PlanContent = Omit<EscalationPlan, 'version'>;

/** Reads a stored plan. @throws {z.ZodError} for what is none. */
export function readPlan(version: number, stored: unknown): EscalationPlan {
  return { version, ...PlanDocument.parse(stored) };
}
