import assert from 'node:assert/strict';
import { newsHolds } from '../../src/domain/request-news.ts';
import { NEWS_KINDS, type ServiceRequest } from '../../src/domain/service-request.ts';
import { aServiceRequest } from '../support/service-requests.ts';

describe('newsHolds', () => {
  const holding = (some: Partial<ServiceRequest>) => {
    const request = aServiceRequest({ state: 'filed', ...some });
    return NEWS_KINDS.filter((kind) => newsHolds(kind, request));
  };
  const ALWAYS = ['message', 'owner', 'severity'] as const;

  it('tells of a question only while Microsoft waits', () => {
    assert.deepEqual(holding({ deskStatus: 'attention-needed', respondedAt: new Date() }), [
      'attention-needed',
      'reopened',
      ...ALWAYS,
      'joined',
    ]);
  });

  it('tells of the first response only while there is none', () => {
    assert.deepEqual(holding({ deskStatus: 'open' }), ['reopened', ...ALWAYS, 'response-warning', 'response-late', 'joined']);
  });

  it('tells of a closed request that it is closed', () => {
    assert.deepEqual(holding({ deskStatus: 'closed' }), ['closed', ...ALWAYS]);
  });

  it('tells of a missing number while it is missing', () => {
    assert.ok(holding({ state: 'handed-off' }).includes('number-overdue'));
  });
});
