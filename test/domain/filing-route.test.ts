import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CLOUDS, PARTNER_TYPES, SUPPORT_PLANS } from '../../src/domain/cloud.ts';
import { isCommercialMatter, type FilingFacts } from '../../src/domain/filing-facts.ts';
import {
  FILING_ROUTES,
  filingRoute,
  ROUTE_COSTS,
  ROUTE_NEEDS,
  ROUTE_NEXTS,
  ROUTE_REASONS,
  type FilingAnswer,
  type FilingRoute,
} from '../../src/domain/filing-route.ts';
import { ESCALATION_CRITERIA } from '../../src/domain/problem-category.ts';
import { NATURES, PRODUCTS, type Product } from '../../src/domain/product.ts';
import { PARTNER_ROLES } from '../../src/domain/roles.ts';
import { handOffNotes, ROUTE_NOTES, type RouteNote } from '../../src/domain/route-notes.ts';
import { USUAL_FILING } from '../support/filing-facts.ts';

const ACCESSES = ['granted', 'denied', 'no-relationship', 'unknown'] as const;
const KINDS = {
  'azure-support': 'files',
  'partner-center': 'files',
  'azure-portal': 'hand-off',
  'azure-portal-by-domain': 'hand-off',
  'admin-center': 'hand-off',
  'ask-provider': 'advice',
  'ask-admin-agent': 'advice',
  'own-plan': 'advice',
  isv: 'advice',
  'partner-first': 'advice',
  'not-entitled': 'advice',
} as const;

const azure: FilingFacts = { ...USUAL_FILING, product: 'azure' };
const withApi: FilingFacts = { ...azure, plans: ['unified'] };
const dynamics: FilingFacts = { ...USUAL_FILING, product: 'dynamics365' };
const helpdesk = { roles: ['helpdesk-agent'] } as const;
const reseller = { partnerType: 'indirect-reseller' } as const;

