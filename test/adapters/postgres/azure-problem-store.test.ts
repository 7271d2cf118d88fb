import assert from 'node:assert/strict';
import { postgresAzureProblemStore } from '../../../src/adapters/postgres/azure-problem-store.ts';
import type { AzureProblem } from '../../../src/domain/azure-filing.ts';
import type { AzureProblemStore } from '../../../src/ports/azure-problem-store.ts';
import { freshDatabase } from '../../support/database.ts';
import { anAzureProblem } from '../../support/azure-problems.ts';

const NOON = new Date('2026-11-20T12:00:00Z');
const VM = 'Virtual Machine running Windows';

describe('what Azure requests are filed under', () => {
  let store: AzureProblemStore;
  beforeEach(async () => (store = postgresAzureProblemStore(await freshDatabase())));

  const found = async (text: string, limit = 15) => (await store.search(text, limit)).map(({ service, name }) => `${service}: ${name}`);

  it('is not known before it was read', async () => {
    assert.deepEqual([await store.refreshedAt(), await store.search('', 15)], [undefined, []]);
  });

  it('is found again by its id, with the consents it asks for', async () => {
    const problem = anAzureProblem(VM, 'Cannot connect by RDP', { consents: [{ type: 'vm', description: 'Collect a memory dump.' }] });
    await store.replace([problem, anAzureProblem(VM, 'Cannot start')], NOON);

    assert.deepEqual(await store.byId(problem.id), problem);
    assert.equal(await store.byId(`${problem.id}0`), undefined);
    assert.deepEqual(await store.refreshedAt(), NOON);
  });

  it('is replaced as a whole', async () => {
    await store.replace([anAzureProblem(VM, 'Cannot connect'), anAzureProblem(VM, 'Cannot start')], NOON);
    await store.replace([anAzureProblem('Storage', 'Access denied')], new Date(NOON.getTime() + 1000));

    assert.deepEqual(await found(''), ['Storage: Access denied']);
  });

  it('is the same after two processes replaced it at once', async () => {
    const list = [anAzureProblem(VM, 'Cannot connect'), anAzureProblem(VM, 'Cannot start')];
    await Promise.all([store.replace(list, NOON), store.replace(list, NOON), store.replace(list, NOON)]);

    assert.equal((await found('')).length, 2);
  });

  it('takes a problem that is listed twice once', async () => {
    await store.replace([anAzureProblem(VM, 'Cannot connect'), anAzureProblem(VM, 'Cannot connect')], NOON);

    assert.equal((await found('')).length, 1);
  });

  it('is found by the words of service and problem, in any order and case, with or without accents', async () => {
    await store.replace([anAzureProblem(VM, 'Impossible de se connecter à distance'), anAzureProblem('Storage', 'Connection')], NOON);

    assert.deepEqual(await found('A CONNECTER  wind'), [`${VM}: Impossible de se connecter à distance`]);
    assert.deepEqual(await found('storage windows'), []);
  });

  it('is found by what people copy from the card', async () => {
    await store.replace([anAzureProblem(VM, 'Cannot connect / RDP')], NOON);

    assert.equal((await found(`${VM} › Cannot connect / RDP`)).length, 1);
  });

  it('has the nearest first: whole words before beginnings, short before long', async () => {
    await store.replace(
      [
        anAzureProblem('Virtual Network', 'Connection drops when peering several networks'),
        anAzureProblem('SQL Database', 'Connectionless'),
        anAzureProblem('SQL Database', 'Connection'),
      ],
      NOON,
    );

    assert.deepEqual(await found('connection'), [
      'SQL Database: Connection',
      'Virtual Network: Connection drops when peering several networks',
      'SQL Database: Connectionless',
    ]);
  });

  it('reads signs that databases take for wildcards as nothing', async () => {
    await store.replace([anAzureProblem(VM, 'Cannot connect')], NOON);

    assert.deepEqual([(await found('%')).length, (await found('zz%_')).length], [1, 0]);
  });

  it('searches 2,000 problems within 10 ms', async () => {
    const many: AzureProblem[] = Array.from({ length: 2_000 }, (_, index) =>
      anAzureProblem(`Service number ${index % 150} for virtual machines`, `Problem ${index} with connections to somewhere`),
    );
    await store.replace(many, NOON);
    const times: number[] = [];
    for (const text of ['', 'connection', 'virtual prob 77', 'service 12 somewhere', 'nothing like it', 'virtual', 'problem 1999']) {
      const from = performance.now();
      await store.search(text, 15);
      times.push(performance.now() - from);
    }

    // The median: a machine that is busy elsewhere delays single ones.
    const median = times.toSorted((a, b) => a - b)[3] ?? Infinity;
    assert.ok(median < 10, `${median} ms`);
  });
});
