import assert from 'node:assert/strict';
import type { AdminPortal } from '../../src/domain/admin-portal.ts';
import type { PortalDirectory } from '../../src/ports/portal-directory.ts';
import { answerJson, loopbackServer, type LoopbackServer } from '../support/loopback-server.ts';
import { UNHURRIED } from '../support/microsoft-clouds.ts';

/** A service as Microsoft lists it, whatever the wire calls its members. */
export interface ListedService {
  readonly id: string;
  readonly name: string | null;
  readonly url: string | null;
}

interface PortalsUnderTest {
  readonly source: AdminPortal['source'];
  /** The directory over a server that answers as the test says. */
  readonly directory: (url: string) => PortalDirectory;
  /** The answer of the back end that lists these services. */
  readonly answer: (services: readonly ListedService[]) => unknown;
}

const TENANT = '7a0e2d2e-54b6-4b1c-93c7-6ab6f8ba1c55';
const EXCHANGE: ListedService = {
  id: 'Exchange',
  name: 'Exchange Online',
  url: 'https://admin.exchange.microsoft.com/?delegatedOrg=x.example',
};

/** What every PortalDirectory owes its callers. */
export function portalDirectoryContract(name: string, { source, directory, answer }: PortalsUnderTest): void {
  describe(`PortalDirectory contract: ${name}`, () => {
    let server: LoopbackServer;
    let reply: { status: number; body: unknown };
    before(async () => {
      server = await loopbackServer((_request, response) => answerJson(response, reply.status, reply.body));
    });
    after(() => server.stop());
    beforeEach(() => (server.seen.length = 0));

    const list = (services: readonly ListedService[]): Promise<readonly AdminPortal[]> => {
      reply = { status: 200, body: answer(services) };
      return directory(server.url).portalsOf(TENANT, UNHURRIED);
    };

    it('lists portals with the service they are of, in the order given', async () => {
      const url = 'https://admin.teams.microsoft.com/?delegatedOrg=x.example';
      const portals = await list([{ id: 'MicrosoftTeams', name: 'Microsoft Teams', url }, EXCHANGE]);

      assert.deepEqual(portals, [
        { service: 'teams', name: 'Microsoft Teams', url, source },
        { service: 'exchange', name: 'Exchange Online', url: EXCHANGE.url, source },
      ]);
      assert.match(server.seen[0]?.url ?? '', new RegExp(TENANT));
    });

    it('keeps a service that is not known here under its own name', async () => {
      const [viva] = await list([{ id: 'VivaGoals', name: 'Viva Goals', url: 'https://goals.microsoft.com/' }]);

      assert.deepEqual(viva, { service: undefined, name: 'Viva Goals', url: 'https://goals.microsoft.com/', source });
    });

    it('calls a service without a name by its id', async () => {
      const [nameless] = await list([{ ...EXCHANGE, id: 'Viva', name: null }]);

      assert.equal(nameless?.name, 'Viva');
    });

    for (const url of [
      'https://evil.example/?delegatedOrg=x',
      'http://admin.microsoft.com/',
      'https://admin.microsoft.com.evil.example/',
      'https://user:word@admin.microsoft.com/',
      'javascript:alert(1)',
      '',
      null,
    ])
      it(`leaves out a link to ${String(url)}`, async () => {
        assert.deepEqual(await list([{ ...EXCHANGE, url }]), []);
      });

    it('is empty when nothing is listed', async () => {
      assert.deepEqual(await list([]), []);
    });

    for (const [status, code] of [
      [403, 'FORBIDDEN'],
      [404, 'NOT_FOUND'],
    ] as const)
      it(`says ${code} instead of an empty list`, async () => {
        reply = { status, body: { code: '2000', error: { code: 'x' } } };

        await assert.rejects(directory(server.url).portalsOf(TENANT, UNHURRIED), { code, effect: 'none' });
      });

    it('takes an answer that cannot be read for a failure', async () => {
      reply = { status: 200, body: { unlike: true } };

      await assert.rejects(directory(server.url).portalsOf(TENANT, UNHURRIED), { code: 'UNREADABLE' });
    });

    it('ends when the caller leaves', async () => {
      await assert.rejects(directory(server.url).portalsOf(TENANT, AbortSignal.abort()), { code: 'TIMED_OUT' });
    });
  });
}