describe('filingRoute', () => {
  const table: readonly (readonly [string, FilingFacts, Partial<FilingFacts>, string])[] = [
    ['a billing matter of Microsoft 365 (B23, B25, B48)', USUAL_FILING, { nature: 'billing' }, 'partner-center commercial-matter none'],
    ['a subscription matter of Azure (B23, B25)', azure, { nature: 'subscription' }, 'partner-center commercial-matter none'],
    ['fraud with Dynamics 365 (B23)', dynamics, { nature: 'fraud', plans: [] }, 'partner-center commercial-matter none'],
    [
      'a question on the business itself (B25)',
      USUAL_FILING,
      { product: 'commercial', nature: 'question' },
      'partner-center commercial-matter none',
    ],
    [
      'billing of a marketplace product (B25)',
      USUAL_FILING,
      { product: 'marketplace', nature: 'billing' },
      'partner-center commercial-matter none',
    ],
    ['billing of the own tenant (B25, B44)', USUAL_FILING, { nature: 'billing', ownTenant: true }, 'partner-center commercial-matter none'],
    [
      'billing without any relationship (B25)',
      USUAL_FILING,
      { nature: 'billing', access: 'no-relationship' },
      'partner-center commercial-matter none',
    ],
    ['billing for an indirect reseller (B25)', USUAL_FILING, { nature: 'billing', ...reseller }, 'partner-center commercial-matter none'],
    [
      'billing, of a helpdesk agent where a setting keeps it from them',
      USUAL_FILING,
      { nature: 'billing', ...helpdesk, helpdeskFilesCommercial: false },
      'ask-admin-agent commercial-by-setting none',
    ],
    [
      'billing, of an admin agent under that setting',
      USUAL_FILING,
      { nature: 'billing', helpdeskFilesCommercial: false },
      'partner-center commercial-matter none',
    ],
    [
      'billing of a customer that is closed to the person',
      USUAL_FILING,
      { nature: 'billing', access: 'denied' },
      'ask-admin-agent no-access none',
    ],
    ['a marketplace product that fails (B39–B41)', USUAL_FILING, { product: 'marketplace' }, 'isv publisher-supports publisher'],
    [
      'a marketplace product in the own tenant (B39)',
      USUAL_FILING,
      { product: 'marketplace', ownTenant: true },
      'isv publisher-supports publisher',
    ],
    ['Microsoft 365 in the own tenant (B44, B45, B52)', USUAL_FILING, { ownTenant: true }, 'own-plan own-tenant own-included'],
    ['Azure in the own tenant (B44, B46, B50, B52)', withApi, { ownTenant: true }, 'own-plan own-tenant own-plan'],
    ['what fits no criterion (B22, B24)', USUAL_FILING, { criterion: 'none' }, 'partner-first no-criterion nothing-filed'],
    ['Azure that fits no criterion (B22)', withApi, { criterion: 'none' }, 'partner-first no-criterion nothing-filed'],
    ['Microsoft 365 of a customer that is closed to the person', USUAL_FILING, { access: 'denied' }, 'ask-admin-agent no-access included'],
    ['Azure of a customer that is closed to the person', withApi, { access: 'denied' }, 'ask-admin-agent no-access support-contract'],
    ['Dynamics 365 without a contract (B7)', dynamics, { plans: [] }, 'not-entitled dynamics-contract contract-first'],
    [
      'Dynamics 365 with a smaller plan (B7)',
      dynamics,
      { plans: ['partner-cloud-support'] },
      'not-entitled dynamics-contract contract-first',
    ],
    [
      'Dynamics 365 without a contract, closed to the person: no colleague could either (B7)',
      dynamics,
      { plans: [], access: 'denied' },
      'not-entitled dynamics-contract contract-first',
    ],
    [
      'Dynamics 365 without a contract behind a provider (B4, B7)',
      dynamics,
      { plans: [], ...reseller },
      'ask-provider dynamics-contract-of-provider provider',
    ],
    ['Dynamics 365 with Advanced Support (B7)', dynamics, {}, 'admin-center no-public-api support-contract'],
    ['Dynamics 365 with Premier (B7, B84)', dynamics, { plans: ['premier'] }, 'admin-center no-public-api support-contract'],
    [
      'Azure without a relationship behind a provider (B4, B5)',
      azure,
      { access: 'no-relationship', ...reseller },
      'ask-provider provider-in-between provider',
    ],
    [
      'EMS without a relationship behind a provider (B4)',
      USUAL_FILING,
      { product: 'ems', access: 'no-relationship', ...reseller },
      'ask-provider provider-in-between provider',
    ],
    [
      'Azure without a relationship (B37, B38)',
      withApi,
      { access: 'no-relationship' },
      'azure-portal-by-domain no-rights-in-azure azure-plan',
    ],
    [
      'Azure without a relationship, of a helpdesk agent (B6, B37)',
      azure,
      { access: 'no-relationship', ...helpdesk },
      'ask-admin-agent helpdesk-in-azure azure-plan',
    ],
    ['Microsoft 365 without a relationship', USUAL_FILING, { access: 'no-relationship' }, 'not-entitled no-relationship nothing-filed'],
    ['Azure with Unified', withApi, {}, 'azure-support azure-api support-contract'],
    ['Azure with Premier', azure, { plans: ['premier'] }, 'azure-support azure-api support-contract'],
    ['Azure with Azure Professional Direct', azure, { plans: ['azure-professional-direct'] }, 'azure-support azure-api support-contract'],
    ['Azure with Unified, of a helpdesk agent: the bot files it', withApi, helpdesk, 'azure-support azure-api support-contract'],
    [
      'Azure with Unified for an indirect provider',
      withApi,
      { partnerType: 'indirect-provider' },
      'azure-support azure-api support-contract',
    ],
    ['Azure with Unified, taken to the portal', withApi, { portalChosen: true }, 'azure-portal azure-portal-chosen azure-plan'],
    [
      'Azure with Unified where the API is not offered (B12)',
      withApi,
      { apiOffered: false, cloud: 'usgov' },
      'azure-portal azure-api-not-offered azure-plan',
    ],
    [
      'Azure with Unified for a customer of whom no subscription is seen',
      withApi,
      { noSubscriptionSeen: true },
      'azure-portal azure-no-subscription azure-plan',
    ],
    [
      'Azure with Unified and no subscription, of a helpdesk agent (B6)',
      withApi,
      { ...helpdesk, noSubscriptionSeen: true },
      'ask-admin-agent helpdesk-in-azure azure-plan',
    ],
    ['Azure with Unified while access is not known', withApi, { access: 'unknown' }, 'azure-portal azure-access-unknown azure-plan'],
    ['Azure with Unified behind a provider (B5)', withApi, reseller, 'azure-portal azure-through-provider azure-plan'],
    ['Azure with Advanced Support (B27–B32)', azure, {}, 'azure-portal azure-csp-plan azure-plan'],
    ['Azure without any plan (B26)', azure, { plans: [] }, 'azure-portal azure-csp-plan azure-plan'],
    ['Azure, of a helpdesk agent (B6)', azure, helpdesk, 'ask-admin-agent helpdesk-in-azure azure-plan'],
    [
      'Azure, of a helpdesk agent in a support group (B6)',
      azure,
      { ...helpdesk, inSupportGroup: true },
      'azure-portal azure-support-group azure-plan',
    ],
    [
      'Azure, of a helpdesk agent who is an admin agent too (B6)',
      azure,
      { roles: ['helpdesk-agent', 'admin-agent'] },
      'azure-portal azure-csp-plan azure-plan',
    ],
    [
      'Azure, of a helpdesk agent who is a user administrator too (B2, B6)',
      azure,
      { roles: ['user-administrator', 'helpdesk-agent'] },
      'azure-portal azure-csp-plan azure-plan',
    ],
    ['Microsoft 365 that fails (B27, B33–B36, B45)', USUAL_FILING, {}, 'admin-center no-public-api included'],
    ['Microsoft 365 without any plan (B26)', USUAL_FILING, { plans: [] }, 'admin-center no-public-api included'],
    [
      'a question on EMS, of a helpdesk agent behind a provider (B5)',
      USUAL_FILING,
      { product: 'ems', nature: 'question', ...helpdesk, ...reseller },
      'admin-center no-public-api included',
    ],
    ['Microsoft 365 while access is not known', USUAL_FILING, { access: 'unknown' }, 'admin-center no-public-api included'],
  ];
  for (const [name, facts, some, expected] of table) {
    it(`sends ${name} the way ${expected}`, () => {
      const { route, reason, cost } = filingRoute({ ...facts, ...some });

      assert.equal(`${route} ${reason} ${cost}`, expected);
    });
  }

  it('takes no way from whoever gets another role of technical support (B2)', () => {
    const support = fc.subarray(['global-administrator', 'user-administrator', 'admin-agent', 'helpdesk-agent'] as const, { minLength: 1 });
    fc.assert(
      fc.property(anyFacts, support, fc.subarray([...PARTNER_ROLES]), (facts, roles, more) => {
        const files = (of: FilingFacts['roles']) => filingRoute({ ...facts, roles: of }).kind !== 'advice';

        assert.ok(!files(roles) || files([...more, ...roles]));
      }),
    );
  });

  it('answers everything, always the same, with a reason, a cost and a next step, and notes without doubles (B72, B73)', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const answer = filingRoute(facts);

        assert.equal(wrongIn(facts, answer), undefined);
        assert.ok(ROUTE_REASONS.includes(answer.reason) && ROUTE_COSTS.includes(answer.cost) && ROUTE_NEXTS.includes(answer.next));
        assert.ok(FILING_ROUTES.includes(answer.route) && answer.needs.every((need) => ROUTE_NEEDS.includes(need)));
        assert.equal(new Set(answer.notes.map(({ note }) => note)).size, answer.notes.length);
        assert.ok(answer.notes.every((note) => ROUTE_NOTES.includes(note.note) && Object.keys(note).length === 3));
        assert.deepEqual(filingRoute(facts), answer);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps its promises in every combination of what it depends on', () => {
    const seen = {
      routes: new Set<string>(),
      reasons: new Set<string>(),
      costs: new Set<string>(),
      needs: new Set<string>(),
      next: new Set<string>(),
      notes: new Set<string>(),
    };
    let wrong: string | undefined;
    for (const facts of everyCombination()) {
      const answer = filingRoute(facts);
      wrong ??= wrongIn(facts, answer);
      seen.routes.add(answer.route);
      seen.reasons.add(answer.reason);
      seen.costs.add(answer.cost);
      seen.next.add(answer.next);
      for (const need of answer.needs) seen.needs.add(need);
      for (const { note } of [...answer.notes, ...handOffNotes({ ...facts, route: answer.route })]) seen.notes.add(note);
    }

    assert.equal(wrong, undefined);
    const all = [FILING_ROUTES, ROUTE_REASONS, ROUTE_COSTS, ROUTE_NEEDS, ROUTE_NEXTS, ROUTE_NOTES];
    assert.deepEqual(
      Object.values(seen),
      all.map((values) => new Set<string>(values)),
      'each is used somewhere, and no other',
    );
  });

  it('says that a Partner Center request is the partner’s and names the customer', () => {
    assert.deepEqual(noteOf({ nature: 'billing' }, 'partner-level-request'), 'note form');
    assert.equal(noteOf({ nature: 'billing', ownTenant: true }, 'partner-level-request'), undefined);
  });

  it('puts plan and contact of an Azure request into important boxes, the contact of others into a tip (B30, B31, B35, B72)', () => {
    assert.equal(noteOf(azure, 'own-contact'), 'important form');
    assert.equal(noteOf(withApi, 'own-contact'), 'important form');
    assert.equal(noteOf({ product: 'ems' }, 'own-contact'), 'tip form');
  });

  it('tells in the portal where it shows the request later (B32, B36), how to see all categories (B33), and to start from the link (B28, B50, B51)', () => {
    const inPortal = (route: FilingRoute, product: Product) =>
      Object.fromEntries(handOffNotes({ route, product }).map(({ note, kind }) => [note, kind]));

    assert.deepEqual(inPortal('azure-portal', 'azure'), {
      'azure-plan-field': 'important',
      'own-contact': 'important',
      'start-from-link': 'note',
      'azure-manage-requests': 'tip',
    });
    assert.deepEqual(inPortal('azure-portal-by-domain', 'azure'), inPortal('azure-portal', 'azure'));
    assert.deepEqual(inPortal('admin-center', 'ems'), {
      'own-contact': 'tip',
      'start-from-link': 'note',
      'more-categories': 'tip',
      'admin-center-view-tickets': 'tip',
    });
    assert.equal(inPortal('admin-center', 'dynamics365')['dynamics-contract'], 'note');
    assert.deepEqual(inPortal('partner-center', 'commercial'), {});
    assert.equal(noteOf({ ownTenant: true }, 'own-context'), 'note answer');
  });

  it('tells of the contract and the further help of Dynamics 365 beside the answer (B7, B53), of no other product', () => {
    assert.equal(noteOf(dynamics, 'dynamics-contract'), 'note answer');
    assert.equal(noteOf({ ...dynamics, plans: [] }, 'dynamics-contract'), 'note answer');
    assert.equal(noteOf(dynamics, 'dynamics-support'), 'tip answer');
    assert.equal(noteOf({ product: 'ems' }, 'dynamics-contract'), undefined);
  });

  it('tells that a technical request may need a plan only to a partner without one (B26)', () => {
    assert.equal(noteOf({ ...azure, plans: [] }, 'technical-plan-may-be-asked'), 'note answer');
    assert.equal(noteOf({ plans: ['azure-professional-direct'] }, 'technical-plan-may-be-asked'), 'note answer');
    assert.equal(noteOf(azure, 'technical-plan-may-be-asked'), undefined);
  });

  it('tells what CSP support covers where a product or tenant is not (B42), of priority for what is broken (B43), and whose the relationship is (B68)', () => {
    assert.equal(noteOf({ product: 'marketplace' }, 'what-is-covered'), 'note answer');
    assert.equal(noteOf({ ownTenant: true }, 'what-is-covered'), 'note answer');
    assert.equal(noteOf({}, 'priority-on-major'), 'note answer');
    assert.equal(noteOf({ nature: 'question' }, 'priority-on-major'), undefined);
    assert.equal(noteOf({ criterion: 'none' }, 'relationship-is-yours'), 'note answer');
  });

  it('tells a helpdesk agent of the support group in an important box (B6, B72)', () => {
    assert.equal(noteOf({ ...azure, ...helpdesk }, 'helpdesk-in-azure'), 'important answer');
    assert.equal(noteOf({ ...azure, access: 'denied' }, 'helpdesk-in-azure'), undefined);
  });

  it('tells an indirect reseller what the provider has to grant first (B5), for Azure only', () => {
    assert.equal(noteOf({ ...azure, ...reseller }, 'provider-grants-azure'), 'important answer');
    assert.equal(noteOf({ ...azure, ...reseller, access: 'no-relationship' }, 'provider-grants-azure'), 'important answer');
    assert.equal(noteOf(reseller, 'provider-grants-azure'), undefined);
  });

  it('tells why there are no rights, and that access could not be checked, before the form (B37, B38)', () => {
    assert.equal(noteOf({ ...azure, access: 'no-relationship' }, 'no-access-yet'), 'important answer');
    assert.equal(noteOf({ access: 'unknown' }, 'access-unknown'), 'important answer');
    assert.equal(noteOf({}, 'access-unknown'), undefined);
  });

  it('tells of the links of US Government where a portal of it is used (B10, B12)', () => {
    assert.equal(noteOf({ cloud: 'usgov' }, 'us-government'), 'note answer');
    assert.equal(noteOf({ cloud: 'usgov', nature: 'billing' }, 'us-government'), undefined);
  });
});

