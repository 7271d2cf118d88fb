import { isRequestOpen, type FollowUp } from '../src/domain/incident-follow.ts';
import type { Locale } from '../src/domain/locale.ts';
import { isHealthy } from '../src/domain/service-health.ts';
import { momentIn } from '../src/locales/formats.ts';
import { words, type Words } from '../src/locales/words.ts';
import { button, commandButton, type Button } from './buttons.ts';
import layout from './incident-over.json' with { type: 'json' };
import { issueKey } from './health-words.ts';
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';

const render = cardLayout(layout);

/** Asks whether the trouble is gone (`follow.answer`), or shows the answer and what follows from it (`follow.report`). */
export function incidentOverCard(locale: Locale, followUp: FollowUp): AdaptiveCard {
  const t = words(locale);
  const { follow, incident, customer, request } = followUp;
  const overAt = incident.endedAt ?? incident.resolvedAt;
  const asked = { id: incident.id, customer: customer.name };
  const heading = `incident.followUp.${headingOf(incident)}` as const;
  const lines: readonly (readonly [string, string | undefined])[] = [
    [t('incident.facts.what'), safe(incident.title, LIMITS.title)],
    [t('incident.facts.service'), safe(incident.service, LIMITS.listedName)],
    [t('incident.facts.ended'), overAt && momentIn(locale, follow.timeZone, overAt)],
    [t('incident.followUp.request'), request?.reference],
  ];
  return render(locale, {
    fallbackText: `${t(heading, { id: plain(asked.id, LIMITS.listedName) })}. ${t('incident.followUp.question', { customer: plain(asked.customer, LIMITS.name) })}`,
    eyebrow: t('incident.followUp.eyebrow'),
    title: t(heading, { id: safe(asked.id, LIMITS.listedName) }),
    question: t('incident.followUp.question', { customer: safe(asked.customer, LIMITS.name) }),
    weight: follow.answer === undefined ? 'Bolder' : null,
    facts: lines.flatMap(([title, value]) => (value === undefined ? [] : [{ title, value }])),
    answers: answers(t, locale, followUp),
    buttons: buttons(t, followUp),
  });
}

/** One that is listed no more keeps the status that it had last; one that came back after the question has no end. */
function headingOf({ status, resolvedAt }: FollowUp['incident']): 'title' | 'unlisted' | 'reopened' {
  if (resolvedAt === undefined) return 'reopened';
  return isHealthy(status) ? 'title' : 'unlisted';
}

function answers(t: Words, locale: Locale, { follow, request }: FollowUp) {
  const { answer, answeredAt } = follow;
  if (answer === undefined) return [];
  const open = request !== undefined && isRequestOpen(request);
  const said = t(answer === 'gone' ? 'incident.followUp.wasGone' : 'incident.followUp.wasThere', {
    moment: answeredAt === undefined ? '' : momentIn(locale, follow.timeZone, answeredAt),
  });
  const means = t(`incident.followUp.means.${answer}${open ? '-open' : ''}`);
  return [answer === 'gone' ? { style: 'good', text: `✓ ${said} ${means}` } : { style: 'warning', text: `⚠ ${said} ${means}` }];
}

function buttons(t: Words, { follow, incident, customer, request }: FollowUp): readonly Button[] {
  const { id: followId, answer } = follow;
  const about = button(t('incident.show'), 'command', { command: 'incident', text: issueKey(incident.id) });
  const health = commandButton(t, 'health', { tenantId: customer.tenantId });
  const itsRequest =
    request === undefined ? [] : [button(t('incident.followUp.showRequest'), 'command', { command: 'request', requestId: request.id })];
  switch (answer) {
    case undefined:
      return [
        button(t('incident.followUp.gone'), 'follow.answer', { followId, gone: true }, { style: 'positive' }),
        button(t('incident.followUp.stillThere'), 'follow.answer', { followId, gone: false }),
        about,
        health,
      ];
    case 'gone':
      return [...itsRequest, about, health];
    case 'still-there':
      return [...itsRequest, button(t('incident.followUp.report'), 'follow.report', { followId }), about, health];
  }
}
