import { incidentNoticeCard } from '../../cards/incident-notice.ts';
import { DELIVERY_STATES, type DeliveryTotals, type IncidentNotice, type LedgerTotals } from '../../src/domain/delivery.ts';
import { HEALTH_STATUSES } from '../../src/domain/service-health.ts';
import type { Sample } from './sample-cards.ts';
import { incidentOf, NOW, TIME_ZONE } from './sample-data.ts';

const OVER = { resolved: true, resolvedAt: NOW, endedAt: NOW, nextUpdateAt: undefined } as const;

export function noticeOf(over: Partial<IncidentNotice> = {}): IncidentNotice {
  return {
    incident: incidentOf('Users cannot send mail'),
    placeId: 'b1ace000-0000-4000-8000-000000000001',
    scope: 'personal',
    hit: { names: ['Contoso', 'Fabrikam Residences'], total: 12 },
    seen: undefined,
    locale: 'en',
    timeZone: TIME_ZONE,
    now: NOW,
    ...over,
  };
}

/** The same number in each state. */
export function totalsOf(each: number, over: Partial<LedgerTotals> = {}): LedgerTotals {
  const states = Object.fromEntries(DELIVERY_STATES.map((state) => [state, each])) as DeliveryTotals;
  return { states, asked: 12, seen: 9, waitingSince: new Date(NOW.getTime() - 4 * 60_000), ...over };
}

const UNSEEN = { by: undefined, at: undefined };
const ADELE = { by: 'Adele Vance', at: NOW };

const sample = (name: string, over: Partial<IncidentNotice>, kind: Sample['kind'] = 'ordinary'): Sample => ({
  name,
  kind,
  make: (locale) => incidentNoticeCard(locale, noticeOf(over)),
});

/** The living card in all its states. */
export const NOTICE_ORDINARY: readonly Sample[] = [
  sample('notice', {}),
  ...HEALTH_STATUSES.map((status) =>
    sample(`notice, ${status}`, { incident: incidentOf('Users cannot send mail', { status, rawStatus: status }) }),
  ),
  sample('notice, to be seen', { seen: UNSEEN }),
  sample('notice, seen', { seen: ADELE }),
  sample('notice, seen in a channel', { scope: 'team', seen: ADELE }),
  sample('notice, one customer', { hit: { names: ['Contoso'], total: 1 } }),
  sample('notice, hits nobody any more', { hit: { names: [], total: 0 } }),
  sample('notice, advisory without posts', {
    incident: incidentOf('Searches are slow', {
      classification: 'advisory',
      highImpact: false,
      posts: [],
      postsKnown: false,
      nextUpdateAt: undefined,
    }),
  }),
  sample('notice, promise not kept', { incident: incidentOf('Mail is late', { nextUpdateAt: new Date(NOW.getTime() - 1) }) }),
  sample('notice, over', { incident: incidentOf('Mail is late', { ...OVER, status: 'serviceRestored' }), seen: UNSEEN }),
  sample('notice, listed no more', { incident: incidentOf('Mail is late', OVER) }),
  sample('notice, review published', { incident: incidentOf('Mail is late', { ...OVER, status: 'postIncidentReviewPublished' }) }),
  sample('notice, over, hit nobody at the end', { incident: incidentOf('Mail is late', OVER), hit: { names: [], total: 0 } }),
];

/** Texts that others could write to break it, in every place that shows one. */
export function noticeHostile(kind: 'nasty' | 'long', text: string): readonly Sample[] {
  const strange = { id: text, service: text, rawStatus: text, status: 'unknown' } as const;
  const hit = { names: Array.from({ length: 10 }, () => text), total: 99_999 };
  const seen = { by: text, at: NOW };
  return [
    sample(`${kind} notice`, { incident: incidentOf(text, strange), hit, seen, scope: 'team' }, kind),
    sample(`${kind} notice, over`, { incident: incidentOf(text, { ...strange, ...OVER }), hit, seen: UNSEEN }, kind),
  ];
}
