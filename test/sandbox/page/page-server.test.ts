import assert from 'node:assert/strict';
import { request } from 'node:http';
import { startPage } from '../../../src/sandbox/page-server.ts';
import { startScene, type Scene } from '../channel/scene.ts';

const ADELE = 'a:1adelePersonalChat';
const say = { as: 'adele', conversation: ADELE, text: 'hello', mentions: [], locale: 'en' };

describe('page server', () => {
  let scene: Scene;
  let page: Awaited<ReturnType<typeof startPage>>;
  beforeEach(async () => {
    scene = await startScene();
    page = await startPage({ channel: scene.channel, controls: { list: () => [], press: () => undefined }, port: 0 });
  });
  afterEach(async () => {
    await page.stop();
    await scene.stop();
  });

  const status = async (path: string, headers: Record<string, string> = {}, body?: unknown): Promise<number> => {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const url = new URL(page.url);
    const options = { host: url.hostname, port: url.port, path, headers, method: body === undefined ? 'GET' : 'POST' };
    request(options, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
    return await promise;
  };

  it('serves the page under rules that allow nothing from elsewhere', async () => {
    const { headers } = await fetch(page.url);

    assert.match(headers.get('content-security-policy') ?? '', /^default-src 'none'; script-src 'self';/);
    assert.deepEqual([headers.get('cache-control'), headers.get('x-content-type-options')], ['no-store', 'nosniff']);
  });

  it('serves its TypeScript without types, and the libraries', async () => {
    const script = await fetch(`${page.url}main.ts`);

    assert.match(script.headers.get('content-type') ?? '', /^text\/javascript/);
    assert.doesNotMatch(await script.text(), /import type|: Connection/);
    assert.deepEqual([await status('/vendor/adaptivecards.js'), await status('/vendor/markdown-it.js')], [200, 200]);
  });

  for (const path of ['/../world.ts', '/%2e%2e/world.ts', '/..%2fworld.ts', '/tsconfig.json', '/vendor/markdown-it.d.ts', '/nothing.ts']) {
    it(`does not serve ${path}`, async () => {
      assert.equal(await status(path), 404);
    });
  }

  it('refuses another host name, also for reading', async () => {
    assert.equal(await status('/page/state?as=adele', { host: 'evil.example' }), 403);
  });

  it('refuses calls that another site’s page makes', async () => {
    const { host } = new URL(page.url);

    assert.equal(await status('/page/messages', { origin: 'http://evil.example' }, say), 403);
    assert.equal(scene.heard('message').length, 0);
    await scene.channel.installs.open('adele', 'en');
    assert.equal(await status('/page/messages', { origin: `http://${host}` }, say), 200);
  });

  it('refuses what it cannot read or what a person may not do', async () => {
    const statuses = [
      await status('/page/messages', {}, 'not json'),
      await status('/page/messages', {}, { as: 'adele' }),
      await status('/page/messages', {}, { ...say, as: 'mei' }),
      await status('/page/submit', {}, { as: 'adele', message: '1', data: {}, locale: 'en' }),
      await status('/page/nothing', {}, {}),
      await status('/page/state?as=nobody'),
      await status('/page/messages', {}, { ...say, text: 'x'.repeat(1_100_000) }),
    ];

    assert.deepEqual(statuses, [400, 400, 404, 404, 404, 400, 413]);
  });

  it('shows a person only their own chat, and the guest no team', async () => {
    await scene.channel.installs.open('adele', 'en');
    scene.channel.people.say({ ...say, locale: 'en', mentions: [] });

    const stateOf = async (as: string) =>
      (await (await fetch(`${page.url}page/state?as=${as}`)).json()) as { messages: unknown[]; team?: object };
    assert.equal((await stateOf('adele')).messages.length, 1);
    assert.equal((await stateOf('mei')).messages.length, 0);
    assert.equal((await stateOf('rita')).team, undefined);
  });

  it('tells a page that missed too much to load anew', async () => {
    const response = await fetch(`${page.url}page/events?as=adele&after=999999`);

    assert.match(await response.text(), /data: \{"name":"reload"\}/);
  });
});
