import assert from 'node:assert/strict';
import { json } from '../../../src/sandbox/cloud/exchange.ts';
import { PARTNER } from '../../../src/sandbox/world.ts';
import { GRAPH, PARTNER_CENTER, startTestCloud, type TestCloud } from './calls.ts';

const REQUEST = { Title: 'Billed twice', Description: 'Text', Severity: 'minimal', SupportTopicId: '90000001' };

describe('sandbox cloud: script', () => {
  let cloud: TestCloud;
  let token: string;
  beforeEach(async () => {
    cloud = await startTestCloud();
    token = await cloud.userToken(PARTNER_CENTER);
  });
  afterEach(() => cloud.stop());

  const read = () => cloud.call('partnerCenter', '/v1/profiles/support', { token });
  const create = () => cloud.call('partnerCenter', '/v1/servicerequests/en-US', { method: 'POST', token, body: REQUEST });
  const filed = () => cloud.state.serviceRequests.all().length;

  it('fails the next requests that fit, one after the other, then works again', async () => {
    cloud.script.fault({ api: 'partner-center', reply: json(500, {}), times: 2 });
    cloud.script.fault({ api: 'partner-center', path: /profiles/, reply: json(429, {}, { 'retry-after': '7' }) });
    cloud.script.fault({ api: 'graph', reply: json(418, {}) });

    const answers = [await read(), await read(), await read(), await read()];

    assert.deepEqual(
      answers.map(({ status }) => status),
      [500, 500, 429, 200],
    );
    assert.equal(answers[2]?.headers.get('retry-after'), '7');
  });

  it('tells requests apart by their body', async () => {
    cloud.script.fault({ method: 'POST', body: /nothing like this/, reply: json(500, {}) });
    cloud.script.fault({ method: 'POST', body: /ServiceRequest|Title/i, reply: json(418, {}) });

    assert.equal((await create()).status, 418);
  });

  it('breaks the connection before it acts, or after', async () => {
    cloud.script.fault({ method: 'POST', reset: 'before' });
    await assert.rejects(create);
    const before = filed();
    cloud.script.fault({ method: 'POST', reset: 'after' });
    await assert.rejects(create);

    assert.deepEqual([before, filed()], [0, 1]);
  });

  it('acts and then answers something else', async () => {
    cloud.script.fault({ method: 'POST', reply: json(503, {}), act: true });

    assert.equal((await create()).status, 503);
    assert.equal(filed(), 1);
  });

  it('spoils answers: cut, no JSON, enormous, broken off', async () => {
    const whole = await read();
    cloud.script.fault({ spoil: 'cut' });
    const cut = await read();
    cloud.script.fault({ spoil: 'malformed' });
    const malformed = await read();
    cloud.script.fault({ spoil: 'huge' });
    const huge = await read();
    cloud.script.fault({ reset: 'half-way' });

    assert.ok(whole.text.startsWith(cut.text) && cut.text.length < whole.text.length);
    assert.match(malformed.text, /^<html>/);
    assert.ok(huge.text.length > 30_000_000);
    await assert.rejects(read);
  });

  it('tells a hook of a request when it arrived, was acted on and was answered', async () => {
    const moments: [string, number, number | undefined][] = [];
    for (const moment of ['arrived', 'acted', 'answered'] as const)
      cloud.script.at(moment, { method: 'POST', path: /servicerequests/ }, ({ status }) => void moments.push([moment, filed(), status]));

    await create();
    await read();

    assert.deepEqual(moments, [
      ['arrived', 0, undefined],
      ['acted', 1, undefined],
      ['answered', 1, 201],
    ]);
  });

  it('answers what it was silent about once that is lifted', async () => {
    const lift = cloud.script.fault({ silent: true });
    cloud.script.at('arrived', {}, () => void setImmediate(lift));

    assert.equal((await read()).status, 200);
  });

  it('does not answer while it is silent, until the client leaves', async () => {
    cloud.script.fault({ silent: true });
    const leaving = new AbortController();
    cloud.script.at('arrived', {}, () => leaving.abort());

    const asked = fetch(`${cloud.baseUrls.partnerCenter}/v1/profiles/support`, { signal: leaving.signal });

    await assert.rejects(asked, { name: 'AbortError' });
    assert.equal(cloud.script.requests.at(-1)?.status, undefined);
  });

  it('alters the body of a success, and of nothing else', async () => {
    cloud.script.fault({ alter: (body) => body.replace('support_profile', 'altered'), times: 2 });
    const altered = await read();
    const refused = await cloud.call('partnerCenter', '/v1/nothing', { token });

    assert.match(altered.text, /"altered"/);
    assert.equal(refused.status, 404);
  });

  it('waits for a hook before it goes on', async () => {
    const gate = Promise.withResolvers<void>();
    cloud.script.at('acted', { method: 'POST' }, () => gate.promise);
    const arrived = Promise.withResolvers<void>();
    cloud.script.at('arrived', { method: 'POST' }, () => arrived.resolve());

    const answer = create();
    await arrived.promise;
    gate.resolve();

    assert.equal((await answer).status, 201);
  });

  it('keeps a log of requests without secrets', async () => {
    await read();

    const [login, profile] = cloud.script.requests;
    assert.deepEqual(
      [profile?.number, profile?.api, profile?.path, profile?.tenantId, profile?.tokenKind, profile?.status],
      [2, 'partner-center', '/v1/profiles/support', PARTNER.tenantId, 'user', 200],
    );
    assert.doesNotMatch(login?.body ?? '', new RegExp(`${PARTNER.clientSecret}|${PARTNER.refreshToken}`));
    cloud.script.forget();
    assert.equal(cloud.script.count(), 0);
  });

  it('forgets what polls service health before anything else, once the log is full', async () => {
    const polled = await cloud.userToken(GRAPH);
    cloud.script.forget();
    await read();
    cloud.state.behaviour.healthLimits = { perMinute: 0, perHour: 0 };
    const poll = () => cloud.call('graph', '/v1.0/admin/serviceAnnouncement/issues', { token: polled });
    for (let batch = 0; batch < 42; batch += 1) await Promise.all(Array.from({ length: 50 }, poll));

    assert.equal(cloud.script.requests.length, 2000);
    assert.equal(cloud.script.count({ api: 'partner-center' }), 1);
    assert.equal(cloud.script.requests.at(-1)?.number, 2101);
  });

  it('lifts a lasting fault', async () => {
    const lift = cloud.script.fault({ times: Infinity, reply: json(500, {}) });
    const failing = [(await read()).status, (await read()).status];
    lift();

    assert.deepEqual([...failing, (await read()).status], [500, 500, 200]);
  });

  it('stops in the middle of a slow answer', async () => {
    cloud.script.fault({ delayMs: 60_000 });
    const arrived = Promise.withResolvers<void>();
    cloud.script.at('arrived', {}, () => arrived.resolve());

    const answer = read();
    const refused = assert.rejects(answer);
    await arrived.promise;
    await cloud.stop();

    await refused;
  });
});
