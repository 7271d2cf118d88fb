import type { Customer } from '../src/domain/customer.ts';
import type { Incident } from '../src/domain/incident.ts';
import { LOCALES, type Locale } from '../src/domain/locale.ts';
import { isHealthy, type HealthStatus } from '../src/domain/service-health.ts';
import { zonedMomentIn } from '../src/locales/formats.ts';
import { words } from '../src/locales/words.ts';
import { button } from './buttons.ts';
import layout from './incident-text.json' with { type: 'json' };
import { issueKey } from './health-words.ts';
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';

interface IncidentTextView {
  readonly incident: Incident;
  readonly customer: Customer;
  /** Of the text, which is the customer's. */
  readonly textLocale: Locale;
  readonly now: Date;
  readonly timeZone: string;
}

const render = cardLayout(layout);

const IMPACT_LENGTH = 800;

/** What a customer may be told about an issue, ready to copy, in a language to choose (`incident.text`). */
export function incidentTextCard(locale: Locale, view: IncidentTextView): AdaptiveCard {
  const t = words(locale);
  const { incident, customer, textLocale } = view;
  return render(locale, {
    eyebrow: t('words.labelled', { label: safe(incident.id, LIMITS.listedName), text: t('incident.text.button') }),
    title: t('incident.text.title', { customer: safe(customer.name, LIMITS.name) }),
    label: t('incident.text.label', { language: t(`locales.${textLocale}`) }),
    text: customerText(view),
    buttons: [
      ...LOCALES.filter((other) => other !== textLocale).map((other) =>
        button(t(`incident.text.in.${other}`), 'incident.text', {
          issueId: issueKey(incident.id),
          tenantId: customer.tenantId,
          locale: other,
          inPlace: true,
        }),
      ),
      button(t('incident.show'), 'command', { command: 'incident', text: issueKey(incident.id) }),
    ],
  });
}

/** Sentences of our own about the issue; Microsoft's words for it are quoted as such. That the partner is the contact is said as well (B63, B66). */
function customerText({ incident, textLocale, now, timeZone }: IncidentTextView): string {
  const t = words(textLocale);
  const moment = (at: Date): string => zonedMomentIn(textLocale, timeZone, at);
  const { id, title, impact, service, status, startedAt, endedAt, resolvedAt, resolved, nextUpdateAt } = incident;
  // What Microsoft only lists no more it has not said to be solved.
  const solved = isHealthy(status);
  const overAt = endedAt ?? resolvedAt;
  const named = { service: plain(service, LIMITS.listedName) };
  const facts: readonly (readonly [string, string | undefined])[] = [
    [t('incident.text.what'), plain(title, LIMITS.title)],
    [t('incident.text.impact'), plain(impact, IMPACT_LENGTH, 'lines') || undefined],
    [t('incident.text.since'), moment(startedAt)],
    [t('incident.text.until'), resolved && overAt !== undefined ? moment(overAt) : undefined],
    [t('incident.text.state'), t(`incident.text.doing.${!resolved ? doing(status) : solved ? 'solved' : 'unlisted'}`)],
    [t('incident.text.next'), resolved ? undefined : nextNews()],
    [t('incident.text.reference'), plain(id, LIMITS.listedName)],
  ];
  const lines = facts.flatMap(([label, text]) => (text === undefined ? [] : [t('words.labelled', { label, text })]));
  return [
    t('incident.text.greeting'),
    t(!resolved ? 'incident.text.intro' : solved ? 'incident.text.introOver' : 'incident.text.introUnlisted', named),
    lines.join('\n'),
    t(resolved ? 'incident.text.closeOver' : 'incident.text.close'),
  ].join('\n\n');

  function nextNews(): string {
    return nextUpdateAt === undefined || nextUpdateAt < now
      ? t('incident.text.noPromise')
      : t('incident.text.promise', { moment: moment(nextUpdateAt) });
  }
}

/** What Microsoft does, as far as its status tells. */
function doing(
  status: HealthStatus,
): 'looking' | 'degraded' | 'down' | 'repairing' | 'checking' | 'recovering' | 'waiting' | 'solved' | 'working' {
  switch (status) {
    case 'investigating':
    case 'reported':
    case 'confirmed':
      return 'looking';
    case 'serviceDegradation':
      return 'degraded';
    case 'serviceInterruption':
      return 'down';
    case 'restoringService':
      return 'repairing';
    case 'verifyingService':
      return 'checking';
    case 'extendedRecovery':
      return 'recovering';
    case 'investigationSuspended':
      return 'waiting';
    case 'unknown':
      return 'working';
    case 'serviceOperational':
    case 'serviceRestored':
    case 'postIncidentReviewPublished':
    case 'falsePositive':
    case 'resolved':
    case 'mitigated':
    case 'mitigatedExternal':
    case 'resolvedExternal':
      return 'solved';
  }
}
