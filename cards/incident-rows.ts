import type { Incident } from '../src/domain/incident.ts';
import type { Locale } from '../src/domain/locale.ts';
import { momentIn } from '../src/locales/formats.ts';
import type { Words } from '../src/locales/words.ts';
import { issueKey, statusBadge } from './health-words.ts';
import { LIMITS } from './limits.ts';
import { plain, safe } from './safe-text.ts';

/** An open issue over all customers, and how many of those in view it hits. */
export interface ListedIncident {
  readonly incident: Omit<Incident, 'posts'>;
  readonly customersHit: number;
}

/** The shared part `incident-rows`: what, how bad, which service, since when, whom it hits; pressed it opens the issue. */
export function incidentRows(t: Words, locale: Locale, timeZone: string, listed: readonly ListedIncident[]) {
  return listed.map(({ incident, customersHit }) => {
    // A RichTextBlock knows no markdown: plain texts.
    const meta = [
      incident.highImpact ? t('health.highImpact') : '',
      t('board.hits', { count: customersHit }),
      plain(incident.service, LIMITS.listedName),
      t(`classifications.${incident.classification}`),
      t('board.since', { moment: momentIn(locale, timeZone, incident.startedAt) }),
    ];
    const issue = issueKey(incident.id);
    return {
      title: safe(incident.title, LIMITS.listedTitle),
      badge: statusBadge(t, incident),
      meta: meta
        .filter((part) => part !== '')
        .map((part) => ` · ${part}`)
        .join(''),
      issue,
      data: { command: 'incident', text: issue },
    };
  });
}
