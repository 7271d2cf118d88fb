import { boardCard, type BoardView } from '../../cards/board.ts';
import { customerTagsCard, type CustomerTagsView } from '../../cards/customer-tags.ts';
import { failingCustomersCard } from '../../cards/failing-customers.ts';
import { incidentFilterCard } from '../../cards/incident-filter.ts';
import { incidentsCard, type IncidentsView } from '../../cards/incidents.ts';
import { tagGroupCard } from '../../cards/tag-group.ts';
import { tagGroupsCard } from '../../cards/tag-groups.ts';
import type { Customer } from '../../src/domain/customer.ts';
import { ERROR_CODES } from '../../src/domain/errors.ts';
import type { PollFailure } from '../../src/ports/health-poll-store.ts';
import * as data from './sample-data.ts';
import type { Sample } from './sample-cards.ts';

const CONTOSO = data.customerNamed('Contoso');
const { NOW: now, TIME_ZONE: timeZone } = data;
const MINUTES_AGO = new Date(now.getTime() - 240_000);

export const LISTED = [
  { incident: data.incidentOf('Users cannot send mail', { highImpact: true, status: 'serviceInterruption' }), customersHit: 3000 },
  {
    incident: data.incidentOf('Meetings start late', { id: 'TM1082216', service: 'Microsoft Teams', classification: 'advisory' }),
    customersHit: 1,
  },
];

export const BOARD: BoardView = {
  counts: { troubled: 12, well: 9_876, unknown: 112, failing: 40, oldestReadAt: MINUTES_AGO },
  ofAccess: true,
  incidents: LISTED,
  total: 23,
  files: true,
  now,
  timeZone,
};
const QUIET: BoardView = {
  ...BOARD,
  counts: { troubled: 0, well: 40, unknown: 0, failing: 0, oldestReadAt: MINUTES_AGO },
  ofAccess: false,
  incidents: [],
  total: 0,
};

export const INCIDENTS: IncidentsView = {
  filter: { customer: undefined, service: undefined, classification: undefined, tag: undefined },
  incidents: LISTED,
  offset: 8,
  limit: 8,
  total: 23,
  files: true,
  timeZone,
};
const FILTERED: IncidentsView = {
  ...INCIDENTS,
  filter: { customer: CONTOSO, service: 'Exchange Online', classification: 'incident', tag: 'Gold' },
  offset: 0,
  total: 2,
};

const TAGS: CustomerTagsView = { customer: CONTOSO, tags: ['Gold', 'VIP'], written: undefined, problem: undefined };

function ordinary(name: string, make: Sample['make']): Sample {
  return { name, kind: 'ordinary', make };
}

export function failing(customer: Customer, failure: Partial<PollFailure>) {
  const known = { code: 'INTERNAL', status: undefined, vendorCode: undefined, correlationId: undefined, ...failure } as const;
  const poll = { failedSince: MINUTES_AGO, readAt: undefined, dueAt: new Date(now.getTime() + 600_000), failure: known };
  return { customer, poll };
}

