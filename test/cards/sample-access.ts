import { accessCard, type AccessView } from '../../cards/access.ts';
import { ENDING_SHOWN, endingAccessCard } from '../../cards/ending-access.ts';
import { accessFindings, type AccessEvidence } from '../../src/domain/access-findings.ts';
import { STANDINGS, type GrantedRelationship } from '../../src/domain/delegated-access.ts';
import { aRelationship, ROLE } from '../support/relationships.ts';
import { aCustomer } from '../support/use-case-fixtures.ts';
import type { Sample } from './sample-cards.ts';
import * as data from './sample-data.ts';

const { NOW: now, TIME_ZONE: timeZone } = data;
const day = (count: number): Date => new Date(now.getTime() + count * 86_400_000);
const CONTOSO = data.customerNamed('Contoso');
const FAILURE = { code: 'TIMED_OUT', errorId: 'k3v9p2' } as const;
const CONSENT = { readAt: day(-0.1), failedSince: undefined, failure: undefined };

function evidence(some: Partial<AccessEvidence> = {}): AccessEvidence {
  return {
    person: { roles: ['admin-agent'], groupIds: ['helpdesk-group'] },
    partnerType: 'direct',
    grants: { relationships: [aRelationship()], assignmentsKnown: true, current: true },
    estate: { readAt: day(-1), subscriptions: [{ name: 'Business Premium', product: 'microsoft365', active: true }] },
    consent: CONSENT,
    now,
    ...some,
  };
}

function view(of: AccessEvidence, some: Partial<AccessView> = {}): AccessView {
  return {
    customer: CONTOSO,
    roles: of.person.roles,
    access: 'granted',
    findings: accessFindings(of),
    readAt: now,
    failure: undefined,
    gateOpen: false,
    applicationId: '0a1b2c3d-0000-4000-8000-0000000000aa',
    now,
    timeZone,
    ...some,
  };
}

const through = (...relationships: GrantedRelationship[]) => ({ grants: { relationships, assignmentsKnown: true, current: true } });
const ENDED: Readonly<Record<(typeof STANDINGS)[number], readonly GrantedRelationship[]>> = {
  active: [aRelationship({ endsAt: undefined, autoExtends: true })],
  ending: [aRelationship({ endsAt: day(6) })],
  'termination-requested': [aRelationship({ status: 'terminationRequested', endsAt: day(1) })],
  'being-set-up': [aRelationship({ status: 'activating', endsAt: undefined })],
  'awaiting-approval': [aRelationship({ status: 'approvalPending', endsAt: undefined })],
  'unknown-status': [aRelationship({ status: 'unknown', rawStatus: 'brandNew' })],
  expired: [aRelationship({ status: 'expired', endsAt: day(-20) })],
  ended: [aRelationship({ status: 'terminated', endsAt: day(200) })],
  none: [],
};

const ordinary = (name: string, make: Sample['make']): Sample => ({ name, kind: 'ordinary', make });

