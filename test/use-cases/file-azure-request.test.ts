import assert from 'node:assert/strict';
import { azureSupportDesk } from '../../src/adapters/azure-support/desk.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import type { ServiceRequest } from '../../src/domain/service-request.ts';
import { usualBehaviour } from '../../src/sandbox/cloud/behaviour.ts';
import { armFailure } from '../../src/sandbox/cloud/failures.ts';
import { AZURE_REQUEST } from '../support/azure-requests.ts';
import { freshDatabase } from '../support/database.ts';
import { filingWorld, type FilingWorld, type Life } from '../support/filing-world.ts';
import { sandboxBackEnds, type SandboxBackEnds } from '../support/sandbox-back-ends.ts';
import { someContent } from '../support/use-case-fixtures.ts';

/** The real job with the real desk, on a database and the sandbox's Azure. */
describe('Filing with Azure Support', () => {
  let database: Database;
  let backEnds: SandboxBackEnds;
  let world: FilingWorld;
  let ahead = 0;
  before(async () => {
    database = await freshDatabase();
    backEnds = await sandboxBackEnds({ now: () => new Date(Date.now() + ahead) });
    const { script } = backEnds.cloud;
    // Azure's clock runs ahead with every question, so that nothing is waited for.
    const question = { api: 'arm', method: 'GET', path: /Microsoft\.Support\/(?:operationsStatus|supportTickets)/ } as const;
    script.at('arrived', question, () => {
      ahead += 2000;
    });
  });
  after(() => backEnds.cloud.stop());
  beforeEach(() => {
    Object.assign(backEnds.cloud.state.behaviour, usualBehaviour());
    // The desk really goes over the wire, and the machine may be busy.
    world = filingWorld(database, { idempotent: true, timeoutMs: 30_000 });
  });

  async function filedWith(lives: readonly Life[] = []): Promise<ServiceRequest> {
    const { route, ...content } = AZURE_REQUEST;
    const { id } = await world.submit({ route, content: someContent(content) });
    return world.settle(id, lives, { desks: [azureSupportDesk(backEnds.azureSupport)] });
  }
  const ticketsOf = ({ reference }: ServiceRequest) =>
    backEnds.cloud.state.tickets.all().filter(({ content }) => content.title.endsWith(`(${reference})`));

  it('brings the number of a ticket that was made in its own time', async () => {
    const request = await filedWith();

    assert.deepEqual([request.state, ticketsOf(request).map(({ supportTicketId }) => supportTicketId)], ['filed', [request.number]]);
    assert.deepEqual(
      world.shown.map(({ state, operation }) => [state, operation !== undefined]),
      [
        ['sending', true],
        ['filed', false],
      ],
    );
  });

  for (const azureRepeat of ['same', 'conflict'] as const)
    it(`files once though the answer was lost, where a repetition is answered with ${azureRepeat}`, async () => {
      backEnds.cloud.state.behaviour.azureRepeat = azureRepeat;
      backEnds.cloud.script.fault({ api: 'arm', method: 'PUT', path: /supportTickets\//, reset: 'after' });
      const request = await filedWith();

      assert.deepEqual([request.state, ticketsOf(request).length], ['filed', 1]);
    });

  it('finds the ticket of an operation that is forgotten', async () => {
    const forgotten = armFailure(404, 'ResourceNotFound', 'x');
    const lift = backEnds.cloud.script.fault({ api: 'arm', path: /operationsStatus/, reply: forgotten, times: Infinity });
    const request = await filedWith();
    lift();

    assert.deepEqual([request.state, ticketsOf(request).length], ['filed', 1]);
  });

  it('goes on asking while Azure fails', async () => {
    const failing = armFailure(500, 'InternalServerError', 'x');
    backEnds.cloud.script.fault({ api: 'arm', path: /operationsStatus/, reply: failing, times: 6 });
    const request = await filedWith();

    assert.deepEqual([request.state, ticketsOf(request).length], ['filed', 1]);
  });

  for (const azurePlan of ['refused', 'refused-at-once'] as const)
    it(`fails for want of a plan, where it is ${azurePlan}, with the id for Microsoft`, async () => {
      backEnds.cloud.state.behaviour.azurePlan = azurePlan;
      const request = await filedWith();

      assert.deepEqual([request.state, request.failure?.code, ticketsOf(request).length], ['failed', 'PLAN_NEEDED', 0]);
      assert.match(request.failure?.correlationId ?? '', /^[0-9a-f-]{36}$/);
    });

  it('files once, whenever the process dies', async () => {
    for (let calls = 1; calls <= 10; calls++) {
      for (const effect of [true, false]) {
        const request = await filedWith([{ calls, effect }]);

        assert.deepEqual([request.state, ticketsOf(request).length], ['filed', 1], `after ${calls} calls`);
      }
    }
  });

  it('waits for what is made slowly, though the process died before it wrote down what to ask', async () => {
    backEnds.cloud.state.behaviour.azureCreation = { seconds: 60, retryAfterSeconds: 7 };
    const request = await filedWith([{ calls: 5, effect: true }]);

    assert.deepEqual([request.state, ticketsOf(request).map(({ supportTicketId }) => supportTicketId)], ['filed', [request.number]]);
    assert.deepEqual(
      world.shown.map(({ state, operation }) => [state, operation !== undefined]),
      [
        ['sending', true],
        ['filed', false],
      ],
    );
  });

  it('files once, whenever the process dies that asks what became of it', async () => {
    for (let calls = 1; calls <= 6; calls++) {
      for (const effect of [true, false]) {
        const request = await filedWith([
          { calls: 6, effect: true },
          { calls, effect },
        ]);

        assert.deepEqual([request.state, ticketsOf(request).length], ['filed', 1], `after ${calls} calls`);
      }
    }
  });
});
