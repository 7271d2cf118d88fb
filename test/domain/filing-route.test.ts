import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PARTNER_TYPES, SUPPORT_PLANS } from '../../src/domain/cloud.ts';
import { FILING_ROUTES, ROUTE_NOTES, ROUTE_REASONS, filingRoute, type FilingFacts, type RouteNote } from '../../src/domain/filing-route.ts';
import { NATURES, PRODUCTS, isCommercial } from '../../src/domain/product.ts';
import { PARTNER_ROLES } from '../../src/domain/roles.ts';

const usual: FilingFacts = {
  product: 'microsoft365',
  nature: 'break-fix',
  ownTenant: false,
  access: 'granted',
  roles: ['admin-agent'],
  partnerType: 'direct',
  plans: ['advanced'],
};

const facts: fc.Arbitrary<FilingFacts> = fc.record({
  product: fc.constantFrom(...PRODUCTS),
  nature: fc.constantFrom(...NATURES),
  ownTenant: fc.boolean(),
  access: fc.constantFrom('granted', 'denied', 'no-relationship', 'unknown'),
  roles: fc.subarray([...PARTNER_ROLES]),
  partnerType: fc.constantFrom(...PARTNER_TYPES),
  plans: fc.subarray([...SUPPORT_PLANS]),
});

function noteOf(some: Partial<FilingFacts>, note: RouteNote) {
  return filingRoute({ ...usual, ...some }).notes.find((placed) => placed.note === note);
}

