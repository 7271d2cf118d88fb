import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  CHANGE_KINDS,
  changesBetween,
  completeAt,
  factsOf,
  gravityOf,
  isWorse,
  ringOf,
  type IncidentFacts,
} from '../../src/domain/incident-change.ts';
import type { Incident } from '../../src/domain/incident.ts';
import { HEALTH_STATUSES } from '../../src/domain/service-health.ts';
import { anIncident, later, NOON } from '../support/health-fixtures.ts';

const POLL = { pollIntervalMs: 300_000 };
const LONG_OPEN = { openMs: 3_600_000, ...POLL };
const asItIs = (text: string): string => text;
const hits = (...tenantIds: string[]) => tenantIds.map((tenantId) => ({ tenantId }));
const some = (change: Partial<Incident> = {}, tenantIds: readonly string[] = ['a']): IncidentFacts =>
  factsOf(anIncident('EX1', change), hits(...tenantIds), asItIs);
const said = (text: string, minutes = 0) => [{ at: later(minutes), text }];
const many = (count: number): string[] => Array.from({ length: count }, (_, n) => `t${n}`);

const facts: fc.Arbitrary<IncidentFacts> = fc.record({
  status: fc.constantFrom(...HEALTH_STATUSES, 'unknown' as const),
  rawStatus: fc.constantFrom('', 'odd'),
  classification: fc.constantFrom('incident' as const, 'advisory' as const, 'unknown' as const),
  highImpact: fc.boolean(),
  resolved: fc.boolean(),
  textHash: fc.constantFrom('a', 'b'),
  postHash: fc.constantFrom(undefined, 'a', 'b'),
  customersHit: fc.nat({ max: 20_000 }),
  customersHash: fc.constantFrom('a', 'b'),
});

