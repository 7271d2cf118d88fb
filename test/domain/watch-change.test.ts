import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isSameWatch, watchesOf, without, type WatchTarget } from '../../src/domain/watch-change.ts';
import type { Watch } from '../../src/domain/watch.ts';
import { aWatch } from '../support/watches.ts';

const target = (some: Partial<WatchTarget> = {}): WatchTarget => ({ all: false, tenantIds: [], tags: [], services: [], ...some });
const list = (...tenantIds: string[]): Watch['customers'] => ({ kind: 'list', tenantIds });
const GOLD = { tag: 'Gold', key: 'gold' };

describe('watches that are asked for', () => {
  it('are one for all customers, one for those named, one for each tag; services narrow them all', () => {
    const customers = (some: Partial<WatchTarget>) => watchesOf(target(some)).map((watch) => watch.customers);

    assert.deepEqual(customers({ all: true, tenantIds: ['a'] }), [{ kind: 'all' }]);
    assert.deepEqual(customers({ services: ['x'] }), [{ kind: 'all' }]);
    assert.deepEqual(customers({ tenantIds: ['a', 'b'], tags: [GOLD] }), [list('a', 'b'), { kind: 'tag', ...GOLD }]);
    assert.deepEqual(
      watchesOf(target({ tenantIds: ['a'], tags: [GOLD], services: ['x'] })).map(({ services }) => services),
      [['x'], ['x']],
    );
  });

  it('are the same in whatever order things are named, and however a tag is spelt', () => {
    assert.ok(
      isSameWatch(
        aWatch({ customers: list('a', 'b'), services: ['x', 'y'] }),
        aWatch({ id: '2', customers: list('b', 'a'), services: ['y', 'x'] }),
      ),
    );
    assert.ok(
      isSameWatch(aWatch({ customers: { kind: 'tag', ...GOLD } }), aWatch({ customers: { kind: 'tag', tag: 'GOLD', key: 'gold' } })),
    );
    assert.ok(!isSameWatch(aWatch(), aWatch({ mode: 'record' })));
    assert.ok(!isSameWatch(aWatch(), aWatch({ customers: list() })));
  });
});

describe('what is not to be watched any more', () => {
  const change = (watch: Partial<Watch>, some: Partial<WatchTarget>) => {
    const { changed, removed } = without([aWatch(watch)], target(some));
    return [changed.map(({ customers, services }) => ({ customers, services })), removed.length];
  };

  it('goes from the lists, and a list without anybody goes', () => {
    assert.deepEqual(change({ customers: list('a', 'b') }, { tenantIds: ['a'] }), [[{ customers: list('b'), services: [] }], 0]);
    assert.deepEqual(change({ customers: list('a') }, { tenantIds: ['a', 'c'] }), [[], 1]);
    assert.deepEqual(change({ customers: { kind: 'tag', ...GOLD } }, { tags: [GOLD] }), [[], 1]);
  });

  it('is a service, and a watch without any service left goes: none would be all', () => {
    assert.deepEqual(change({ services: ['x', 'y'] }, { services: ['x'] }), [[{ customers: { kind: 'all' }, services: ['y'] }], 0]);
    assert.deepEqual(change({ services: ['x'] }, { services: ['x'] }), [[], 1]);
    assert.deepEqual(change({ customers: list('a'), services: ['x', 'y'] }, { tenantIds: ['a'], services: ['x'] }), [
      [{ customers: list('a'), services: ['y'] }],
      0,
    ]);
  });

  it('changes nothing where a wider watch covers it', () => {
    assert.deepEqual(change({}, { tenantIds: ['a'] }), [[], 0]);
    assert.deepEqual(change({}, { services: ['x'] }), [[], 0]);
    assert.deepEqual(change({ customers: list('a', 'b'), services: ['x', 'y'] }, { tenantIds: ['a'], services: ['x'] }), [[], 0]);
  });

  it('is everything of a service, or everything', () => {
    assert.deepEqual(change({ customers: list('a'), services: ['x', 'y'] }, { all: true, services: ['x'] }), [
      [{ customers: list('a'), services: ['y'] }],
      0,
    ]);
    assert.deepEqual(change({ customers: list('a') }, { all: true }), [[], 1]);
    assert.deepEqual(change({}, { all: true }), [[], 1]);
  });

  it('never makes a watch tell more than before', () => {
    const name = fc.constantFrom('a', 'b', 'c');
    const names = fc.uniqueArray(name, { maxLength: 3 });
    const watch = fc
      .record({ tenantIds: names, services: names })
      .map(({ tenantIds, services }) => aWatch({ customers: list(...tenantIds), services }));
    fc.assert(
      fc.property(watch, fc.boolean(), names, names, (before, all, tenantIds, services) => {
        const { changed } = without([before], target({ all, tenantIds, services }));
        for (const after of changed) {
          assert.ok(after.services.length > 0 || before.services.length === 0);
          assert.ok(after.services.every((service) => before.services.includes(service)));
          assert.notDeepEqual(after, before);
        }
      }),
    );
  });
});
