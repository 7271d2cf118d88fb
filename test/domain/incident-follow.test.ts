import assert from 'node:assert/strict';
import { isRequestOpen, reportOfIssue, writtenIn } from '../../src/domain/incident-follow.ts';
import { aServiceRequest } from '../support/service-requests.ts';

const ISSUE = { id: 'EX1', title: 'Mail is delayed', service: 'Exchange Online', impact: 'Mail may arrive late.' };

describe('a report about an issue', () => {
  it('begins with the customer, the issue, and what follows from it', () => {
    assert.deepEqual(reportOfIssue(ISSUE, 'tenant'), {
      tenantId: 'tenant',
      linkedIssueId: 'EX1',
      product: 'microsoft365',
      nature: 'break-fix',
      category: 'performance-availability',
      title: 'Mail is delayed',
      description: 'Mail may arrive late.',
      criterion: undefined,
      healthSeenAt: undefined,
    });
  });

  it('leaves the description open where Microsoft names no impact', () => {
    assert.equal(reportOfIssue({ ...ISSUE, impact: ' ' }, 'tenant').description, undefined);
  });

  it('knows the product of the service', () => {
    assert.equal(reportOfIssue({ ...ISSUE, service: 'Microsoft Intune' }, 'tenant').product, 'ems');
    assert.equal(reportOfIssue({ ...ISSUE, service: 'Dynamics 365 Apps' }, 'tenant').product, 'dynamics365');
  });

  it('keeps all that was written, but why it goes to Microsoft, which is another matter now', () => {
    const written = {
      tenantId: 'other',
      title: 'No mail since 9',
      description: 'The outbox fills up.',
      tried: 'Web and app',
      criterion: 'service-down',
      healthSeenAt: new Date(),
      product: undefined,
    } as const;

    const again = reportOfIssue(ISSUE, 'tenant', written);

    assert.deepEqual([again.title, again.description, again.tried], [written.title, written.description, written.tried]);
    assert.deepEqual(
      [again.tenantId, again.product, again.criterion, again.healthSeenAt],
      ['tenant', 'microsoft365', undefined, undefined],
    );
  });

  it('begins with what a request said that is over', () => {
    const request = aServiceRequest({ title: 'Billed twice', tried: 'Asked' });
    const { title, tried, description, contact } = writtenIn(request);

    assert.deepEqual([title, tried, description, contact], ['Billed twice', 'Asked', request.description, request.contact]);
  });
});

describe('a linked request', () => {
  it('goes on until it is closed or was refused', () => {
    assert.equal(isRequestOpen({ state: 'filed', deskStatus: 'open' }), true);
    assert.equal(isRequestOpen({ state: 'handed-off', deskStatus: undefined }), true);
    assert.equal(isRequestOpen({ state: 'filed', deskStatus: 'closed' }), false);
    assert.equal(isRequestOpen({ state: 'failed', deskStatus: undefined }), false);
  });
});