function noteOf(some: Partial<FilingFacts>, note: RouteNote): string | undefined {
  const found = filingRoute({ ...USUAL_FILING, ...some }).notes.find((placed) => placed.note === note);
  return found && `${found.kind} ${found.at}`;
}

/** The promise that an answer breaks. */
function wrongIn(facts: FilingFacts, { route, kind, next, needsTopic, needsAzure, notes }: FilingAnswer): string | undefined {
  const said = (note: RouteNote, at: string) => notes.some((placed) => placed.note === note && placed.at === at);
  // B49, B59
  const formNotes = said('english-only-target', 'form') && said('no-phone-filing', 'form');
  const broken = {
    'its kind': kind !== KINDS[route],
    'topic only in Partner Center': needsTopic !== (route === 'partner-center'),
    'Azure fields only for Azure Support': needsAzure !== (route === 'azure-support'),
    'a form unless it is advice': (next === 'fill-form') !== (kind !== 'advice'),
    'the notes of a form': formNotes !== (kind !== 'advice'),
    'no repair time on the form where no card before has said so (B58)':
      said('first-response-not-repair', 'form') !== (route === 'partner-center'),
    'commercial matters go to Partner Center or to a colleague':
      isCommercialMatter(facts) !== (route === 'partner-center') && !(isCommercialMatter(facts) && route === 'ask-admin-agent'),
    'nothing is filed for a customer that is closed to the person': facts.access === 'denied' && kind !== 'advice',
    'never the API for a reseller': route === 'azure-support' && facts.partnerType === 'indirect-reseller',
    'never the API without a plan for it':
      route === 'azure-support' &&
      !facts.plans.some((plan) => plan === 'premier' || plan === 'unified' || plan === 'azure-professional-direct'),
    'never the API without access': route === 'azure-support' && facts.access !== 'granted',
    'never the API where it is not offered': route === 'azure-support' && !facts.apiOffered,
    'never the API on the own tenant': route === 'azure-support' && facts.ownTenant,
    'never the API for anything but Azure': route === 'azure-support' && facts.product !== 'azure',
    'nothing technical of the own tenant is filed (B44)': facts.ownTenant && kind !== 'advice' && route !== 'partner-center',
    'nothing without a criterion (B22)': facts.criterion === 'none' && kind !== 'advice' && route !== 'partner-center',
    'nobody is sent to a publisher for a Microsoft product (B39)': route === 'isv' && facts.product !== 'marketplace',
  };
  return Object.entries(broken).find(([, is]) => is)?.[0];
}

