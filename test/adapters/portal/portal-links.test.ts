import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { adminPortals } from '../../../src/adapters/portal/admin-portals.ts';
import { portalLinks } from '../../../src/adapters/portal/portal-links.ts';

const TENANT = '7a0e2d2e-54b6-4b1c-93c7-6ab6f8ba1c55';

describe('portal links', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(path.join(tmpdir(), 'portal-links-'))));
  after(() => rmSync(folder, { recursive: true }));

  /** The shipped table with other links of the global cloud, in a file. */
  function fileWith(some: object): string {
    const file = path.join(folder, 'links.json');
    const shipped = portalLinks(undefined);
    writeFileSync(file, JSON.stringify({ ...shipped, date: '2027-02-03', global: { ...shipped.global, ...some } }));
    return file;
  }

  it('come with the bot', () => {
    assert.match(portalLinks(undefined).date, /^\d{4}-\d\d-\d\d$/);
  });

  it('are replaced as a whole by a file', () => {
    const links = portalLinks(fileWith({ issue: ['https://admin.microsoft.com/{tid}#/alerts/{issue}'] }));
    const portals = adminPortals('global', links);

    assert.equal(
      portals.issue({ tenantId: TENANT, domain: undefined }, 'EX900101')?.url,
      `https://admin.microsoft.com/${TENANT}#/alerts/EX900101`,
    );
    assert.equal(portals.issue({ tenantId: TENANT, domain: undefined }, '../EX'), undefined);
    assert.equal(portals.templateDate, '2027-02-03');
  });

  it('are taken from a file of an earlier release, which has no list of Azure requests', () => {
    const portals = adminPortals('global', portalLinks(fileWith({ azureRequests: undefined })));

    assert.equal(portals.azureRequests({ tenantId: TENANT, domain: undefined }), undefined);
    assert.ok(portals.newRequest({ tenantId: TENANT, domain: undefined }, 'azure'));
  });

  const wrong: readonly [string, object][] = [
    ['another host', { issue: ['https://evil.example/{tid}'] }],
    ['plain http', { issue: ['http://admin.microsoft.com/'] }],
    ['a placeholder in the host', { issue: ['https://{dom}.microsoft.com/'] }],
    ['a placeholder nobody knows', { issue: ['https://admin.microsoft.com/{name}'] }],
    ['a service nobody knows', { services: { lists: [] } }],
    ['no list at all', { issue: undefined }],
    ['a target nobody knows', { isue: [] }],
  ];
  for (const [what, some] of wrong)
    it(`refuse a file with ${what}, naming variable and file`, () => {
      assert.throws(() => portalLinks(fileWith(some)), { name: 'ConfigurationError', message: /PORTAL_LINKS_FILE: .*links\.json/ });
    });

  it('refuse a file that is not there or no JSON', () => {
    const file = path.join(folder, 'broken.json');
    writeFileSync(file, '{');

    for (const bad of [file, `${file}.missing`]) assert.throws(() => portalLinks(bad), { message: /PORTAL_LINKS_FILE: .*cannot be read/ });
  });
});
