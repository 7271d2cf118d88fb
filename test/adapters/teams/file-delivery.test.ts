import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { postgresConversationStore } from '../../../src/adapters/postgres/conversation-store.ts';
import { teamsClient } from '../../../src/adapters/teams/client.ts';
import { teamsFileDelivery } from '../../../src/adapters/teams/file-delivery.ts';
import type { FileDelivery } from '../../../src/ports/file-delivery.ts';
import { freshDatabase } from '../../support/database.ts';
import { startFakeChannel, type FakeChannel } from '../../support/fake-channel.ts';
import { loopbackServer, type Answer, type LoopbackServer } from '../../support/loopback-server.ts';
import { handClock, NEVER } from '../../support/use-case-fixtures.ts';

const FILE = Buffer.from('Issue,Customer\r\nEX1,Müller\r\n');
const OFFER = { name: 'issues.csv', description: '2 lines', sizeInBytes: 30, context: { tag: 'Gold' } };

describe('Files for people', () => {
  const clock = handClock();
  let channel: FakeChannel;
  let drive: LoopbackServer;
  let answer: Answer;
  let files: FileDelivery;
  const personId = randomUUID();

  before(async () => {
    channel = await startFakeChannel();
    drive = await loopbackServer((request, response) => answer(request, response));
    const conversations = postgresConversationStore(await freshDatabase());
    const token = { get: async () => 'bot-token', discard: () => undefined };
    const client = teamsClient({ token, serviceUrls: [channel.url], timeoutMs: 300, deadlineMs: 800 });
    files = teamsFileDelivery({ client, conversations, clock, possible: true, loopbackOrigins: [drive.url], timeoutMs: 300 });
    const who = { tenantId: 't', botId: '28:bot', personId, accountId: '29:1adele', teamId: undefined };
    await conversations.learn({ conversationId: 'a:adele', scope: 'personal', serviceUrl: channel.serviceUrl, ...who }, clock.now());
  });
  beforeEach(() => {
    channel.calls.length = 0;
    drive.seen.length = 0;
    answer = (_request, response) => response.writeHead(201).end('{}');
  });
  after(async () => {
    await channel.stop();
    await drive.stop();
  });

  const place = (uploadUrl = `${drive.url}/upload/1`, contentUrl = `${drive.url}/file.csv`) => ({ uploadUrl, contentUrl });

  it('are offered with Teams’ own card in the own chat', async () => {
    assert.equal(await files.offer(personId, OFFER), true);

    const [call] = channel.calls;
    assert.equal(call?.path, '/emea/v3/conversations/a:adele/activities');
    assert.deepEqual(call.body.attachments, [
      {
        contentType: 'application/vnd.microsoft.teams.card.file.consent',
        name: 'issues.csv',
        content: { description: '2 lines', sizeInBytes: 30, acceptContext: { tag: 'Gold' }, declineContext: { tag: 'Gold' } },
      },
    ]);
  });

  it('are offered to nobody who has no chat with the bot', async () => {
    assert.equal(await files.offer(randomUUID(), OFFER), false);
  });

  it('are written whole in one request, without any token', async () => {
    await files.upload(place(), FILE, NEVER);

    const [request] = drive.seen;
    assert.equal(`${request?.method} ${request?.url}`, 'PUT /upload/1');
    assert.equal(request?.body, FILE.toString());
    assert.equal(request.headers['content-range'], `bytes 0-${FILE.length - 1}/${FILE.length}`);
    assert.equal(request.headers['content-length'], String(FILE.length));
    assert.equal(request.headers.authorization, undefined);
  });

  it('go to no host that is not Microsoft’s, whatever is asked', async () => {
    const others = [
      'https://evil.example/upload',
      'https://sharepoint.com.evil.example/upload',
      'https://notsharepoint.com/upload',
      'https://sharepoint.com@evil.example/upload',
      'http://northwind-my.sharepoint.com/upload',
      'https://northwind-my.sharepoint.com:8443/upload',
      'https://user:secret@northwind-my.sharepoint.com/upload',
      'http://127.0.0.1:1/upload',
      'http://169.254.169.254/latest',
      'file:///etc/passwd',
      'nonsense',
    ];

    for (const url of others) {
      await assert.rejects(files.upload(place(url), FILE, NEVER), { code: 'FORBIDDEN', effect: 'none' }, url);
      await assert.rejects(files.upload(place(undefined, url), FILE, NEVER), { code: 'FORBIDDEN' }, url);
    }
    assert.deepEqual(drive.seen, []);
  });

  it('follow no redirect', async () => {
    answer = (_request, response) => response.writeHead(307, { location: `${drive.url}/elsewhere` }).end();

    await assert.rejects(files.upload(place(), FILE, NEVER), { status: 307 });
    assert.equal(drive.seen.length, 1);
  });

  it('are not there when OneDrive refuses, and the error tells nobody the address', async () => {
    for (const [status, code] of [
      [404, 'NOT_FOUND'],
      [409, 'CONFLICT'],
      [429, 'THROTTLED'],
      [202, 'UNAVAILABLE'],
      [507, 'UNAVAILABLE'],
    ] as const) {
      answer = (_request, response) => response.writeHead(status).end('<html>');

      const failed = await files.upload(place(), FILE, NEVER).then(
        () => undefined,
        (error: unknown) => error,
      );

      assert.ok(failed instanceof Error && 'code' in failed && failed.code === code, `${status}`);
      assert.doesNotMatch(`${failed.message} ${String(failed.cause)}`, /upload|127/);
    }
  });

  it('that take too long, or a person who leaves, end the writing', async () => {
    answer = () => undefined;
    await assert.rejects(files.upload(place(), FILE, NEVER), { code: 'TIMED_OUT', effect: 'unknown' });
    await assert.rejects(files.upload(place(), FILE, AbortSignal.timeout(20)), { code: 'TIMED_OUT' });
  });

  it('that nobody takes were certainly not written', async () => {
    const gone = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => gone.once('listening', resolve));
    const { port } = gone.address() as { readonly port: number };
    await new Promise((resolve) => gone.close(resolve));
    const origin = `http://127.0.0.1:${port}`;
    const nobody = teamsFileDelivery({
      client: teamsClient({ token: { get: async () => '', discard: () => undefined }, serviceUrls: [] }),
      conversations: postgresConversationStore(await freshDatabase()),
      clock,
      possible: true,
      loopbackOrigins: [origin],
    });

    await assert.rejects(nobody.upload(place(`${origin}/u`, `${origin}/f`), FILE, NEVER), { code: 'UNREACHABLE', effect: 'none' });
  });

  it('of nothing, or too large, are not written', async () => {
    await assert.rejects(files.upload(place(), Buffer.alloc(0), NEVER), { code: 'INVALID' });
    await assert.rejects(files.upload(place(), Buffer.alloc(33 * 1024 * 1024), NEVER), { code: 'INVALID' });
  });
});
