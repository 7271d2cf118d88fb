import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { firstFreePort } from '../../src/sandbox/free-port.ts';
import { noteRunning, runningDemo } from '../../src/sandbox/running-demo.ts';

describe('the note of a running demo', () => {
  let directory: string;
  let file: string;
  let server: Server;
  let port: number;
  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'running-demo-'));
    file = path.join(directory, 'running.json');
    server = createServer((_, response) => response.end('page'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    port = typeof address === 'object' && address !== null ? address.port : 0;
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await rm(directory, { recursive: true });
  });

  it('gives the address of a demo that answers, until the note is removed', async () => {
    const url = `http://127.0.0.1:${port}/`;
    const remove = noteRunning(file, url);
    const running = await runningDemo(file);
    remove();

    assert.deepEqual([running, await runningDemo(file)], [url, undefined]);
  });

  it('is not taken in by a note that a killed demo left, or by nonsense', async () => {
    noteRunning(file, 'http://127.0.0.1:9/');
    const silent = await runningDemo(file);
    await writeFile(file, JSON.stringify({ pid: 2 ** 22 + 1, url: `http://127.0.0.1:${port}/` }));
    const dead = await runningDemo(file);
    await writeFile(file, '{');

    assert.deepEqual([silent, dead, await runningDemo(file)], [undefined, undefined, undefined]);
  });

  it('passes over a port that is taken', async () => {
    assert.ok((await firstFreePort(port)) > port);
  });
});