describe('filingRoute', () => {
  const table: readonly (readonly [string, Partial<FilingFacts>, string])[] = [
    ['a billing matter of Microsoft 365 (B23, B25)', { nature: 'billing' }, 'partner-center files none'],
    ['a subscription matter of Azure (B23, B25)', { product: 'azure', nature: 'subscription' }, 'partner-center files none'],
    ['fraud (B23, B25)', { product: 'dynamics365', nature: 'fraud' }, 'partner-center files none'],
    ['a question on the commercial business (B25)', { product: 'commercial', nature: 'question' }, 'partner-center files none'],
    ['billing of a marketplace product (B25)', { product: 'marketplace', nature: 'billing' }, 'partner-center files none'],
    ['billing of the own tenant (B25, B44)', { nature: 'billing', ownTenant: true }, 'partner-center files none'],
    ['a marketplace product that fails (B39–B41)', { product: 'marketplace' }, 'isv advice publisher'],
    ['a marketplace product in the own tenant (B39)', { product: 'marketplace', ownTenant: true }, 'isv advice publisher'],
    ['a technical matter of the own tenant (B44, B52)', { ownTenant: true }, 'own-plan advice own-plan'],
    ['Azure in the own tenant (B44, B50, B52)', { product: 'azure', ownTenant: true }, 'own-plan advice own-plan'],
    ['Azure that fails (B27–B32)', { product: 'azure' }, 'azure-portal hand-off azure-plan'],
    ['Azure without any plan (B26)', { product: 'azure', plans: [] }, 'azure-portal hand-off azure-plan'],
    ['Azure for an indirect reseller (B5)', { product: 'azure', partnerType: 'indirect-reseller' }, 'azure-portal hand-off azure-plan'],
    ['Microsoft 365 that fails (B27, B45)', {}, 'admin-center hand-off none'],
    ['a question on Dynamics 365 (B53)', { product: 'dynamics365', nature: 'question' }, 'admin-center hand-off none'],
    ['EMS that fails (B27)', { product: 'ems' }, 'admin-center hand-off none'],
  ];
  for (const [name, some, expected] of table) {
    it(`sends ${name} the way ${expected}`, () => {
      const { route, kind, cost } = filingRoute({ ...usual, ...some });

      assert.equal(`${route} ${kind} ${cost}`, expected);
    });
  }

  it('asks for a support topic only where Partner Center wants one', () => {
    fc.assert(
      fc.property(facts, (some) => {
        const { route, needsTopic } = filingRoute(some);
        assert.equal(needsTopic, route === 'partner-center');
      }),
    );
  });

  it('answers everything, always the same, with a reason and notes without doubles (B72, B73)', () => {
    const kinds = {
      'partner-center': 'files',
      'azure-portal': 'hand-off',
      'admin-center': 'hand-off',
      isv: 'advice',
      'own-plan': 'advice',
    };
    fc.assert(
      fc.property(facts, (some) => {
        const answer = filingRoute(some);
        const notes = answer.notes.map(({ note }) => note);
        assert.ok(FILING_ROUTES.includes(answer.route));
        assert.ok(ROUTE_REASONS.includes(answer.reason));
        assert.equal(answer.kind, kinds[answer.route]);
        assert.ok(notes.every((note) => ROUTE_NOTES.includes(note)));
        assert.equal(new Set(notes).size, notes.length);
        assert.ok(notes.length > 0);
        assert.ok(answer.notes.every((note) => Object.keys(note).length === 3));
        assert.deepEqual(filingRoute(some), answer);
      }),
      { numRuns: 1000 },
    );
  });

  it('never files a technical problem, and files every commercial one (B25, B26)', () => {
    fc.assert(
      fc.property(facts, (some) => {
        const commercial = isCommercial(some.nature) || some.product === 'commercial';
        assert.equal(filingRoute(some).kind === 'files', commercial);
      }),
    );
  });

  it('tells at every form that times are first responses, in English only, and that nobody files by telephone (B49, B58, B59)', () => {
    fc.assert(
      fc.property(facts, (some) => {
        const { kind, notes } = filingRoute(some);
        const atForm = notes.filter(({ at }) => at === 'form').map(({ note }) => note);
        const expected = (['first-response-not-repair', 'english-only-target', 'no-phone-filing'] as const).every((note) =>
          atForm.includes(note),
        );
        assert.equal(expected, kind !== 'advice');
      }),
    );
  });

  it('uses every note it may show', () => {
    const shown = new Set<RouteNote>();
    for (const product of PRODUCTS) {
      for (const access of ['granted', 'denied'] as const) {
        for (const ownTenant of [true, false]) {
          const lowly = { plans: [], roles: ['helpdesk-agent'], partnerType: 'indirect-reseller' } as const;
          const some = { ...usual, ...lowly, product, access, ownTenant };
          for (const { note } of filingRoute(some).notes) shown.add(note);
        }
      }
    }

    assert.deepEqual([...shown].toSorted(), [...ROUTE_NOTES].toSorted());
  });

  it('says that a Partner Center request is the partner’s and names the customer', () => {
    assert.deepEqual(noteOf({ nature: 'billing' }, 'partner-level-request'), { kind: 'note', note: 'partner-level-request', at: 'form' });
    assert.equal(noteOf({ nature: 'billing', ownTenant: true }, 'partner-level-request'), undefined);
  });

  it('puts plan and contact of an Azure request into important boxes, the contact of others into a tip (B30, B31, B35, B72)', () => {
    assert.deepEqual(noteOf({ product: 'azure' }, 'azure-plan-field'), { kind: 'important', note: 'azure-plan-field', at: 'hand-off' });
    assert.equal(noteOf({ product: 'azure' }, 'own-contact')?.kind, 'important');
    assert.equal(noteOf({ product: 'ems' }, 'own-contact')?.kind, 'tip');
  });

  it('tells where a portal shows the request later (B32, B36) and how to see all categories (B33)', () => {
    assert.equal(noteOf({ product: 'azure' }, 'azure-manage-requests')?.at, 'hand-off');
    assert.equal(noteOf({}, 'admin-center-view-tickets')?.at, 'hand-off');
    assert.equal(noteOf({}, 'more-categories')?.at, 'hand-off');
  });

  it('tells of the contract that Dynamics 365 needs (B7, B72), of no other product', () => {
    assert.deepEqual(noteOf({ product: 'dynamics365' }, 'dynamics-contract'), { kind: 'note', note: 'dynamics-contract', at: 'form' });
    assert.equal(noteOf({ product: 'ems' }, 'dynamics-contract'), undefined);
  });

  it('tells that a technical request may need a plan only to a partner without one (B26)', () => {
    assert.equal(noteOf({ product: 'azure', plans: [] }, 'technical-plan-may-be-asked')?.kind, 'note');
    assert.equal(noteOf({ product: 'azure', plans: ['premier'] }, 'technical-plan-may-be-asked'), undefined);
  });

  it('tells a person with only the helpdesk role what Azure does not let them do (B6)', () => {
    assert.equal(noteOf({ product: 'azure', roles: ['helpdesk-agent'] }, 'helpdesk-in-azure')?.kind, 'important');
    assert.equal(noteOf({ product: 'azure', roles: ['helpdesk-agent', 'admin-agent'] }, 'helpdesk-in-azure'), undefined);
    assert.equal(noteOf({ product: 'ems', roles: ['helpdesk-agent'] }, 'helpdesk-in-azure'), undefined);
  });

  it('tells an indirect reseller that Azure needs access granted by the provider, who may file instead (B4, B5)', () => {
    assert.equal(noteOf({ product: 'azure', partnerType: 'indirect-reseller' }, 'provider-grants-azure')?.kind, 'important');
    assert.equal(noteOf({ product: 'azure', partnerType: 'indirect-provider' }, 'provider-grants-azure'), undefined);
    assert.equal(noteOf({ partnerType: 'indirect-reseller' }, 'provider-grants-azure'), undefined);
  });

  it('tells of the way without admin rights where there are none, and does not claim it where that is not known (B37, B38)', () => {
    assert.equal(noteOf({ product: 'azure', access: 'denied' }, 'no-access-yet')?.kind, 'important');
    assert.equal(noteOf({ access: 'no-relationship' }, 'no-access-yet')?.kind, 'important');
    assert.equal(noteOf({ product: 'azure' }, 'no-access-yet'), undefined);
    assert.equal(noteOf({ product: 'azure', access: 'unknown' }, 'no-access-yet'), undefined);
  });
});