export const ACCESS_ORDINARY: readonly Sample[] = [
  ...STANDINGS.map((standing) => ordinary(`access, ${standing}`, (l) => accessCard(l, view(evidence(through(...ENDED[standing])))))),
  ordinary('access, no group of mine', (l) =>
    accessCard(l, view(evidence({ person: { roles: ['helpdesk-agent'], groupIds: [] } }), { access: 'denied' })),
  ),
  ordinary('access, nobody holds any', (l) =>
    accessCard(l, view(evidence(through(aRelationship({ assignments: [] }))), { access: 'denied' })),
  ),
  ordinary('access, roles that do not suffice', (l) =>
    accessCard(l, view(evidence(through(aRelationship({ assignments: [{ groupId: 'helpdesk-group', roles: [ROLE.directoryReaders] }] }))))),
  ),
  ordinary('access, Azure only through a provider', (l) =>
    accessCard(
      l,
      view(
        evidence({
          ...through(aRelationship({ providerTenantId: 'd15720b0-0000-4000-8000-0000000000d1' })),
          partnerType: 'indirect-reseller',
          estate: { readAt: day(-1), subscriptions: [{ name: 'Azure plan', product: 'azure', active: true }] },
        }),
      ),
    ),
  ),
  ordinary('access, no consent', (l) =>
    accessCard(
      l,
      view(
        evidence({ consent: { readAt: day(-9), failedSince: day(-1), failure: { code: 'CONSENT_MISSING', vendorCode: 'AADSTS65001' } } }),
      ),
    ),
  ),
  ordinary('access, health fails, subscriptions not known', (l) =>
    accessCard(
      l,
      view(
        evidence({
          estate: undefined,
          consent: { readAt: undefined, failedSince: day(-1), failure: { code: 'FORBIDDEN', vendorCode: undefined } },
        }),
      ),
    ),
  ),
  ordinary('access, an older copy', (l) =>
    accessCard(
      l,
      view(evidence({ grants: { relationships: [aRelationship()], assignmentsKnown: true, current: false } }), {
        access: 'unknown',
        readAt: day(-0.2),
        failure: FAILURE,
      }),
    ),
  ),
  ordinary('access, nothing known', (l) =>
    accessCard(
      l,
      view(evidence({ grants: undefined, estate: undefined, consent: undefined }), {
        access: 'unknown',
        readAt: undefined,
        failure: FAILURE,
        gateOpen: true,
      }),
    ),
  ),
  ordinary('access, own tenant', (l) =>
    accessCard(l, view(evidence(), { customer: aCustomer({ sources: ['own-tenant'] }), findings: [], readAt: undefined })),
  ),
  ordinary('ending access', (l) =>
    endingAccessCard(l, {
      occasion: 'asked',
      rows: [
        { customer: CONTOSO, endsAt: day(0.5), autoExtends: false },
        { customer: data.customerNamed('Fabrikam'), endsAt: day(2), autoExtends: true },
      ],
      total: 2,
      page: 0,
      readAt: now,
      now,
      timeZone,
    }),
  ),
  ...(['asked', 'told'] as const).map((occasion) =>
    ordinary(`ending access, ${occasion}, a page of many`, (l) =>
      endingAccessCard(l, {
        occasion,
        rows: Array.from({ length: ENDING_SHOWN }, (_, n) => ({ customer: CONTOSO, endsAt: day(n + 1), autoExtends: false })),
        total: 42,
        page: occasion === 'told' ? 0 : 2,
        readAt: now,
        now,
        timeZone: 'UTC',
      }),
    ),
  ),
  ...[now, undefined].map((readAt) =>
    ordinary(`ending access, none, ${readAt === undefined ? 'not read' : 'read'}`, (l) =>
      endingAccessCard(l, { occasion: 'asked', rows: [], total: 0, page: 0, readAt, now, timeZone }),
    ),
  ),
];

/** The largest too: every finding with its longest sentences. */
export function accessHostile(kind: 'nasty' | 'long', text: string): readonly Sample[] {
  const customer = data.customerNamed(text, text);
  const many = Array.from({ length: 40 }, (_, n) => `${n}${text}`);
  const largest = evidence({
    person: { roles: ['global-administrator', 'user-administrator', 'admin-agent', 'helpdesk-agent', 'sales-agent'], groupIds: ['own'] },
    ...through(
      aRelationship({ endsAt: day(6), providerTenantId: text, assignments: [{ groupId: 'own', roles: many }] }),
      aRelationship({ id: '2', providerTenantId: many[1] }),
    ),
    estate: { readAt: now, subscriptions: [{ name: text, product: 'azure', active: true }] },
    consent: { readAt: now, failedSince: now, failure: { code: 'CONSENT_MISSING', vendorCode: text } },
  });
  const closed = evidence({
    ...through(
      aRelationship({ assignments: many.map((groupId) => ({ groupId, roles: many })) }),
      aRelationship({ id: '3', providerTenantId: text }),
    ),
    consent: largest.consent,
  });
  const strange = evidence(through(aRelationship({ status: 'unknown', rawStatus: text })));
  const failure = { code: 'THROTTLED', errorId: text } as const;
  const row = { customer, endsAt: day(3), autoExtends: true };
  return [
    { name: `${kind} access`, kind, make: (l) => accessCard(l, view(largest, { customer, failure, gateOpen: true })) },
    { name: `${kind} access, denied`, kind, make: (l) => accessCard(l, view(closed, { customer, access: 'denied', failure })) },
    { name: `${kind} access, strange`, kind, make: (l) => accessCard(l, view(strange, { customer, access: 'no-relationship' })) },
    {
      name: `${kind} ending access`,
      kind,
      make: (l) =>
        endingAccessCard(l, {
          occasion: 'told',
          rows: Array.from({ length: 30 }, () => row),
          total: 9999,
          page: 0,
          readAt: now,
          now,
          timeZone,
        }),
    },
  ];
}
