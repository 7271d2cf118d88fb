import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  hitIndex,
  judge,
  reachOf,
  TRUSTED_MS,
  type HitCustomer,
  type Silence,
  type Watch,
  type WatchPlace,
} from '../../src/domain/watch.ts';
import { aPlace, aWatch } from '../support/watches.ts';

const NOW = new Date('2026-11-20T09:00:00Z');
const later = (ms: number): Date => new Date(NOW.getTime() + ms);
const ISSUE = { service: 'Exchange Online', classification: 'incident', highImpact: false } as const;

function hit(name: string, some: Partial<HitCustomer> = {}): HitCustomer {
  return { tenantId: name, name, tagKeys: [], groupIds: ['helpdesk'], open: false, ...some };
}

const CONTOSO = hit('contoso', { tagKeys: ['gold'] });
const FABRIKAM = hit('fabrikam', { groupIds: ['others'] });
const OWN = hit('own', { groupIds: [], open: true });
const HITS = hitIndex([CONTOSO, FABRIKAM, OWN]);

const place = (watches: readonly Watch[], some: Partial<WatchPlace> = {}): WatchPlace =>
  aPlace({ groupIds: ['helpdesk'], mayWatch: true, checkedAt: NOW, watches, ...some });
const silence = (some: Partial<Silence> = {}): Silence => ({
  id: 's',
  tenantId: undefined,
  service: undefined,
  until: later(3_600_000),
  personName: 'Adele Vance',
  ...some,
});
const listing = (...tenantIds: string[]): Watch['customers'] => ({ kind: 'list', tenantIds });
const GOLD: Watch['customers'] = { kind: 'tag', tag: 'Gold', key: 'gold' };

