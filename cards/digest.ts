import { courseOf, lastedMs, totalsByService, type Digest, type DigestIncident } from '../src/domain/digest.ts';
import type { Locale } from '../src/domain/locale.ts';
import { durationIn, momentIn } from '../src/locales/formats.ts';
import { words, type Words } from '../src/locales/words.ts';
import { button, commandButton, type Button } from './buttons.ts';
import layout from './digest.json' with { type: 'json' };
import { statusBadge } from './health-words.ts';
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';

export interface DigestView extends Digest {
  /** `asked`: somebody pressed for it. */
  readonly occasion: 'told' | 'asked';
  readonly scope: 'personal' | 'team';
  /** Teams gives bots no files everywhere. */
  readonly files: boolean;
  readonly timeZone: string;
}

const render = cardLayout(layout);

const ROWS_SHOWN = 8;
const SERVICES_SHOWN = 6;
const TITLE_LENGTH = 90;
const NAME_LENGTH = 40;
const NAMES_SHOWN = 2;
const HOUR_MS = 3_600_000;

/**
 * What happened in a day or a week: how long each service had trouble, as a chart where the client knows charts, and the issues, those still open first. Actions
 * `digest.now` for another period, `digest.csv` for all of it.
 */
export function digestCard(locale: Locale, view: DigestView): AdaptiveCard {
  const t = words(locale);
  const { incidents, total, timeZone, period } = view;
  const shown = incidents.slice(0, ROWS_SHOWN);
  const eyebrow = t(`digest.eyebrow.${view.kind}`);
  const title = total === 0 ? t('digest.quiet') : counted(t, view);
  const more = total - shown.length;
  return render(locale, {
    summary: t('words.labelled', { label: eyebrow, text: title }),
    eyebrow,
    title,
    period: t('digest.period', { from: momentIn(locale, timeZone, period.from), to: momentIn(locale, timeZone, period.to) }),
    intro: total === 0 ? [{ text: t('digest.quietText') }] : [],
    charts: charts(t, locale, view),
    tables:
      total === 0
        ? []
        : [
            {
              headings: (['what', 'lasted', 'customers'] as const).map((column) => ({ text: t(`digest.columns.${column}`) })),
              rows: shown.map((row) => rowOf(t, locale, view, row)),
            },
          ],
    remarks: more > 0 ? [{ text: t('digest.more', { count: more }) }] : [],
    buttons: buttons(t, view),
  });
}

function counted(t: Words, { incidents, total, period }: DigestView): string {
  const open = incidents.filter(({ incident }) => !courseOf(incident, period).ended).length;
  return `${t('digest.issues', { count: total })} · ${open === 0 ? t('digest.allOver') : t('digest.open', { open })}`;
}

function charts(t: Words, locale: Locale, { incidents, period }: DigestView) {
  const totals = totalsByService(incidents, period)
    .filter(({ troubleMs }) => troubleMs > 0)
    .slice(0, SERVICES_SHOWN);
  if (totals.length === 0) return [];
  return [
    {
      bars: totals.map(({ service, troubleMs }) => ({ x: plain(service, NAME_LENGTH), y: Math.round((troubleMs / HOUR_MS) * 10) / 10 })),
      totals: totals.map(({ service, issues, troubleMs }) => ({
        title: safe(service, NAME_LENGTH),
        value: `${durationIn(locale, troubleMs)} · ${t('digest.issues', { count: issues })}`,
      })),
    },
  ];
}

function rowOf(t: Words, locale: Locale, { period }: DigestView, row: DigestIncident) {
  const { incident, changes } = row;
  const { began, ended } = courseOf(incident, period);
  const lasted = t(ended ? 'digest.lasted' : 'digest.goesOn', { duration: durationIn(locale, lastedMs(incident, period.to)) });
  const customers = customersText(t, row);
  const how = [
    statusBadge(t, incident).text,
    ...(incident.highImpact ? [t('health.highImpact')] : []),
    safe(incident.service, NAME_LENGTH),
    ...(incident.classification === 'advisory' ? [t('classifications.advisory')] : []),
    ...(began ? [t('digest.marks.began')] : []),
    ...(['reopened', 'worse'] as const).filter((kind) => changes.includes(kind)).map((kind) => t(`digest.marks.${kind}`)),
  ].join(' · ');
  return {
    what: `**${safe(incident.id, LIMITS.status)}** ${safe(incident.title, TITLE_LENGTH)}`,
    how,
    lasted,
    customers,
    line: `${lasted} · ${customers}`,
  };
}

function customersText(t: Words, { customers, customersHit }: DigestIncident): string {
  const named = customers.slice(0, NAMES_SHOWN).map((name) => safe(name, NAME_LENGTH));
  const hidden = customersHit - named.length;
  if (named.length === 0) return `${customersHit}`;
  return hidden > 0 ? `${named.join(', ')} ${t('words.more', { count: hidden })}` : named.join(', ');
}

function buttons(t: Words, { occasion, kind, scope, files, total, period }: DigestView): readonly Button[] {
  const other = kind === 'weekly' ? 'daily' : 'weekly';
  return [
    ...(occasion === 'asked' ? [button(t(`digest.now.${other}`), 'digest.now', { kind: other })] : []),
    ...(scope === 'personal' && files && total > 0
      ? [button(t('csv.button'), 'digest.csv', { from: period.from.toISOString(), to: period.to.toISOString() })]
      : []),
    commandButton(t, 'board'),
    commandButton(t, 'watches'),
  ];
}
