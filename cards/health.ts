import type { Customer } from '../src/domain/customer.ts';
import type { ErrorCode } from '../src/domain/errors.ts';
import type { Incident } from '../src/domain/incident.ts';
import { healthRemedyOf } from '../src/domain/health-remedy.ts';
import type { Locale } from '../src/domain/locale.ts';
import { hasTrouble, worstFirst, type HealthSnapshot, type ServiceHealthOverview } from '../src/domain/service-health.ts';
import type { PortalLink } from '../src/domain/service-request.ts';
import { ageIn, momentIn } from '../src/locales/formats.ts';
import { words, type Words } from '../src/locales/words.ts';
import { badge, type Badge } from './badge.ts';
import { button, commandButton } from './buttons.ts';
import { issueBlock, issueKey, newsLine, statusBadge } from './health-words.ts';
import layout from './health.json' with { type: 'json' };
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';

interface HealthFailure {
  readonly code: ErrorCode;
  /** The back end's own, which tells the remedies apart. */
  readonly vendorCode?: string | undefined;
  readonly errorId: string;
}

/** Health as known now. With `failure` the snapshot is an older copy, or absent; an error is never "healthy". */
export interface KnownHealth {
  readonly snapshot: HealthSnapshot | undefined;
  readonly failure: HealthFailure | undefined;
}

export interface HealthView extends KnownHealth {
  readonly customer: Customer;
  /** What is known of the open issues over all customers; of some of them nothing may be. */
  readonly incidents: readonly Incident[];
  readonly portal: PortalLink | undefined;
  /** Where Azure tells its own health; undefined for a customer without Azure. */
  readonly azure: PortalLink | undefined;
  readonly now: Date;
  readonly timeZone: string;
}

const render = cardLayout(layout);

const TROUBLED_SHOWN = 5;
/** On the whole card, and of one service. */
const ISSUES_SHOWN = 5;
const ISSUES_OF_SERVICE = 2;
/** All of it is on the card of the issue. */
const IMPACT_LENGTH = 140;
const HEALTHY_SHOWN = 25;

/** Services worst first with their open issues, healthy ones folded, the age of the knowledge. */
export function healthCard(locale: Locale, view: HealthView): AdaptiveCard {
  const t = words(locale);
  const { customer, snapshot, failure } = view;
  const { tenantId } = customer;
  const services = worstFirst(snapshot?.overviews ?? []);
  const troubled = services.filter(hasTrouble);
  const healthy = services.filter((service) => !troubled.includes(service));
  const overview = summary(t, view, troubled.length, services.length);
  return render(locale, {
    fallbackText: t('words.labelled', { label: plain(customer.name, LIMITS.name), text: overview }),
    eyebrow: t('health.eyebrow'),
    title: safe(customer.name, LIMITS.name),
    badge: overallBadge(t, view, troubled),
    summary: overview,
    failures: failure === undefined ? [] : [failureBlock(t, locale, view, failure)],
    troubled: serviceBlocks(t, locale, view, troubled.slice(0, TROUBLED_SHOWN)),
    moreTroubled: more(t, troubled.length - TROUBLED_SHOWN),
    hasHealthy: healthy.length > 0,
    healthyTitle: t('health.showHealthy', { count: healthy.length }),
    showHealthy: false,
    healthy: healthy
      .slice(0, HEALTHY_SHOWN)
      .map((service) => ({ service: safe(service.service, LIMITS.listedName), status: statusBadge(t, service).text })),
    age:
      snapshot === undefined
        ? []
        : [
            {
              text: t('words.updated', {
                age: ageIn(locale, snapshot.fetchedAt, view.now),
                moment: momentIn(locale, view.timeZone, snapshot.fetchedAt),
              }),
            },
          ],
    buttons: [
      button(t('words.refresh'), 'health.refresh', { tenantId }),
      commandButton(t, 'report', { tenantId }, { style: troubled.length > 0 ? 'positive' : null }),
      commandButton(t, 'admin', { tenantId }),
      button(t('words.changeCustomer'), 'command', { command: 'customers' }),
    ],
    links: links(t, view),
  });
}

function links(t: Words, { portal, azure }: HealthView) {
  return [portal, azure].flatMap((link) =>
    link === undefined ? [] : [{ title: t('words.openPortal', { portal: plain(link.portal, LIMITS.name) }), url: link.url }],
  );
}

function summary(t: Words, { snapshot, failure }: HealthView, troubled: number, all: number): string {
  if (snapshot === undefined) return t('health.notKnown');
  if (all === 0) return t('health.noServices');
  const counted = troubled === 0 ? t('health.allWell', { count: all }) : t('health.trouble', { count: troubled });
  return failure === undefined ? counted : t('health.lastKnown', { summary: counted });
}

function overallBadge(t: Words, { snapshot, failure }: HealthView, troubled: readonly ServiceHealthOverview[]): Badge {
  if (troubled.some(({ status }) => status === 'serviceInterruption')) return badge(t('health.badge.down'), 'attention');
  if (troubled.length > 0) return badge(t('health.badge.trouble'), 'warning');
  const known = snapshot !== undefined && snapshot.overviews.length > 0 && failure === undefined;
  return known ? badge(t('health.badge.well'), 'good') : badge(t('health.badge.unknown'), 'plain');
}

function failureBlock(t: Words, locale: Locale, { snapshot, now }: HealthView, { code, vendorCode, errorId }: HealthFailure) {
  const remedy = healthRemedyOf({ code, vendorCode });
  return {
    what: t(`board.remedies.${remedy}.means`),
    means: snapshot === undefined ? t('health.notKnownText') : t('health.oldCopy', { age: ageIn(locale, snapshot.fetchedAt, now) }),
    next: t(`board.remedies.${remedy}.next`),
    quote: t('words.quote', { id: safe(errorId, LIMITS.line) }),
  };
}

function serviceBlocks(t: Words, locale: Locale, { incidents, now, timeZone }: HealthView, services: readonly ServiceHealthOverview[]) {
  const known = new Map(incidents.map((incident) => [incident.id, incident]));
  let left = ISSUES_SHOWN;
  return services.map((service) => {
    const issues = service.issues.slice(0, Math.min(left, ISSUES_OF_SERVICE));
    left -= issues.length;
    return {
      service: safe(service.service, LIMITS.listedName),
      badge: statusBadge(t, service),
      issues: issues.map((issue) => ({
        ...issueBlock(t, locale, timeZone, issue, IMPACT_LENGTH),
        news: newsLine(t, locale, timeZone, issue, known.get(issue.id), now),
        show: issueKey(issue.id),
        data: { command: 'incident', text: issueKey(issue.id) },
      })),
      more: service.issues.length === 0 ? [{ text: t('health.noIssue') }] : more(t, service.issues.length - issues.length),
    };
  });
}

function more(t: Words, hidden: number) {
  return hidden > 0 ? [{ text: t('words.more', { count: hidden }) }] : [];
}
