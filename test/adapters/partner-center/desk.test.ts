import assert from 'node:assert/strict';
import { partnerCenterClient } from '../../../src/adapters/partner-center/client.ts';
import { partnerCenterDesk } from '../../../src/adapters/partner-center/desk.ts';
import type { ServiceDesk } from '../../../src/ports/service-desk.ts';
import { numberFound, serviceDeskContract } from '../../contracts/service-desk.ts';
import { answerJson, loopbackServer, type LoopbackServer } from '../../support/loopback-server.ts';
import { CANONICAL, namedTokens, transportTo, UNHURRIED } from '../../support/microsoft-clouds.ts';
import { sandboxBackEnds, type SandboxBackEnds } from '../../support/sandbox-back-ends.ts';
import { aServiceRequest } from '../../support/service-requests.ts';

describe('Partner Center desk', () => {
  let backEnds: SandboxBackEnds;
  let desk: ServiceDesk;
  before(async () => (backEnds = await sandboxBackEnds()));
  after(() => backEnds.cloud.stop());
  beforeEach(() => (desk = partnerCenterDesk(backEnds.partnerCenter)));

  serviceDeskContract('Partner Center', 'tracks', () =>
    Promise.resolve({
      desk: partnerCenterDesk(backEnds.partnerCenter),
      request: {},
      textOf: (filing) =>
        filing.kind === 'filed' ? (backEnds.cloud.state.serviceRequests.find(filing.number)?.description ?? '') : assert.fail('It files'),
    }),
  );

  async function filed(some: Parameters<typeof aServiceRequest>[0] = {}) {
    const filing = await desk.file(aServiceRequest(some), UNHURRIED);
    return backEnds.cloud.state.serviceRequests.find(filing.kind === 'filed' ? filing.number : '') ?? assert.fail('It is not in the book');
  }

  for (const patchAnswers of [200, 204] as const)
    it(`takes ${patchAnswers} for a done update`, async () => {
      backEnds.cloud.state.behaviour.patchAnswers = patchAnswers;
      const request = aServiceRequest({ number: (await filed()).id });

      await desk.addNote(request, { key: 'more', text: 'More.' }, UNHURRIED);
      await desk.close(request, UNHURRIED);

      const record = await desk.read(request, UNHURRIED);
      assert.deepEqual([record?.status, record?.notes.length], ['closed', 1]);
    });

  it('names the contact of the partner, the severity and the topic', async () => {
    const { primaryContact, severity, supportTopicId } = await filed({ severity: 'critical', impact: 'stopped', topicId: '90000001' });

    assert.deepEqual(
      [primaryContact?.firstName, primaryContact?.email, severity, supportTopicId],
      ['Adele', 'adele@northwindcloud.example', 'critical', '90000001'],
    );
  });

  it('keeps the title within 255 characters, whole characters, with the reference', async () => {
    const { title } = await filed({ title: `${'x'.repeat(235)}👩‍👩‍👧‍👦${'y'.repeat(300)}`, reference: 'PSR-LONG01' });

    assert.equal(title, `${'x'.repeat(235)} (PSR-LONG01)`);
    assert.ok(title.length <= 255);
  });

  it('files in the language of the request', async () => {
    backEnds.cloud.script.forget();

    await filed({ language: 'ru' });

    assert.equal(backEnds.cloud.script.count({ method: 'POST', path: /\/servicerequests\/ru-RU$/ }), 1);
  });

  it('offers topics in the language asked, with their ids as text', async () => {
    const [topic] = await desk.topics('fr', UNHURRIED);

    assert.deepEqual([topic?.id, topic?.name], ['90000001', 'Facturation et factures']);
  });

  it('sends nothing without a topic', async () => {
    backEnds.cloud.script.forget();

    await assert.rejects(desk.file(aServiceRequest({ topicId: undefined }), UNHURRIED), { code: 'INVALID', effect: 'none' });
    assert.equal(backEnds.cloud.script.count({ method: 'POST', path: /servicerequests/ }), 0);
  });

  it('writes under nothing that is not a number of Partner Center', async () => {
    await assert.rejects(desk.close(aServiceRequest({ number: '../../customers' }), UNHURRIED), { code: 'INVALID', effect: 'none' });
  });

  it('finds a request whose answer was lost, also where the key is ignored', async () => {
    backEnds.cloud.state.behaviour.ignoreRequestId = true;
    backEnds.cloud.script.fault({ api: 'partner-center', method: 'POST', path: /servicerequests/, reset: 'after' });
    const request = aServiceRequest();

    await assert.rejects(desk.file(request, UNHURRIED), { effect: 'unknown' });

    const known = backEnds.cloud.state.serviceRequests.all().filter(({ title }) => title.includes(request.reference));
    assert.equal(known.length, 1);
    assert.equal(numberFound(await desk.find(request, UNHURRIED)), known[0]?.id);
    backEnds.cloud.state.behaviour.ignoreRequestId = false;
  });

  it('finds one on a late page', async () => {
    const { id } = await filed({ reference: 'PSR-LATE01' });
    for (let n = 0; n < 10; n++) await filed();
    await desk.close(aServiceRequest({ number: id }), UNHURRIED);
    backEnds.cloud.state.behaviour.largestPage = 3;

    const found = await desk.find(aServiceRequest({ reference: 'PSR-LATE01' }), UNHURRIED);
    const absent = await desk.find(aServiceRequest({ reference: 'PSR-NEVER1' }), UNHURRIED);
    backEnds.cloud.state.behaviour.largestPage = undefined;

    assert.deepEqual([numberFound(found), absent], [id, undefined]);
  });

  it('does not call a request absent when it could not look', async () => {
    const lift = backEnds.cloud.script.fault({
      api: 'partner-center',
      method: 'GET',
      path: /servicerequests\?/,
      times: Infinity,
      spoil: 'malformed',
    });

    await assert.rejects(desk.find(aServiceRequest({ reference: 'PSR-NEVER1' }), UNHURRIED), { code: 'UNREADABLE', effect: 'none' });
    lift();
  });
});