describe('a change of an incident', () => {
  describe('is found by content', () => {
    it('of equal facts there is none', () => {
      fc.assert(fc.property(facts, fc.nat(), (one, openMs) => changesBetween(one, { ...one }, { openMs, ...POLL }).length === 0));
    });

    it('later time stamps alone are none (pitfall 18)', () => {
      const moment = fc.date({ noInvalidDate: true });
      fc.assert(
        fc.property(moment, moment, moment, (modifiedAt, startedAt, at) => {
          const before = some({ posts: said('We look into it.') });
          const after = some({ posts: [{ at, text: 'We look into it.' }], modifiedAt, startedAt, firstSeenAt: at, nextUpdateAt: at });
          return changesBetween(before, after, LONG_OPEN).length === 0;
        }),
      );
    });

    it('the same status in other letters, and customers in another order, are none', () => {
      const before = some({ status: 'unknown', rawStatus: 'oddlyBroken' }, ['a', 'b']);

      assert.deepEqual(changesBetween(before, some({ status: 'unknown', rawStatus: 'OddlyBroken' }, ['b', 'a']), LONG_OPEN), []);
    });

    const open = some({ posts: said('One') });
    const over = some({ posts: said('One'), resolved: true, status: 'serviceRestored' });
    const cases: readonly [string, IncidentFacts | undefined, IncidentFacts, readonly string[]][] = [
      ['one never heard of is new', undefined, open, ['new']],
      ['one that is over when it is first heard of is nothing', undefined, over, []],
      ['another post', open, some({ posts: [...said('One'), ...said('Two', 1)] }), ['post']],
      ['another title', open, some({ posts: said('One'), title: 'Other' }), ['text']],
      ['another impact', open, some({ posts: said('One'), impact: 'Other' }), ['text']],
      ['another customer hit', open, some({ posts: said('One') }, ['b']), ['customers']],
      ['a better status', open, some({ posts: said('One'), status: 'restoringService' }), ['status']],
      ['a worse status', open, some({ posts: said('One'), status: 'serviceInterruption' }), ['worse', 'status']],
      ['an advisory that became an incident', some({ classification: 'advisory' }), some(), ['status']],
      [
        'ended, whatever its status was',
        some({ status: 'serviceInterruption' }),
        some({ resolved: true, status: 'unknown' }),
        ['resolved', 'status'],
      ],
      [
        'begun anew, however bad',
        some({ resolved: true }),
        some({ status: 'serviceInterruption' }, many(50)),
        ['reopened', 'status', 'customers'],
      ],
      [
        'customers of one that is over are nothing',
        over,
        some({ posts: said('One'), resolved: true, status: 'serviceRestored' }, ['b']),
        [],
      ],
      [
        'the report on one that is over',
        over,
        some({ posts: said('One'), resolved: true, status: 'postIncidentReviewPublished' }),
        ['status', 'review'],
      ],
      [
        'a burst of changes is one',
        open,
        some({ posts: said('Two'), title: 'x', highImpact: true }, ['b']),
        ['worse', 'status', 'post', 'customers', 'text'],
      ],
    ];
    for (const [what, before, after, kinds] of cases) {
      it(what, () => {
        assert.deepEqual(changesBetween(before, after, LONG_OPEN), kinds);
      });
    }
  });

  describe('is worse by one order', () => {
    it('over status, then high impact, then how many customers are hit', () => {
      const order = [
        some({ status: 'restoringService', highImpact: true }, many(1000)),
        some({ status: 'serviceDegradation' }),
        some({ status: 'serviceDegradation' }, many(2)),
        some({ status: 'serviceDegradation' }, many(10)),
        some({ status: 'serviceDegradation', highImpact: true }),
        some({ status: 'serviceInterruption' }),
      ].map(gravityOf);

      const upward = order.slice(1).map((gravity, index) => isWorse(order[index] ?? gravity, gravity));
      assert.deepEqual(upward, [true, true, true, true, true]);
    });

    it('of two different gravities one is worse, and never both; of three the order holds', () => {
      fc.assert(
        fc.property(facts, facts, facts, (one, two, three) => {
          const [a, b, c] = [gravityOf(one), gravityOf(two), gravityOf(three)];
          const same = a.join() === b.join();
          assert.equal(isWorse(a, b) || isWorse(b, a), !same);
          assert.equal(isWorse(a, b) && isWorse(b, a), false);
          if (isWorse(a, b) && isWorse(b, c)) assert.equal(isWorse(a, c), true);
        }),
      );
    });

    it('a few more customers are not worse, ten times as many are', () => {
      const worse = (from: number, to: number): boolean =>
        changesBetween(some({}, many(from)), some({}, many(to)), LONG_OPEN).includes('worse');

      assert.deepEqual([worse(2, 9), worse(9, 10), worse(99, 10), worse(1, 2), worse(0, 1)], [false, true, false, true, false]);
    });

    it('not while the list of customers completes in the first round of polls', () => {
      const kinds = (openMs: number) => changesBetween(some({}, many(1)), some({}, many(500)), { openMs, ...POLL });

      assert.deepEqual([kinds(0), kinds(300_000), kinds(600_000)], [['customers'], ['customers'], ['worse', 'customers']]);
      assert.deepEqual(completeAt(NOON, 300_000), later(6.25));
    });

    it('also in the first round when the status or the impact is', () => {
      const kinds = changesBetween(some({}, many(1)), some({ highImpact: true }, many(500)), { openMs: 1000, ...POLL });

      assert.deepEqual(kinds, ['worse', 'status', 'customers']);
    });
  });

  it('is told in the order of its kinds, and an end wins over all that came with it', () => {
    fc.assert(
      fc.property(facts, facts, fc.nat(), (before, after, openMs) => {
        const kinds = changesBetween(before, after, { openMs, ...POLL });
        assert.deepEqual(
          kinds,
          CHANGE_KINDS.filter((kind) => kinds.includes(kind)),
        );
        if (!before.resolved && after.resolved) assert.equal(ringOf(kinds), 'resolved');
        if (before.resolved && !after.resolved) assert.equal(ringOf(kinds), 'reopened');
        if (before.resolved && after.resolved) assert.equal(ringOf(kinds), undefined);
      }),
    );
  });
});