const anyFacts: fc.Arbitrary<FilingFacts> = fc.record({
  product: fc.constantFrom(...PRODUCTS),
  nature: fc.constantFrom(...NATURES),
  ownTenant: fc.boolean(),
  access: fc.constantFrom(...ACCESSES),
  roles: fc.subarray([...PARTNER_ROLES]),
  partnerType: fc.constantFrom(...PARTNER_TYPES),
  plans: fc.subarray([...SUPPORT_PLANS]),
  cloud: fc.constantFrom(...CLOUDS),
  apiOffered: fc.boolean(),
  inSupportGroup: fc.boolean(),
  portalChosen: fc.boolean(),
  noSubscriptionSeen: fc.option(fc.boolean(), { nil: undefined }),
  helpdeskFilesCommercial: fc.boolean(),
  criterion: fc.constantFrom(undefined, ...ESCALATION_CRITERIA),
});

/** All there are, with one of each sort of roles, plans and criteria: about a million. */
function* everyCombination(): Generator<FilingFacts> {
  const sorts = {
    nature: ['break-fix', 'question', 'billing'],
    ownTenant: [false, true],
    roles: [['helpdesk-agent'], ['admin-agent', 'helpdesk-agent'], ['user-administrator']],
    plans: [[], ...SUPPORT_PLANS.map((plan) => [plan])],
    yes: [false, true],
    criterion: [undefined, 'bug', 'none'],
  } as const;
  for (const product of PRODUCTS)
    for (const nature of sorts.nature)
      for (const ownTenant of sorts.ownTenant)
        for (const access of ACCESSES)
          for (const roles of sorts.roles)
            for (const partnerType of PARTNER_TYPES)
              for (const plans of sorts.plans)
                for (const cloud of CLOUDS)
                  for (const apiOffered of sorts.yes)
                    for (const inSupportGroup of sorts.yes)
                      for (const portalChosen of sorts.yes)
                        for (const noSubscriptionSeen of product === 'azure' ? sorts.yes : [undefined])
                          for (const helpdeskFilesCommercial of sorts.yes)
                            for (const criterion of sorts.criterion)
                              yield {
                                product,
                                nature,
                                ownTenant,
                                access,
                                roles,
                                partnerType,
                                plans,
                                cloud,
                                apiOffered,
                                inSupportGroup,
                                portalChosen,
                                noSubscriptionSeen,
                                helpdeskFilesCommercial,
                                criterion,
                              };
}
