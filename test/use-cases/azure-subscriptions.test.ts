import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { AzureSubscription } from '../../src/domain/azure-filing.ts';
import type { AzureSubscriptionStore } from '../../src/ports/azure-subscription-store.ts';
import { azureSubscriptions } from '../../src/use-cases/azure-subscriptions.ts';
import { NEVER, backEndFailure, handClock } from '../support/use-case-fixtures.ts';

const TENANT = 'c0000000-0000-4000-8000-000000000001';
const LIST: readonly AzureSubscription[] = [{ id: '3c8b1e44-90a8-4f3a-9b6c-11f1f2f3f4f5', name: 'Production' }];

describe('azureSubscriptions', () => {
  const world = () => {
    const clock = handClock();
    const kept: Parameters<AzureSubscriptionStore['save']>[1][] = [];
    const store: AzureSubscriptionStore = {
      load: () => Promise.resolve(kept.at(-1)),
      save: async (_tenantId, copy) => void kept.push(copy),
    };
    const directory = { subscriptions: sinon.stub<[string, AbortSignal], Promise<readonly AzureSubscription[]>>().resolves(LIST) };
    return { clock, kept, directory, read: azureSubscriptions({ directory, store, clock, deadlineMs: 50 }) };
  };

  it('reads them from Azure once a day', async () => {
    const { read, directory, clock } = world();
    await read(TENANT, NEVER);
    await read(TENANT, NEVER);
    assert.equal(directory.subscriptions.callCount, 1);

    clock.move(25 * 3_600_000);
    assert.deepEqual((await read(TENANT, NEVER)).copy?.value, LIST);
    assert.equal(directory.subscriptions.callCount, 2);
  });

  it('gives the older copy with the reason when Azure does not answer', async () => {
    const { read, directory, clock } = world();
    await read(TENANT, NEVER);
    clock.move(25 * 3_600_000);
    directory.subscriptions.rejects(backEndFailure('UNAVAILABLE'));
    const { copy, failure } = await read(TENANT, NEVER);

    assert.deepEqual([copy?.value, failure?.code], [LIST, 'UNAVAILABLE']);
  });

  it('waits no longer than a turn may', async () => {
    const { read, directory } = world();
    directory.subscriptions.returns(new Promise(() => undefined));
    const { copy, failure } = await read(TENANT, NEVER);

    assert.deepEqual([copy, failure?.code], [undefined, 'TIMED_OUT']);
  });

  it('asks again at once where it saw none, since rights may have been given meanwhile', async () => {
    const { read, directory, kept } = world();
    directory.subscriptions.onFirstCall().resolves([]);
    assert.deepEqual((await read(TENANT, NEVER)).copy?.value, []);
    assert.deepEqual(kept, []);

    assert.deepEqual((await read(TENANT, NEVER)).copy?.value, LIST);
  });
});