describe('what a place is told', () => {
  it('is every incident of the customers in view, by default', () => {
    assert.deepEqual(judge(place([aWatch()]), ISSUE, HITS, NOW), { kind: 'tell', askSeen: false });
    assert.deepEqual(reachOf(place([aWatch()]), ISSUE, HITS, NOW), [CONTOSO, OWN]);
  });

  it('is nothing of a customer that its person may not see, named or not', () => {
    const some = place([aWatch({ customers: listing('fabrikam') })]);

    assert.deepEqual(judge(some, ISSUE, HITS, NOW), { kind: 'unwatched' });
    assert.deepEqual(judge(place([aWatch()]), ISSUE, hitIndex([FABRIKAM]), NOW), { kind: 'unwatched' });
  });

  it('is what its watches name: customers, a tag, services, the kind of issue', () => {
    const verdicts = (watch: Partial<Watch>, issue = {}) => judge(place([aWatch(watch)]), { ...ISSUE, ...issue }, HITS, NOW).kind;

    assert.equal(verdicts({ customers: listing('contoso') }), 'tell');
    assert.equal(verdicts({ customers: GOLD }), 'tell');
    assert.equal(verdicts({ customers: { ...GOLD, key: 'silver' } }), 'unwatched');
    assert.equal(verdicts({ services: ['Microsoft Teams'] }), 'unwatched');
    assert.equal(verdicts({}, { classification: 'advisory' }), 'unwatched');
    assert.equal(verdicts({ classification: 'all' }, { classification: 'advisory' }), 'tell');
    assert.equal(verdicts({}, { classification: 'unknown' }), 'tell');
  });

  it('is decided by the watch that tells more', () => {
    const watches = [
      aWatch({ mode: 'record', askSeen: true }),
      aWatch({ id: 'b', customers: GOLD }),
      aWatch({ id: 'c', askSeen: true, customers: listing('x') }),
    ];

    assert.deepEqual(judge(place(watches), ISSUE, HITS, NOW), { kind: 'tell', askSeen: false });
    assert.deepEqual(judge(place(watches.slice(0, 1)), ISSUE, HITS, NOW), { kind: 'muted', reason: 'record-only', until: undefined });
  });

  it('is nothing while the roles of its person are not known, or were not looked at for a day', () => {
    for (const some of [{ mayWatch: false }, { checkedAt: undefined }, { checkedAt: later(-TRUSTED_MS - 1) }])
      assert.deepEqual(judge(place([aWatch()], some), ISSUE, HITS, NOW), { kind: 'muted', reason: 'access', until: undefined });
  });

  it('waits for the end of a silence, also where something else is only recorded', () => {
    const silences = [silence({ tenantId: 'contoso' }), silence({ id: 't', tenantId: 'own', until: later(60_000) })];
    const watches = [aWatch(), aWatch({ id: 'b', mode: 'record', customers: listing('contoso') })];

    assert.deepEqual(judge(place(watches, { silences }), ISSUE, HITS, NOW), { kind: 'muted', reason: 'silence', until: later(60_000) });
    assert.deepEqual(reachOf(place([aWatch()], { silences }), ISSUE, HITS, NOW), []);
    assert.equal(judge(place([aWatch()], { silences: silences.slice(0, 1) }), ISSUE, HITS, NOW).kind, 'tell');
    assert.equal(judge(place([aWatch()], { silences: [silence()] }), ISSUE, HITS, NOW).kind, 'muted');
    assert.equal(judge(place([aWatch()], { silences: [silence({ service: 'Microsoft Teams' })] }), ISSUE, HITS, NOW).kind, 'tell');
    assert.equal(judge(place([aWatch()], { silences: [silence({ until: NOW })] }), ISSUE, HITS, NOW).kind, 'tell');
  });

  it('waits for the end of quiet hours, unless it has high impact and that comes through', () => {
    const some = { quiet: { from: 480, to: 600 }, timeZone: 'Europe/London' };
    const quiet = { kind: 'muted', reason: 'quiet', until: new Date('2026-11-20T10:00:00Z') };

    assert.deepEqual(judge(place([aWatch()], some), ISSUE, HITS, NOW), quiet);
    assert.equal(judge(place([aWatch()], some), { ...ISSUE, highImpact: true }, HITS, NOW).kind, 'tell');
    assert.deepEqual(judge(place([aWatch()], { ...some, highImpactRings: false }), { ...ISSUE, highImpact: true }, HITS, NOW), quiet);
  });

  const name: fc.Arbitrary<string> = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const names = fc.uniqueArray(name, { maxLength: 4 });
  const customers: fc.Arbitrary<Watch['customers']> = fc.oneof(
    fc.constant({ kind: 'all' as const }),
    names.map((tenantIds) => ({ kind: 'list' as const, tenantIds })),
    name.map((key) => ({ kind: 'tag' as const, tag: key, key })),
  );
  const watch = fc.record({
    customers,
    services: fc.uniqueArray(fc.constantFrom('Exchange Online', 'Microsoft Teams'), { maxLength: 2 }),
    classification: fc.constantFrom('incident' as const, 'advisory' as const, 'all' as const),
    mode: fc.constantFrom('ring' as const, 'record' as const),
  });
  const anyPlace = fc.record({
    watches: fc.array(
      watch.map((some) => aWatch(some)),
      { maxLength: 4 },
    ),
    groupIds: names,
    silences: fc.array(
      fc
        .record({
          tenantId: fc.option(name, { nil: undefined }),
          service: fc.constantFrom(undefined, 'Exchange Online', 'Microsoft Teams'),
        })
        .map(silence),
      { maxLength: 3 },
    ),
  });
  const hits = fc.uniqueArray(
    fc.record({ tenantId: name, tagKeys: names, groupIds: names, open: fc.boolean() }).map((one) => hit(one.tenantId, one)),
    { selector: ({ tenantId }) => tenantId, maxLength: 5 },
  );

  it('is nothing exactly when a plain reading of all customers finds none in view that a watch names', () => {
    fc.assert(
      fc.property(anyPlace, hits, (some, all) => {
        const { watches, groupIds } = some;
        const found = all.some(
          (customer) =>
            (customer.open || customer.groupIds.some((id) => groupIds.includes(id))) &&
            watches.some(
              ({ customers: meant, services, classification }) =>
                (services.length === 0 || services.includes(ISSUE.service)) &&
                classification !== 'advisory' &&
                (meant.kind === 'all' ||
                  (meant.kind === 'list' ? meant.tenantIds.includes(customer.tenantId) : customer.tagKeys.includes(meant.key))),
            ),
        );

        const verdict = judge(place(watches, some), ISSUE, hitIndex(all), NOW);

        assert.equal(verdict.kind !== 'unwatched', found);
      }),
      { numRuns: 1000 },
    );
  });

  it('names customers of its view only, in order, and none when it is silent', () => {
    fc.assert(
      fc.property(anyPlace, hits, (some, all) => {
        const index = hitIndex(all);
        const here = place(some.watches, some);

        const reach = reachOf(here, ISSUE, index, NOW);

        assert.deepEqual(
          reach,
          all.filter((customer) => reach.includes(customer)),
        );
        for (const { open, groupIds } of reach) assert.ok(open || groupIds.some((id) => some.groupIds.includes(id)));
        const verdict = judge(here, ISSUE, index, NOW);
        if (verdict.kind === 'tell') assert.notDeepEqual(reach, []);
        if (verdict.kind === 'unwatched') assert.deepEqual(reach, []);
      }),
      { numRuns: 1000 },
    );
  });

  it('is found out for 10,000 places of one tag and 10,000 customers without going through all of them for each', () => {
    const many = hitIndex(Array.from({ length: 10_000 }, (_, n) => hit(`c${n}`, { tagKeys: [n === 0 ? 'gold' : 'silver'] })));
    const here = [
      place([aWatch({ customers: GOLD })], { groupIds: ['none'] }),
      place([aWatch()], { silences: [silence()] }),
      place([aWatch()]),
    ];
    const begun = performance.now();

    const kinds = Array.from({ length: 10_000 }, (_, n) => judge(here[n % 3] ?? place([]), ISSUE, many, NOW).kind);
    const told = Array.from({ length: 10_000 }, () => reachOf(place([aWatch()]), ISSUE, many, NOW).length);

    assert.deepEqual([kinds.filter((kind) => kind === 'tell').length, told[0]], [3333, 10_000]);
    assert.ok(performance.now() - begun < 1000);
  });
});