describe('Partner Center desk on the wire', () => {
  let server: LoopbackServer;
  let list: (size: number, offset: number) => readonly unknown[];
  let one: object = {};
  before(async () => {
    server = await loopbackServer(({ url }, response) => {
      const query = new URL(url, 'http://x').searchParams;
      const offset = query.get('offset');
      answerJson(response, 200, offset === null ? one : { items: list(Number(query.get('size')), Number(offset)) });
    });
  });
  after(() => server.stop());
  beforeEach(() => (server.seen.length = 0));
  const desk = (): ServiceDesk =>
    partnerCenterDesk(partnerCenterClient({ transport: transportTo(server.url), tokens: namedTokens(), baseUrl: CANONICAL.partnerCenter }));
  const book = Array.from({ length: 23 }, (_, n) => ({ id: String(1000 + n), title: `Problem (PSR-BOOK${String(n).padStart(2, '0')})` }));
  const PAGE = 5;

  const ways: readonly [string, (offset: number) => readonly unknown[]][] = [
    ['items are counted', (offset) => book.slice(offset, offset + PAGE)],
    ['pages are counted', (offset) => book.slice(offset * PAGE, (offset + 1) * PAGE)],
  ];
  for (const [way, pageAt] of ways)
    it(`finds every request and no other where ${way}`, async () => {
      list = (_size, offset) => pageAt(offset);
      const found = await Promise.all(
        book.map((_, n) => desk().find(aServiceRequest({ reference: `PSR-BOOK${String(n).padStart(2, '0')}` }), UNHURRIED)),
      );

      assert.deepEqual(
        found.map(numberFound),
        book.map(({ id }) => id),
      );
      assert.equal(await desk().find(aServiceRequest({ reference: 'PSR-BOOK99' }), UNHURRIED), undefined);
    });

  it('finds nothing in an empty book', async () => {
    list = () => [];

    assert.equal(await desk().find(aServiceRequest({ reference: 'PSR-BOOK01' }), UNHURRIED), undefined);
    assert.equal(server.seen.length, 1);
  });

  it('calls nothing absent in a list whose pages never end', async () => {
    list = () => book.slice(0, PAGE);

    await assert.rejects(desk().find(aServiceRequest({ reference: 'PSR-BOOK99' }), UNHURRIED), { code: 'UNREADABLE' });
    assert.ok(server.seen.length < 10);
  });

  it('knows a request by the first line of its description where the title was changed', async () => {
    list = () => [{ id: 1, title: 'Changed', description: 'Reference: PSR-BOOK01\nCustomer: …' }];

    assert.equal(numberFound(await desk().find(aServiceRequest({ reference: 'PSR-BOOK01' }), UNHURRIED)), '1');
  });

  const statuses: readonly [unknown, string][] = [
    ['none', 'open'],
    ['open', 'open'],
    [0, 'open'],
    [1, 'open'],
    ['closed', 'closed'],
    ['Closed', 'closed'],
    [2, 'closed'],
    ['attention_needed', 'attention-needed'],
    ['AttentionNeeded', 'attention-needed'],
    [3, 'attention-needed'],
    ['future_status', 'open'],
    [null, 'open'],
  ];
  for (const [status, expected] of statuses)
    it(`reads the status ${JSON.stringify(status)} as ${expected}`, async () => {
      one = { id: 616122292874576, title: 'T', status };

      const record = await desk().read(aServiceRequest({ number: '616122292874576' }), UNHURRIED);

      assert.deepEqual([record?.number, record?.status], ['616122292874576', expected]);
    });

  const severities: readonly [unknown, string | undefined][] = [
    ['critical', 'critical'],
    ['Moderate', 'moderate'],
    ['minimal', 'minimal'],
    [1, 'critical'],
    [2, 'moderate'],
    [3, 'minimal'],
    ['3', 'minimal'],
    ['unknown', undefined],
    [0, undefined],
    [4, undefined],
    ['future_severity', undefined],
    [null, undefined],
  ];
  for (const [severity, expected] of severities)
    it(`reads the severity ${JSON.stringify(severity)} as ${expected ?? 'not known'}`, async () => {
      one = { id: '1', title: 'T', severity };

      assert.equal((await desk().read(aServiceRequest({ number: '1' }), UNHURRIED))?.severity, expected);
    });

  for (const [name, from] of [
    ['Adele Vance', 'partner'],
    ['vance, ADÈLE', 'partner'],
    ['Mei Tanaka', 'partner'],
    ['Support agent', 'unknown'],
    ['Adele', 'unknown'],
    ['', 'unknown'],
    [null, 'unknown'],
  ] as const)
    it(`takes a note of ${JSON.stringify(name)} for one whose author is ${from}`, async () => {
      one = { id: '1', title: 'T', notes: [{ createdByName: name, text: 'N' }] };
      const contact = { givenName: 'Adele', surname: 'Vance', email: 'adele@northwindcloud.example', phone: undefined };

      const record = await desk().read(aServiceRequest({ number: '1', contact, personName: 'Mei Tanaka' }), UNHURRIED);

      assert.equal(record?.notes[0]?.from, from);
    });

  const dates: readonly [unknown, string | undefined][] = [
    ['0001-01-01T00:00:00', undefined],
    ['0001-01-01T00:00:00Z', undefined],
    ['2026-03-03T15:44:50.41Z', '2026-03-03T15:44:50.410Z'],
    ['2026-03-03T15:44:50', '2026-03-03T15:44:50.000Z'],
    ['2026-03-03T17:44:50+02:00', '2026-03-03T15:44:50.000Z'],
    [null, undefined],
    ['soon', undefined],
  ];
  for (const [date, expected] of dates)
    it(`reads the date ${JSON.stringify(date)}`, async () => {
      one = {
        Id: '1',
        Title: 'T',
        CreatedDate: date,
        LastModifiedDate: date,
        Notes: [{ CreatedByName: null, CreatedDate: date, Text: 'N' }],
      };

      const record = await desk().read(aServiceRequest({ number: '1' }), UNHURRIED);

      assert.deepEqual([record?.updatedAt?.toISOString(), record?.createdAt], [expected, record?.updatedAt]);
      const [note] = record?.notes ?? [];
      assert.deepEqual([note?.by, note?.at, note?.text, note?.from], ['', record?.updatedAt, 'N', 'unknown']);
    });
});
