import type { CallTarget, EscalationLevel, EscalationRoute, SeverityPolicy } from '../src/domain/escalation-plan.ts';
import type { Locale } from '../src/domain/locale.ts';
import { SEVERITY_LABELS } from '../src/domain/severity.ts';
import { writtenMinutes } from '../src/domain/typed-duration.ts';
import type { Words } from '../src/locales/words.ts';
import { LIMITS } from './limits.ts';
import { safe } from './safe-text.ts';

/** Letters of a name, several of which stand in one line. */
const SHORT_NAME = 40;
const CUSTOMERS_SHOWN = 3;
const TARGETS_SHOWN = 5;

/** An experts' channel, as far as a card names it. */
export interface NamedChannel {
  readonly conversationId: string;
  readonly teamName: string | undefined;
  /** Undefined of a team's General channel. */
  readonly name: string | undefined;
}

/** Customers of a route, as the reader may see them. `nobody`: they and their tags are not named where anybody reads along. */
export type RouteCustomers = { readonly names: readonly string[]; readonly hidden: number } | 'nobody';

/** "CSP Operations / Azure escalations". */
export function channelName(t: Words, { teamName, name }: Pick<NamedChannel, 'teamName' | 'name'>, shown: typeof safe = safe): string {
  const channel = name === undefined ? t('setup.channel.general') : shown(name, SHORT_NAME);
  return teamName === undefined ? channel : t('setup.channel.of', { team: shown(teamName, SHORT_NAME), channel });
}

/** What a route takes: "Azure · severity A, B · 2 customers · outside “Office hours”". */
export function routeText(t: Words, route: EscalationRoute, customers: RouteCustomers, shown: typeof safe = safe): string {
  const { products, severities, tenantIds, tag, hours } = route;
  const parts = [
    products.map((product) => t(`products.${product}`)).join(', '),
    severities.length === 0 ? '' : t('plan.route.severity', { severity: severities.map((one) => SEVERITY_LABELS[one]).join(', ') }),
    tenantIds.length === 0 ? '' : customersText(t, tenantIds.length, customers, shown),
    tag === undefined ? '' : customers === 'nobody' ? t('plan.route.tagged') : t('plan.route.tag', { tag: shown(`#${tag}`, SHORT_NAME) }),
    hours === undefined ? '' : t(`plan.route.${hours.when}`, { calendar: shown(hours.calendar, SHORT_NAME) }),
  ].filter(Boolean);
  return parts.length === 0 ? t('plan.route.everything') : parts.join(' · ');
}

function customersText(t: Words, count: number, customers: RouteCustomers, shown: typeof safe): string {
  if (customers === 'nobody') return t('plan.route.customers', { count });
  const { names, hidden } = customers;
  const named = names.slice(0, CUSTOMERS_SHOWN).map((name) => shown(name, LIMITS.status + 6));
  const left = names.length - named.length;
  const known = [named.join(', '), left > 0 ? t('words.more', { count: left }) : ''].filter(Boolean).join(' ');
  return [known, hidden > 0 ? t('plan.route.hidden', { count: hidden }) : ''].filter(Boolean).join(' + ');
}

/** What is promised: "acknowledge 15min · first response 2h · by “Office hours”". */
export function targetsText(t: Words, locale: Locale, rules: SeverityPolicy): string {
  const { acknowledgeMinutes, firstResponseMinutes, resolutionMinutes, warnAtPercentLeft, hours } = rules;
  const span = (minutes: number): string => writtenMinutes(locale, minutes);
  const targets = [
    acknowledgeMinutes === undefined ? '' : t('plan.targets.acknowledge', { span: span(acknowledgeMinutes) }),
    firstResponseMinutes === undefined ? '' : t('plan.targets.firstResponse', { span: span(firstResponseMinutes) }),
    resolutionMinutes === undefined ? '' : t('plan.targets.resolution', { span: span(resolutionMinutes) }),
  ].filter(Boolean);
  if (targets.length === 0) return t('plan.targets.none');
  return [
    ...targets,
    hours === undefined ? t('plan.targets.always') : t('plan.targets.by', { calendar: safe(hours, SHORT_NAME) }),
    warnAtPercentLeft === 0 ? '' : t('plan.targets.warn', { percent: warnAtPercentLeft }),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** "After 15min: rota Azure, Adele Vance; again every 10min, 3 times". */
export function levelText(
  t: Words,
  locale: Locale,
  { afterMinutes, repeat, call }: EscalationLevel,
  channels: readonly NamedChannel[],
): string {
  const left = call.length - TARGETS_SHOWN;
  const named = call.slice(0, TARGETS_SHOWN).map((target) => targetName(t, target, channels));
  const whom = [named.join(', '), left > 0 ? t('words.more', { count: left }) : ''].filter(Boolean).join(' ');
  const first = t('plan.levels.after', { span: writtenMinutes(locale, afterMinutes), whom });
  if (repeat === undefined) return first;
  return `${first}; ${t('plan.levels.again', { span: writtenMinutes(locale, repeat.everyMinutes), count: repeat.times })}`;
}

function targetName(t: Words, target: CallTarget, channels: readonly NamedChannel[]): string {
  if ('rota' in target) return t('plan.levels.rota', { rota: safe(target.rota, SHORT_NAME) });
  if ('person' in target) return safe(target.person.name, SHORT_NAME);
  return channelOf(t, target.channel, channels);
}

/** The channel that something leads to, by name. */
export function channelOf(t: Words, id: string | undefined, channels: readonly NamedChannel[], shown: typeof safe = safe): string {
  if (id === undefined) return t('plan.noChannel');
  const channel = channels.find(({ conversationId }) => conversationId === id);
  return channel === undefined ? t('plan.goneChannel') : channelName(t, channel, shown);
}
