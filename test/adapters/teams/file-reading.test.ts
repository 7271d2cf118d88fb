import assert from 'node:assert/strict';
import { teamsFileReading } from '../../../src/adapters/teams/file-reading.ts';
import { BackEndError, type ErrorCode } from '../../../src/domain/errors.ts';
import type { FileReading } from '../../../src/ports/file-reading.ts';
import { loopbackServer, type Answer, type LoopbackServer } from '../../support/loopback-server.ts';
import { NEVER } from '../../support/use-case-fixtures.ts';

const refusedAs = (code: ErrorCode) => (error: unknown) => {
  assert.ok(error instanceof BackEndError);
  assert.equal(error.code, code);
  assert.doesNotMatch(error.message, /secret|127\.0\.0\.1|sharepoint/);
  return true;
};

describe('Files from people', () => {
  let drive: LoopbackServer;
  let answer: Answer;
  let files: FileReading;

  before(async () => {
    drive = await loopbackServer((request, response) => answer(request, response));
    files = teamsFileReading({ loopbackOrigins: [drive.url], timeoutMs: 300 });
  });
  beforeEach(() => {
    drive.seen.length = 0;
  });
  after(() => drive.stop());

  const read = () => files.read(`${drive.url}/f?tempauth=secret`, NEVER);

  it('are read as text, without a token', async () => {
    let authorization: string | undefined = 'none yet';
    answer = (request, response) => {
      ({ authorization } = request.headers);
      response.end('BEGIN:VCALENDAR Müller');
    };

    assert.equal(await read(), 'BEGIN:VCALENDAR Müller');
    assert.equal(authorization, undefined);
  });

  const elsewhere = [
    'https://evil.example/f',
    'https://contoso.sharepoint.com.evil.example/f',
    'http://contoso.sharepoint.com/f',
    'https://contoso.sharepoint.com:8443/f',
    'https://user@contoso.sharepoint.com/f',
    'file:///etc/passwd',
    'nonsense',
  ];
  for (const url of elsewhere) {
    it(`are not read from ${url}`, async () => {
      await assert.rejects(files.read(url, NEVER), refusedAs('FORBIDDEN'));
    });
  }

  it('are read from OneDrive for work or school', async () => {
    const urls: unknown[] = [];
    const asked = teamsFileReading({
      loopbackOrigins: [],
      fetch: async (url) => {
        urls.push(url);
        return new Response('text');
      },
    });

    assert.equal(await asked.read('https://contoso-my.sharepoint.com/f', NEVER), 'text');
    assert.deepEqual(urls, ['https://contoso-my.sharepoint.com/f']);
  });

  it('are not fetched from where the place sends on to', async () => {
    answer = (_request, response) => response.writeHead(302, { location: `${drive.url}/other` }).end();

    await assert.rejects(read(), refusedAs('UNAVAILABLE'));
    assert.equal(drive.seen.length, 1);
  });

  for (const status of [401, 403, 404, 410]) {
    it(`are gone when the place answers ${status}`, async () => {
      answer = (_request, response) => response.writeHead(status).end();

      await assert.rejects(read(), refusedAs('NOT_FOUND'));
    });
  }

  it('are refused when there is more than a megabyte, however it comes', async () => {
    answer = (_request, response) => {
      for (let count = 0; count < 40; count += 1) response.write('x'.repeat(32 * 1024));
      response.end();
    };

    await assert.rejects(read(), refusedAs('INVALID'));
  });

  it('are refused when they are no text', async () => {
    answer = (_request, response) => response.end(Buffer.from([0xff, 0xfe, 0x00]));

    await assert.rejects(read(), refusedAs('INVALID'));
  });

  it('are waited for no longer than there is time', async () => {
    answer = (_request, response) => void response.write('slowly');

    await assert.rejects(read(), refusedAs('TIMED_OUT'));
  });
});
