import assert from 'node:assert/strict';
import { endNews, isLookedAt, newsHolds, responseNews } from '../../src/domain/request-news.ts';
import { NEWS_KINDS, type ServiceRequest } from '../../src/domain/service-request.ts';
import { aServiceRequest } from '../support/service-requests.ts';

const DUE = new Date('2026-11-20T11:00:00Z');

describe('newsHolds', () => {
  const holding = (some: Partial<ServiceRequest>) => {
    const request = aServiceRequest({ state: 'filed', responseDueAt: DUE, ...some });
    return NEWS_KINDS.filter((kind) =>
      newsHolds(kind === 'response-warning' || kind === 'response-late' ? responseNews(kind, DUE) : { kind, key: kind }, request),
    );
  };
  /** Of what Microsoft does, and of who follows. */
  const ofFollowing = (some: Partial<ServiceRequest>) =>
    holding(some).filter((kind) => !['filed', 'number-found', 'ended', 'resumed'].includes(kind));
  const ALWAYS = ['message', 'owner', 'severity'] as const;

  it('tells of a question only while Microsoft waits', () => {
    assert.deepEqual(ofFollowing({ deskStatus: 'attention-needed', respondedAt: new Date() }), [
      'attention-needed',
      'reopened',
      ...ALWAYS,
      'joined',
    ]);
  });

  it('tells of the first response only while there is none', () => {
    assert.deepEqual(ofFollowing({ deskStatus: 'open' }), ['reopened', ...ALWAYS, 'response-warning', 'response-late', 'joined']);
  });

  it('tells of the time at which the first response is expected now, of no former one', () => {
    const moved = holding({ deskStatus: 'open', responseDueAt: new Date(DUE.getTime() + 1) });

    assert.ok(!moved.includes('response-warning') && !moved.includes('response-late'));
  });

  it('tells that Microsoft does not know the number only while it does not, and while it matters', () => {
    const lostSince = new Date();

    assert.ok(holding({ lostSince }).includes('lost'));
    assert.ok(!holding({}).includes('lost'));
    assert.ok(!holding({ lostSince, deskStatus: 'closed' }).includes('lost'));
  });

  it('tells of a closed request that it is closed', () => {
    assert.deepEqual(ofFollowing({ deskStatus: 'closed' }), ['closed', ...ALWAYS]);
  });

  it('tells that the number was found once it is', () => {
    assert.ok(holding({}).includes('number-found'));
    assert.ok(!holding({ state: 'handed-off' }).includes('number-found'));
  });

  it('tells that it was handed off, or filed, as long as that is the latest', () => {
    assert.ok(holding({ state: 'filed' }).includes('filed'));
    assert.ok(holding({ state: 'handed-off' }).includes('handed-off'));
    assert.ok(!holding({ state: 'handed-off', deskStatus: 'closed' }).includes('handed-off'));
    assert.ok(!holding({ state: 'filed' }).includes('handed-off'));
  });

  it('tells that a filing came to nothing, or to nothing certain, until somebody decided', () => {
    for (const state of ['failed', 'uncertain'] as const) {
      assert.ok(holding({ state }).includes(state));
      for (const some of [{ state: 'ready' }, { state: 'filed' }, { state, deskStatus: 'closed' }] as const)
        assert.ok(!holding(some).includes(state));
    }
  });

  it('tells that it left our list, or came back, while that is so', () => {
    const ofList = (some: Partial<ServiceRequest>) => holding(some).filter((kind) => kind === 'ended' || kind === 'resumed');

    assert.deepEqual(ofList({ ended: 'solved', deskStatus: 'closed' }), ['ended']);
    assert.deepEqual(ofList({}), ['resumed']);
  });

  it('tells of a missing number while it is missing', () => {
    assert.ok(holding({ state: 'handed-off' }).includes('number-overdue'));
    assert.ok(!holding({ state: 'handed-off', ended: 'not-filed', deskStatus: 'closed' }).includes('number-overdue'));
  });
});

describe('endNews', () => {
  it('is told once of each time that a filing is asked for', () => {
    assert.deepEqual(endNews('uncertain', { attempts: 7 }), { kind: 'uncertain', key: 'uncertain:7' });
  });
});

describe('isLookedAt', () => {
  const after = (ms: number) => isLookedAt(DUE, new Date(DUE.getTime() + ms));

  it('is so for a minute after somebody asked for the filing', () => {
    assert.deepEqual([after(0), after(60_000), after(60_001)], [true, true, false]);
    assert.equal(isLookedAt(undefined, DUE), false);
  });
});
