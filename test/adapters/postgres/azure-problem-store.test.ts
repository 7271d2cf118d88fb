import assert from 'node:assert/strict';
import { postgresAzureProblemStore } from '../../../src/adapters/postgres/azure-problem-store.ts';
import type { AzureProblem } from '../../../src/domain/azure-filing.ts';
import type { AzureProblemStore } from '../../../src/ports/azure-problem-store.ts';
import { AZURE_SERVICES } from '../../../src/sandbox/cloud/azure-services.ts';
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

  describe('of Azure’s own list', () => {
    beforeEach(() =>
      store.replace(
        AZURE_SERVICES.flatMap(({ name: service, problems }) => problems.map(({ name }) => anAzureProblem(service, name))),
        NOON,
      ),
    );

    for (const [text, service, name] of [
      ["vm won't start", 'Virtual Machine running Windows', 'Cannot start or stop my VM'],
      ['vm down', 'Virtual Machine running', 'VM restarted or stopped unexpectedly'],
      ['virtual machine slow', 'Virtual Machine running Windows', 'VM is slow / high CPU'],
      ['la machine virtuelle ne démarre pas', 'Virtual Machine running Windows', 'Cannot start or stop my VM'],
      ['виртуальная машина не запускается', 'Virtual Machine running Windows', 'Cannot start or stop my VM'],
      ['db connection', 'Database', 'Cannot connect'],
      ['connexion à la base de données', 'Database', 'Cannot connect'],
      ['нет подключения к базе данных', 'Database', 'Cannot connect'],
      ['k8s nodes', 'Azure Kubernetes Service (AKS)', 'Nodes are not ready'],
      ['website down', 'App Service (Web Apps)', 'Web app is down or returns 5xx'],
      ['сайт лежит', 'App Service (Web Apps)', 'Web app is down or returns 5xx'],
      ['site web lent', 'App Service (Web Apps)', 'Web app is slow'],
      ['sauvegarde vm', 'Azure Backup', 'Backup of a VM fails'],
      ['rdp', 'Virtual Machine running Windows', 'Cannot connect to my VM / RDP'],
    ] as const) {
      it(`finds what people mean by “${text}”`, async () => {
        const [first = ''] = await found(text);

        assert.ok(first.includes(service) && first.includes(name), first);
      });
    }

    it('offers what misses the fewest words where none has them all, and nothing where none has any', async () => {
      assert.match((await found('kubernetes quotas'))[0] ?? '', /Kubernetes/);
      assert.deepEqual(await found('zzz qqq'), []);
    });

    it('has one clear best for a sentence that names a service and its trouble, and none for less', async () => {
      const best = async (sentence: string) => (await store.best(sentence))?.name;

      assert.equal(await best("Contoso's web app is slow since this morning"), 'Web app is slow');
      assert.equal(await best('La VM Windows de Contoso ne démarre plus depuis 9 h'), 'Cannot start or stop my VM');
      // Azure stands in the names of services, and says nothing.
      assert.equal(await best('Contoso can’t reach its virtual machines in Azure since 9'), undefined);
      assert.deepEqual([await best('the VM'), await best('Contoso cannot work'), await best('')], [undefined, undefined, undefined]);
    });
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
