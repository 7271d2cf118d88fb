import assert from 'node:assert/strict';
import { partnerCenterClient } from '../../../src/adapters/partner-center/client.ts';
import { partnerCenterCustomers } from '../../../src/adapters/partner-center/customers.ts';
import { partnerCenterCustomerProfile } from '../../../src/adapters/partner-center/customer-profile.ts';
import { partnerCenterOwnTenant } from '../../../src/adapters/partner-center/own-tenant.ts';
import type { Customer } from '../../../src/domain/customer.ts';
import { CUSTOMERS, customerNamed } from '../../../src/sandbox/cloud/customers.ts';
import { PARTNER } from '../../../src/sandbox/world.ts';
import { answerJson, loopbackServer, type LoopbackServer } from '../../support/loopback-server.ts';
import { CANONICAL, namedTokens, transportTo, UNHURRIED } from '../../support/microsoft-clouds.ts';
import { sandboxBackEnds, type SandboxBackEnds } from '../../support/sandbox-back-ends.ts';

describe('Partner Center customers', () => {
  let backEnds: SandboxBackEnds;
  before(async () => (backEnds = await sandboxBackEnds()));
  after(() => backEnds.cloud.stop());

  it('lists every customer, paged by the links of the answers', async () => {
    backEnds.cloud.state.behaviour.largestPage = 7;

    const customers = await partnerCenterCustomers(backEnds.partnerCenter).list(UNHURRIED);
    backEnds.cloud.state.behaviour.largestPage = undefined;

    const { tenantId, name, domain } = customerNamed('Müller Präzisionstechnik GmbH');
    assert.equal(customers.length, CUSTOMERS.filter(({ reseller }) => reseller).length);
    assert.deepEqual(
      customers.find((customer) => customer.tenantId === tenantId),
      { tenantId, name, domain, domains: [domain], sources: ['partner-center'] },
    );
  });

  it('tells every domain of a customer', async () => {
    const { tenantId, domain, customDomains } = customerNamed('Contoso');

    const { domains } = await partnerCenterCustomerProfile(backEnds.partnerCenter).profileOf(tenantId, UNHURRIED);
    assert.deepEqual(domains, [domain, ...customDomains]);
  });

  it('tells the language of a customer', async () => {
    const { tenantId } = customerNamed('Contoso Énergie SAS');

    assert.equal((await partnerCenterCustomerProfile(backEnds.partnerCenter).profileOf(tenantId, UNHURRIED)).language, 'fr');
  });

  it('knows the own tenant by the name of the company (B44)', async () => {
    const own = await partnerCenterOwnTenant(backEnds.partnerCenter, PARTNER.tenantId).list(UNHURRIED);

    const { tenantId, name, domain } = PARTNER;
    assert.deepEqual(own, [{ tenantId, name, domain, domains: [domain], sources: ['own-tenant'] }]);
  });

  it('says when a customer is not known', async () => {
    const unknown = partnerCenterCustomerProfile(backEnds.partnerCenter).profileOf('c0570000-0000-4000-8000-0000000000ff', UNHURRIED);

    await assert.rejects(unknown, { backEnd: 'partner-center', effect: 'none' });
  });
});

