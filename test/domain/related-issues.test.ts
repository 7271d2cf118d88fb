import assert from 'node:assert/strict';
import { isWatched, relatedIssues } from '../../src/domain/related-issues.ts';
import { PRODUCTS } from '../../src/domain/product.ts';
import type { HealthIssue, HealthSnapshot } from '../../src/domain/service-health.ts';

function issue(id: string, service: string, some: Partial<HealthIssue> = {}): HealthIssue {
  const startedAt = new Date('2026-11-20T08:00:00Z');
  return {
    id,
    title: `Trouble with ${service}`,
    service,
    classification: 'incident',
    status: 'serviceDegradation',
    rawStatus: 'serviceDegradation',
    startedAt,
    modifiedAt: startedAt,
    impact: 'Some people are hit',
    feature: undefined,
    highImpact: false,
    ...some,
  };
}

function snapshotOf(...issues: HealthIssue[]): HealthSnapshot {
  const overviews = issues.map((one) => ({
    id: one.id,
    service: one.service,
    status: one.status,
    rawStatus: one.rawStatus,
    issues: [one],
  }));
  return { tenantId: 't', fetchedAt: new Date('2026-11-20T09:00:00Z'), overviews };
}

const SNAPSHOT = snapshotOf(
  issue('TM1', 'Microsoft Teams'),
  issue('EX1', 'Exchange Online'),
  issue('EX2', 'Exchange Online', { classification: 'advisory' }),
  issue('DYN1', 'Dynamics 365 Apps'),
  issue('IT1', 'Microsoft Intune'),
);
const idsFor = (...args: Parameters<typeof relatedIssues>) => {
  const { likely, others } = relatedIssues(...args);
  return [likely.map(({ id }) => id), others.map(({ id }) => id)];
};

describe('relatedIssues', () => {
  it('puts the workload that was named first, incidents before advisories (B19)', () => {
    assert.deepEqual(idsFor(SNAPSHOT, 'microsoft365', "Contoso can't send mail"), [['EX1', 'EX2'], ['TM1']]);
    assert.deepEqual(idsFor(SNAPSHOT, 'microsoft365', 'не работает почта'), [['EX1', 'EX2'], ['TM1']]);
  });

  it('keeps to the services of the product', () => {
    assert.deepEqual(idsFor(SNAPSHOT, 'dynamics365', ''), [['DYN1'], []]);
    assert.deepEqual(idsFor(SNAPSHOT, 'ems', ''), [['IT1'], []]);
    assert.deepEqual(idsFor(SNAPSHOT, 'azure', ''), [[], []]);
  });

  it('prefers issues that share words with the report', () => {
    const snapshot = snapshotOf(issue('A', 'SharePoint Online'), issue('B', 'Viva Engage', { title: 'Delayed newsletters' }));

    assert.deepEqual(idsFor(snapshot, 'microsoft365', 'our newsletters do not arrive'), [['B'], ['A']]);
  });

  it('takes no issue of another service for the cause, be it the only one, or one with a word in common', () => {
    const snapshot = snapshotOf(
      issue('TM1', 'Microsoft Teams', { title: 'Users cannot join meetings' }),
      issue('SP1', 'SharePoint Online', { title: 'Search finds no mail attachments' }),
    );

    assert.deepEqual(idsFor(snapshot, 'microsoft365', "Contoso can't send mail since 9"), [[], ['SP1', 'TM1']]);
  });

  it('takes an issue of another service for the cause with more than one word in common', () => {
    const snapshot = snapshotOf(issue('MO1', 'Microsoft 365 suite', { title: 'Mailboxes of shared calendars are missing' }));

    assert.deepEqual(idsFor(snapshot, 'microsoft365', 'Outlook: shared calendars are missing'), [['MO1'], []]);
  });

  it('takes all of them where what is said points to none', () => {
    assert.deepEqual(idsFor(SNAPSHOT, 'microsoft365', 'nothing works since this morning'), [['TM1', 'EX1', 'EX2'], []]);
  });

  it('knows nothing without a snapshot', () => {
    assert.deepEqual(idsFor(undefined, 'microsoft365', 'mail'), [[], []]);
  });
});

describe('isWatched', () => {
  it('is true of the products whose health Microsoft tells by customer', () => {
    assert.deepEqual(PRODUCTS.filter(isWatched), ['microsoft365', 'dynamics365', 'ems']);
  });
});
