import { stringify } from 'yaml';
import type { CallTarget, EscalationPlan, EscalationRoute, PlanPerson, Rota, SeverityPolicy } from '../../domain/escalation-plan.ts';
import { WEEKDAYS } from './plan-form.ts';
import { writeDuration, writeHours, writeTime } from './quantities.ts';

type Names = ReadonlyMap<string, string>;

/** A plan in the form of the file: what is empty is left out. */
export function writePlan(plan: EscalationPlan, names: Names): string {
  const form = {
    version: plan.version,
    calendars: plan.calendars.map(({ name, timeZone, week, holidays }) => ({
      name,
      timeZone,
      week: Object.fromEntries(
        WEEKDAYS.flatMap((day, index) => {
          const spans = week[index] ?? [];
          return spans.length === 0 ? [] : [[day, writeHours(spans)]];
        }),
      ),
      ...filled({ holidays }),
    })),
    rotas: plan.rotas.map((rota) => ofRota(rota, names)),
    policies: plan.policies.map(({ name, severities, languageHours }) => ({
      name,
      severities: {
        critical: ofSeverity(severities.critical, names),
        moderate: ofSeverity(severities.moderate, names),
        minimal: ofSeverity(severities.minimal, names),
      },
      ...(Object.keys(languageHours).length === 0 ? {} : { languageHours }),
    })),
    routes: plan.routes.map((route) => ofRoute(route, names)),
    incidents: plan.incidents,
  };
  // People edit it: an alias in place of a repeated value would puzzle them.
  return stringify(form, { lineWidth: 0, aliasDuplicateObjects: false });
}

function ofRota({ name, timeZone, from, handOverAt, turn, members, channelId }: Rota, names: Names) {
  return {
    name,
    timeZone,
    from,
    handOverAt: writeTime(handOverAt),
    turn: turn === 'calendar' ? turn : `${turn.days}d`,
    members: members.map(ofPerson),
    ...channelOf(channelId, names),
  };
}

function ofSeverity(rules: SeverityPolicy, names: Names) {
  const { acknowledgeMinutes, firstResponseMinutes, resolutionMinutes, warnAtPercentLeft, hours, levels } = rules;
  return {
    ...durationOf('acknowledge', acknowledgeMinutes),
    ...durationOf('firstResponse', firstResponseMinutes),
    ...durationOf('resolution', resolutionMinutes),
    ...(warnAtPercentLeft === 0 ? {} : { warnAt: `${warnAtPercentLeft}%` }),
    ...(hours === undefined ? {} : { hours }),
    ...filled({
      levels: levels.map(({ afterMinutes, repeat, call }) => ({
        after: writeDuration(afterMinutes),
        ...(repeat === undefined ? {} : { repeat: { every: writeDuration(repeat.everyMinutes), times: repeat.times } }),
        call: call.map((target) => ofTarget(target, names)),
      })),
    }),
  };
}

function ofRoute({ products, severities, tenantIds, tag, hours, channelId, policy }: EscalationRoute, names: Names) {
  return {
    ...filled({ products, severities, customers: tenantIds }),
    ...(tag === undefined ? {} : { tag }),
    ...(hours === undefined ? {} : { hours: hours.when === 'inside' ? { inside: hours.calendar } : { outside: hours.calendar } }),
    ...channelOf(channelId, names),
    policy,
  };
}

const ofPerson = ({ id, name }: PlanPerson): PlanPerson => ({ id, name });

function ofTarget(target: CallTarget, names: Names) {
  if ('rota' in target) return { rota: target.rota };
  return 'person' in target ? { person: ofPerson(target.person) } : { channel: names.get(target.channel) ?? target.channel };
}

const channelOf = (channelId: string | undefined, names: Names) =>
  channelId === undefined ? {} : { channel: names.get(channelId) ?? channelId };

const durationOf = (key: string, minutes: number | undefined) => (minutes === undefined ? {} : { [key]: writeDuration(minutes) });

/** Without the empty lists. */
const filled = (lists: Readonly<Record<string, readonly unknown[]>>) =>
  Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));
