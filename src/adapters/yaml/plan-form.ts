import { z } from 'zod';
import { PLAN_LIMITS, type PlanContent } from '../../domain/escalation-plan-schema.ts';
import type { CallTarget, PlanPerson } from '../../domain/escalation-plan.ts';
import { LOCALES } from '../../domain/locale.ts';
import { PRODUCTS } from '../../domain/product.ts';
import { SEVERITIES } from '../../domain/severity.ts';
import type { FileExpectation } from '../../ports/plan-file.ts';
import { DURATION, HOURS, readDuration, readHours, readTime, TIME } from './quantities.ts';

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** Messages are what is expected: words for people are made of them. */
const expecting = (expected: FileExpectation) => ({ error: expected });
const text = (most: number, description: string) =>
  z.string(expecting('text')).trim().min(1, 'text').max(most, 'text').describe(description);
const shaped = (pattern: RegExp, expected: FileExpectation, description: string) =>
  z.string(expecting(expected)).trim().regex(pattern, expected).describe(description);
const list = <Kind extends z.ZodType>(kind: Kind, most: number) => z.array(kind, expecting('list')).max(most, 'list').default([]);
const choice = <const Values extends readonly [string, ...string[]]>(values: Values) => z.enum(values, expecting('choice'));
const whole = (least: number, most: number) => z.int(expecting('number')).min(least, 'number').max(most, 'number');
/** Missing and empty are the same. */
const maybe = <Kind extends z.ZodType>(kind: Kind) => kind.nullish().transform((given) => given ?? undefined);

const name = (of: string) => text(PLAN_LIMITS.nameLetters, `Name of ${of}; compared without case.`);
const timeZone = text(PLAN_LIMITS.nameLetters, 'IANA name of a time zone, such as Europe/Paris.');
const day = (description: string) => shaped(/^\d{4}-\d{2}-\d{2}$/, 'day', description);
const duration = (description: string) =>
  shaped(DURATION, 'duration', `${description} Hours and minutes: 15m, 2h, 1h30m; 1d is 24 hours.`).transform(readDuration);
const channel = text(PLAN_LIMITS.idLetters, 'An experts’ channel that was set up: "Team / Channel", or its conversation id.');

const calendar = z
  .strictObject(
    {
      name: name('the calendar'),
      timeZone,
      week: z
        .partialRecord(
          z.enum(WEEKDAYS),
          maybe(shaped(HOURS, 'hours', 'Working hours of the day: 09:00-12:30, 13:30-18:00.').transform(readHours)),
          expecting('map'),
        )
        .describe('Days that are left out have no working hours.'),
      holidays: list(day('A day without work, yyyy-MM-dd.'), PLAN_LIMITS.holidays),
    },
    expecting('map'),
  )
  .transform(({ week, ...rest }) => ({ ...rest, week: WEEKDAYS.map((weekday) => week[weekday] ?? []) }));

const person: z.ZodType<PlanPerson> = z.union(
  [
    z
      .string()
      .trim()
      .regex(/^[^\s@]+@[^\s@]+$/)
      .max(PLAN_LIMITS.idLetters)
      .transform((address) => ({ id: address.toLowerCase(), name: '' })),
    z.strictObject({ id: z.guid().describe('Entra object id.'), name: z.string().trim().max(200).default('') }),
  ],
  expecting('person'),
);

const rota = z
  .strictObject(
    {
      name: name('the rota'),
      timeZone,
      from: day('The day the first member begins, yyyy-MM-dd.'),
      handOverAt: shaped(TIME, 'time', 'Time of every hand-over, by the wall clock: 09:00.').transform(readTime),
      turn: z
        .union(
          [
            z.literal('calendar'),
            z
              .string()
              .trim()
              .regex(/^[1-9]\d{0,2}d$/)
              .transform((days) => ({ days: Number.parseInt(days, 10) })),
          ],
          expecting('turn'),
        )
        .describe('Length of a turn in days, 1d, 7d; "calendar": only what was imported or entered by hand.'),
      members: list(person, PLAN_LIMITS.members).describe('In their order: addresses, or object ids with names.'),
      channel: maybe(channel),
    },
    expecting('map'),
  )
  .transform(({ channel: channelId, ...rest }) => ({ ...rest, channelId }));