export const BOARD_ORDINARY: readonly Sample[] = [
  ordinary('board, trouble', (l) => boardCard(l, BOARD)),
  ordinary('board, all well', (l) => boardCard(l, QUIET)),
  ordinary('board, nothing read yet', (l) =>
    boardCard(l, { ...QUIET, counts: { troubled: 0, well: 0, unknown: 40, failing: 0, oldestReadAt: undefined } }),
  ),
  ordinary('board, nobody in view', (l) =>
    boardCard(l, { ...QUIET, ofAccess: true, counts: { troubled: 0, well: 0, unknown: 0, failing: 0, oldestReadAt: undefined } }),
  ),
  ordinary('board, no files', (l) => boardCard(l, { ...BOARD, files: false })),
  ordinary('incidents, a page', (l) => incidentsCard(l, INCIDENTS)),
  ordinary('incidents, filtered', (l) => incidentsCard(l, FILTERED)),
  ordinary('incidents, none', (l) => incidentsCard(l, { ...INCIDENTS, incidents: [], offset: 0, total: 0 })),
  ordinary('filter', (l) =>
    incidentFilterCard(l, { filter: FILTERED.filter, services: ['Exchange Online', 'Microsoft Teams'], tags: ['Gold', 'VIP'] }),
  ),
  ordinary('filter, nothing to choose', (l) => incidentFilterCard(l, { filter: INCIDENTS.filter, services: [], tags: [] })),
  ...ERROR_CODES.map((code) =>
    ordinary(`failing customers, ${code}`, (l) =>
      failingCustomersCard(l, { customers: [failing(CONTOSO, { code, status: 403 })], offset: 0, limit: 5, total: 1, now, timeZone }),
    ),
  ),
  ordinary('failing customers, none', (l) => failingCustomersCard(l, { customers: [], offset: 0, limit: 5, total: 0, now, timeZone })),
  ordinary('tags of a customer', (l) => customerTagsCard(l, TAGS)),
  ordinary('tags, too many', (l) => customerTagsCard(l, { ...TAGS, written: 'a, b', problem: { kind: 'too-many', count: 21 } })),
  ordinary('tags, too long', (l) => customerTagsCard(l, { ...TAGS, written: 'a, b', problem: { kind: 'too-long', tag: 'x'.repeat(40) } })),
  ordinary('tags, changed', (l) => customerTagsCard(l, { ...TAGS, problem: { kind: 'changed' } })),
  ordinary('group', (l) =>
    tagGroupCard(l, {
      tag: 'Gold',
      customers: [CONTOSO, data.customerNamed('Fabrikam')],
      offset: 8,
      limit: 8,
      total: 40,
      editable: true,
      full: CONTOSO,
    }),
  ),
  ordinary('group, seen only', (l) =>
    tagGroupCard(l, { tag: 'Gold', customers: [], offset: 0, limit: 8, total: 0, editable: false, full: undefined }),
  ),
  ordinary('groups', (l) =>
    tagGroupsCard(l, {
      groups: [
        { tag: 'Gold', customers: 12 },
        { tag: 'VIP', customers: 1 },
      ],
    }),
  ),
  ordinary('groups, none', (l) => tagGroupsCard(l, { groups: [] })),
];

export function boardHostile(kind: Sample['kind'], text: string): readonly Sample[] {
  const sample = (name: string, make: Sample['make']): Sample => ({ name: `${kind} ${name}`, kind, make });
  const customer = data.customerNamed(text, text);
  const many = <T>(one: T): T[] => Array.from({ length: 30 }, () => one);
  const listed = {
    incident: data.incidentOf(text, { id: text, service: text, status: 'unknown', rawStatus: text, highImpact: true }),
    customersHit: 10_000,
  };
  // Words that people and Microsoft wrote are bounded where they come in.
  const word = text.slice(0, 100);
  const tag = text.slice(0, 30);
  return [
    sample('board', (l) => boardCard(l, { ...BOARD, incidents: many(listed) })),
    sample('incidents', (l) =>
      incidentsCard(l, {
        ...INCIDENTS,
        incidents: many(listed).slice(0, 8),
        filter: { customer, service: word, classification: 'incident', tag },
      }),
    ),
    sample('filter', (l) =>
      incidentFilterCard(l, {
        filter: { customer, service: word, classification: 'incident', tag },
        services: Array.from({ length: 30 }, (_, n) => `${word.slice(0, 97)}${n}`),
        tags: Array.from({ length: 30 }, (_, n) => `${tag.slice(0, 27)}${n}`),
      }),
    ),
    sample('failing customers', (l) =>
      failingCustomersCard(l, {
        customers: many(failing(customer, { code: 'CONSENT_MISSING', vendorCode: text })).slice(0, 5),
        offset: 5,
        limit: 5,
        total: 500,
        now,
        timeZone,
      }),
    ),
    sample('tags', (l) =>
      customerTagsCard(l, {
        customer,
        tags: many(tag).slice(0, 20),
        written: text.slice(0, 700),
        problem: { kind: 'too-long', tag: text },
      }),
    ),
    sample('group', (l) =>
      tagGroupCard(l, { tag, customers: many(customer).slice(0, 7), offset: 7, limit: 7, total: 4000, editable: true, full: customer }),
    ),
    sample('groups', (l) => tagGroupsCard(l, { groups: many({ tag, customers: 40 }) })),
  ];
}