describe('Partner Center customers on the wire', () => {
  const item = (n: number): unknown => ({
    id: `ID-${n}`,
    companyProfile: { tenantId: `ID-${n}`, domain: `D${n}.example`, companyName: `Company ${n}` },
  });
  const page = (n: number, more: object = {}): unknown => ({ totalCount: 1, items: [item(n)], ...more });
  let server: LoopbackServer;
  let pages: unknown[];
  before(async () => {
    server = await loopbackServer((_request, response) => answerJson(response, 200, pages[server.seen.length - 1] ?? { items: [] }));
  });
  after(() => server.stop());
  beforeEach(() => (server.seen.length = 0));
  const partnerCenter = () =>
    partnerCenterClient({ transport: transportTo(server.url), tokens: namedTokens(), baseUrl: CANONICAL.partnerCenter });
  const profiles = () => partnerCenterCustomerProfile(partnerCenter());
  const list = (): Promise<readonly Customer[]> => partnerCenterCustomers(partnerCenter()).list(UNHURRIED);
  const next = (uri: string, headers: unknown = [{ key: 'MS-ContinuationToken', value: 'TOKEN==' }]): object => ({
    links: { next: { uri, method: 'GET', headers } },
  });

  for (const [billingProfile, language] of [
    [{ language: 'fr', culture: 'fr-BE' }, 'fr'],
    [{ language: ' ', culture: 'ru-RU' }, 'ru-RU'],
    [{ Language: 'DE' }, 'DE'],
    [{ language: '<script>', culture: null }, undefined],
    [undefined, undefined],
  ] as const)
    it(`takes ${JSON.stringify(billingProfile) ?? 'no profile'} for the language ${language ?? 'that is not told'}`, async () => {
      pages = [{ companyProfile: {}, ...(billingProfile === undefined ? {} : { billingProfile }) }];

      assert.equal((await profiles().profileOf('id-1', UNHURRIED)).language, language);
    });

  it('follows links.next with its continuation header', async () => {
    pages = [page(1, next('/customers?seekOperation=Next')), page(2)];

    assert.deepEqual(
      (await list()).map(({ tenantId, domain }) => [tenantId, domain]),
      [
        ['id-1', 'd1.example'],
        ['id-2', 'd2.example'],
      ],
    );
    assert.deepEqual(
      [server.seen[1]?.url, server.seen[1]?.headers['ms-continuationtoken']],
      ['/pc/v1/customers?seekOperation=Next', 'TOKEN=='],
    );
  });

  it('seeks by the token where no link is given', async () => {
    pages = [page(1, { continuationToken: 'TOKEN==' }), page(2)];

    await list();

    assert.deepEqual(
      [server.seen[1]?.url, server.seen[1]?.headers['ms-continuationtoken']],
      ['/pc/v1/customers?seekOperation=Next', 'TOKEN=='],
    );
  });

  it('takes only the continuation header of a link', async () => {
    pages = [
      page(
        1,
        next('/customers?seekOperation=Next', [
          { key: 'Authorization', value: 'Bearer planted' },
          { key: 'Host', value: 'evil.example' },
        ]),
      ),
      page(2),
    ];

    await list();

    assert.match(String(server.seen[1]?.headers.authorization), /partner-account:partnerCenter/);
    assert.notEqual(server.seen[1]?.headers.host, 'evil.example');
  });

  for (const uri of ['https://evil.example/customers?x=1', '/v1/customers?x=1', 'customers?x=1'])
    it(`asks its own base for the link ${uri}`, async () => {
      pages = [page(1, next(uri)), page(2)];

      await list();

      assert.equal(server.seen[1]?.url, '/pc/v1/customers?x=1');
    });

  for (const uri of ['/../admin', '/profiles/organization', '@evil.example/customers?', '/customers/x/../../y'])
    it(`follows no link to ${uri}`, async () => {
      pages = [page(1, next(uri))];

      await assert.rejects(list(), { code: 'UNREADABLE' });
      assert.equal(server.seen.length, 1);
    });

  it('ends a list that goes round in circles', async () => {
    pages = Array.from({ length: 5 }, () => page(1, next('/customers?seekOperation=Next')));

    await assert.rejects(list(), { code: 'UNREADABLE' });
    assert.equal(server.seen.length, 2);
  });

  it('reads PascalCase, and customers without name or domain', async () => {
    pages = [{ Items: [{ Id: 'A', CompanyProfile: { TenantId: 'A', Domain: null, CompanyName: '' } }] }];

    assert.deepEqual(await list(), [{ tenantId: 'a', name: 'a', domain: undefined, domains: [], sources: ['partner-center'] }]);
  });
});
