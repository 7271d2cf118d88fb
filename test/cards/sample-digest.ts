import { digestCard, type DigestView } from '../../cards/digest.ts';
import type { DigestIncident } from '../../src/domain/digest.ts';
import * as data from './sample-data.ts';
import type { Sample } from './sample-cards.ts';

const { NOW: now, TIME_ZONE: timeZone } = data;
const hours = (count: number): Date => new Date(now.getTime() + count * 3_600_000);

const MAIL: DigestIncident = {
  incident: data.incidentOf('Users cannot send mail', { highImpact: true, status: 'serviceInterruption', startedAt: hours(-5) }),
  customersHit: 3000,
  customers: ['Contoso', 'Fabrikam', 'Tailspin Toys'],
  changes: ['new', 'worse', 'post'],
};
const MEETINGS: DigestIncident = {
  incident: data.incidentOf('Meetings start late', {
    id: 'TM1082216',
    service: 'Microsoft Teams',
    status: 'serviceRestored',
    resolved: true,
    startedAt: hours(-30),
    firstSeenAt: hours(-30),
    endedAt: hours(-2),
    resolvedAt: hours(-2),
  }),
  customersHit: 1,
  customers: ['Contoso'],
  changes: ['reopened', 'resolved'],
};
const ADVICE: DigestIncident = {
  incident: data.incidentOf('Old clients are slow', {
    id: 'SP1',
    service: 'SharePoint Online',
    classification: 'advisory',
    startedAt: hours(-900),
    firstSeenAt: hours(-900),
  }),
  customersHit: 2,
  customers: [],
  changes: [],
};

export const DAILY: DigestView = {
  kind: 'daily',
  period: { from: hours(-24), to: now },
  incidents: [MAIL, MEETINGS, ADVICE],
  total: 3,
  occasion: 'told',
  scope: 'personal',
  files: true,
  timeZone,
};
export const QUIET: DigestView = { ...DAILY, kind: 'weekly', period: { from: hours(-168), to: now }, incidents: [], total: 0 };

function ordinary(name: string, make: Sample['make']): Sample {
  return { name, kind: 'ordinary', make };
}

export const DIGEST_ORDINARY: readonly Sample[] = [
  ordinary('digest, daily', (l) => digestCard(l, DAILY)),
  ordinary('digest, weekly in a channel', (l) => digestCard(l, { ...DAILY, kind: 'weekly', scope: 'team', total: 230 })),
  ordinary('digest, asked', (l) => digestCard(l, { ...DAILY, occasion: 'asked' })),
  ordinary('digest, all over', (l) => digestCard(l, { ...DAILY, incidents: [MEETINGS], total: 1, files: false })),
  ordinary('digest, advisories only', (l) => digestCard(l, { ...DAILY, incidents: [ADVICE], total: 1 })),
  ordinary('digest, nothing happened', (l) => digestCard(l, QUIET)),
];

export function digestHostile(kind: Sample['kind'], text: string): readonly Sample[] {
  const incident = data.incidentOf(text, { id: text, service: text, status: 'unknown', rawStatus: text, highImpact: true });
  const row = { incident, customersHit: 10_000, customers: [text, text, text], changes: ['reopened', 'worse'] } as const;
  const incidents = Array.from({ length: 200 }, (_, n) => ({ ...row, incident: { ...incident, service: `${n} ${text}` } }));
  return [{ name: `${kind} digest`, kind, make: (l) => digestCard(l, { ...DAILY, incidents, total: 900, occasion: 'asked' }) }];
}
