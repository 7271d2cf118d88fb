import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { postgresPastRequests } from '../../../src/adapters/postgres/past-requests.ts';
import { postgresRequestStore } from '../../../src/adapters/postgres/request-store.ts';
import type { FilingRoute } from '../../../src/domain/filing-route.ts';
import type { RequestContent } from '../../../src/domain/service-request.ts';
import type { PastRequests } from '../../../src/ports/past-requests.ts';
import { AZURE_REQUEST } from '../../support/azure-requests.ts';
import { freshDatabase } from '../../support/database.ts';
import { someContent } from '../../support/use-case-fixtures.ts';

const NOON = new Date('2026-11-20T12:00:00Z');
const EARLIER = new Date('2026-09-01T12:00:00Z');
const CONTOSO = 'c0000000-0000-4000-8000-000000000001';
const FABRIKAM = 'c0000000-0000-4000-8000-000000000002';

describe('what the ledger tells of people', () => {
  let database: Database;
  let past: PastRequests;
  beforeEach(async () => {
    database = await freshDatabase();
    past = postgresPastRequests(database);
  });

  let minutes = 0;
  /** Each a minute after the one before. */
  const submitted = async (personId: string, route: FilingRoute, content: Partial<RequestContent> = {}, filed = true): Promise<void> => {
    const requests = postgresRequestStore(database, { within: () => ({ enqueue: () => Promise.resolve() }) });
    const at = new Date(NOON.getTime() + minutes++ * 60_000);
    const about = {
      draftId: randomUUID(),
      personId,
      personName: personId,
      locale: 'en',
      timeZone: 'Europe/Paris',
      place: undefined,
    } as const;
    const { id, version } = await requests.submit({ ...about, route, content: someContent(content) }, at);
    if (filed) await requests.change(id, version, { to: 'filed', number: randomUUID() }, 'system', at);
  };
  const inCountry = (country: string): Partial<RequestContent> => ({
    azure: { ...(AZURE_REQUEST.azure ?? assert.fail('no such content')), country },
  });

  it('is the country of the newest request to Azure of this person', async () => {
    await submitted('adele', 'azure-support', inCountry('FR'));
    await submitted('adele', 'azure-support', inCountry('BE'), false);
    await submitted('adele', 'partner-center');
    await submitted('camille', 'azure-support', inCountry('DE'));

    assert.deepEqual([await past.lastCountry('adele'), await past.lastCountry('mei')], ['BE', undefined]);
  });

  it('is nothing that is no country', async () => {
    await submitted('adele', 'azure-support', inCountry('ZZ'));

    assert.equal(await past.lastCountry('adele'), undefined);
  });

  it('is who filed by these routes, those of the customer first, then the latest', async () => {
    await submitted('mei', 'azure-portal', { tenantId: CONTOSO });
    await submitted('camille', 'azure-support', { tenantId: FABRIKAM });
    await submitted('adele', 'azure-portal', { tenantId: FABRIKAM });
    await submitted('camille', 'azure-portal', { tenantId: FABRIKAM });
    await submitted('dmitri', 'partner-center', { tenantId: CONTOSO });
    await submitted('lee', 'azure-portal', { tenantId: CONTOSO }, false);
    const about = { tenantId: CONTOSO, routes: ['azure-portal', 'azure-support'] } as const;

    assert.deepEqual(await past.lastFilers(about, EARLIER, 10), ['mei', 'camille', 'adele']);
    assert.deepEqual(await past.lastFilers(about, EARLIER, 2), ['mei', 'camille']);
    assert.deepEqual(await past.lastFilers(about, new Date('2027-01-01T00:00:00Z'), 10), []);
  });
});