const call: z.ZodType<CallTarget> = z.union(
  [z.strictObject({ rota: name('a rota') }), z.strictObject({ person }), z.strictObject({ channel })],
  expecting('call'),
);

const level = z
  .strictObject(
    {
      after: duration('Since the case was opened, in the hours of its severity.'),
      repeat: maybe(
        z
          .strictObject({ every: duration('Called again so often.'), times: whole(1, PLAN_LIMITS.repeats) }, expecting('map'))
          .transform(({ every, times }) => ({ everyMinutes: every, times })),
      ),
      call: list(call, PLAN_LIMITS.calls),
    },
    expecting('map'),
  )
  .transform(({ after, ...rest }) => ({ afterMinutes: after, ...rest }));

const severity = z
  .strictObject(
    {
      acknowledge: maybe(duration('Within which somebody takes the case.')),
      firstResponse: maybe(duration('Within which the requester hears of it.')),
      resolution: maybe(duration('Within which it is solved.')),
      warnAt: shaped(/^\d{1,2}\s?%$/, 'per-cent', 'A warning comes when this share of the time is left: 20%.')
        .transform((share) => Number.parseInt(share, 10))
        .default(0),
      hours: maybe(name('the calendar that all of it counts by; around the clock without one')),
      levels: list(level, PLAN_LIMITS.levels),
    },
    expecting('map'),
  )
  .transform(({ acknowledge, firstResponse, resolution, warnAt, ...rest }) => ({
    acknowledgeMinutes: acknowledge,
    firstResponseMinutes: firstResponse,
    resolutionMinutes: resolution,
    warnAtPercentLeft: warnAt,
    ...rest,
  }));

const policy = z.strictObject(
  {
    name: name('the policy'),
    severities: z.strictObject({ critical: severity, moderate: severity, minimal: severity }, expecting('map')),
    languageHours: z
      .partialRecord(choice(LOCALES), name('a calendar'), expecting('map'))
      .default({})
      .describe('Cases in these languages count by these calendars, whatever the severity says.'),
  },
  expecting('map'),
);

const route = z
  .strictObject(
    {
      products: list(choice(PRODUCTS), PRODUCTS.length),
      severities: list(choice(SEVERITIES), SEVERITIES.length),
      customers: list(text(PLAN_LIMITS.idLetters, 'Tenant id of a customer.'), PLAN_LIMITS.customersOfRoute),
      tag: maybe(text(PLAN_LIMITS.nameLetters, 'A tag of the customer.')),
      hours: maybe(
        z.union(
          [
            z.strictObject({ inside: name('a calendar') }).transform(({ inside }) => ({ calendar: inside, when: 'inside' as const })),
            z.strictObject({ outside: name('a calendar') }).transform(({ outside }) => ({ calendar: outside, when: 'outside' as const })),
          ],
          expecting('map'),
        ),
      ),
      channel: maybe(channel),
      policy: name('the policy'),
    },
    expecting('map'),
  )
  .transform(({ customers, channel: channelId, ...rest }) => ({ ...rest, tenantIds: customers, channelId }));

const incidents = z.strictObject(
  {
    openCase: choice(['never', 'high-impact', 'unseen', 'high-impact-or-unseen']).default('never'),
    severity: choice(SEVERITIES).default('critical'),
  },
  expecting('map'),
);

/** The form of the file; what it gives is a plan. Unknown keys are refused: a misspelt one would silently do nothing. */
export const PlanForm = z
  .strictObject(
    {
      $schema: z.string().optional(),
      version: maybe(whole(0, 2_147_483_647)).describe('The version it was made from; then it is refused once there is a newer one.'),
      calendars: list(calendar, PLAN_LIMITS.calendars),
      rotas: list(rota, PLAN_LIMITS.rotas),
      policies: list(policy, PLAN_LIMITS.policies),
      routes: list(route, PLAN_LIMITS.routes).describe('The first that fits counts; the last one takes the rest.'),
      incidents: incidents.default({ openCase: 'never', severity: 'critical' }),
    },
    expecting('map'),
  )
  .transform((form): { readonly version: number | undefined; readonly content: PlanContent } => {
    const { version, calendars, rotas, policies, routes, incidents: rule } = form;
    return { version, content: { calendars, rotas, policies, routes, incidents: rule } };
  });
