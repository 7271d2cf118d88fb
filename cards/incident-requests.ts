import type { Locale } from '../src/domain/locale.ts';
import type { ServiceRequest } from '../src/domain/service-request.ts';
import { words } from '../src/locales/words.ts';
import { button, commandButton } from './buttons.ts';
import layout from './incident-requests.json' with { type: 'json' };
import { issueKey } from './health-words.ts';
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { stateBadge } from './request-state.ts';
import { plain, safe } from './safe-text.ts';

interface IncidentRequestsView {
  readonly issueId: string;
  /** The person's own open ones of customers that the issue hits. */
  readonly requests: readonly ServiceRequest[];
  /** Of some customers it could not be found out whether this person may see them. */
  readonly unchecked: boolean;
}

const render = cardLayout(layout);

const ROWS_SHOWN = 10;

/** Which request an issue is linked with (`incident.link`). */
export function incidentRequestsCard(locale: Locale, { issueId, requests, unchecked }: IncidentRequestsView): AdaptiveCard {
  const t = words(locale);
  const rows = requests.slice(0, ROWS_SHOWN);
  const hidden = requests.length - rows.length;
  return render(locale, {
    eyebrow: t('incident.link'),
    title: t('incident.requests.title', { id: safe(issueId, LIMITS.listedName) }),
    text: t(rows.length === 0 ? 'incident.requests.none' : 'incident.requests.text'),
    rows: rows.map(({ id, version, reference, title, customerName, state, ended, route, deskStatus, linkedIssueId }) => ({
      title: safe(title, LIMITS.listedTitle),
      line: [
        reference,
        safe(customerName, LIMITS.listedName),
        stateBadge(t, { state, ended, route }, deskStatus).text,
        ...(linkedIssueId === undefined
          ? []
          : [t('words.labelled', { label: t('request.issue'), text: safe(linkedIssueId, LIMITS.listedName) })]),
      ].join(' · '),
      tooltip: t('words.labelled', { label: t('incident.requests.link'), text: plain(reference, LIMITS.line) }),
      data: { issueId: issueKey(issueId), requestId: id, version },
    })),
    remarks: [
      ...(hidden > 0 ? [{ text: t('words.more', { count: hidden }) }] : []),
      ...(unchecked ? [{ text: t('requests.unchecked') }] : []),
    ],
    buttons: [button(t('incident.show'), 'command', { command: 'incident', text: issueKey(issueId) }), commandButton(t, 'requests')],
  });
}
