import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { ConfigurationError, readConfig } from '../src/config.ts';
import { Environment } from '../src/environment.ts';

const COMPLETE = {
  MicrosoftAppId: 'b0700000-1111-4222-8333-444455556666',
  MicrosoftAppPassword: 'bot-secret-value',
  MicrosoftAppTenantId: '7e4a0000-0000-4000-8000-000000000001',
  PARTNER_TENANT_ID: '7e4a0000-0000-4000-8000-000000000001',
  PARTNER_CLIENT_ID: '0a1b2c3d-0000-4000-8000-0000000000aa',
  PARTNER_CLIENT_SECRET: 'partner-secret-value',
  PARTNER_TYPE: 'direct',
  DATA_DIR: '.data',
  ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
};

const read = (name: string): string => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');

function refusal(env: Record<string, string | undefined>): string {
  try {
    readConfig(env);
  } catch (error) {
    assert.ok(error instanceof ConfigurationError);
    return error.message;
  }
  return assert.fail('the configuration was accepted');
}

const CHANNEL_KEYS = {
  ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
  ToChannelFromBotOAuthScope: 'https://api.botframework.com',
  ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
  ToBotFromChannelOpenIdMetadataUrl: 'http://127.0.0.1:4000/keys',
  ToBotFromEmulatorOpenIdMetadataUrl: 'http://127.0.0.1:4000/keys',
  OAuthUrl: 'http://127.0.0.1:4000',
  CallerId: 'urn:botframework:azure',
};

describe('configuration', () => {
  it('has every variable of the code in .env.example, and no other', () => {
    const written = [...read('.env.example').matchAll(/^([A-Za-z_]+)=/gm)].map(([, name]) => name ?? '');
    const packaged = [...read('manifest/package.ts').matchAll(/^ {2}(\w+): z\b/gm)].map(([, name]) => name ?? '');
    const known = [...Object.keys(Environment.shape), ...Object.keys(CHANNEL_KEYS), ...packaged];

    assert.deepEqual(written.toSorted(), [...new Set(known)].toSorted());
  });

  it('names every missing variable at once, with what to do', () => {
    const message = refusal({});

    for (const name of [
      'MicrosoftAppId',
      'MicrosoftAppPassword',
      'MicrosoftAppTenantId',
      'PARTNER_TENANT_ID',
      'PARTNER_CLIENT_ID',
      'PARTNER_CLIENT_SECRET',
      'PARTNER_TYPE',
      'DATABASE_URL',
      'ENCRYPTION_KEY',
    ])
      assert.match(message, new RegExp(`^ {2}${name}: `, 'm'));
    assert.match(message, /\.env\.example/);
  });

  it('names wrong and missing variables together', () => {
    const message = refusal({ ...COMPLETE, PORT: 'many', PARTNER_CLIENT_SECRET: undefined });

    assert.match(message, /^ {2}PORT: must be a number/m);
    assert.match(message, /^ {2}PARTNER_CLIENT_SECRET: /m);
  });

  it('takes an empty variable for one that was not set', () => {
    assert.equal(readConfig({ ...COMPLETE, PORT: ' ', DATABASE_URL: '' }).port, 3978);
  });

  it('never prints a value', () => {
    const message = refusal({ ...COMPLETE, ENCRYPTION_KEY: 'c2VjcmV0LXZhbHVl', MicrosoftAppId: 'bot-secret-value', CLOUD: 'mars' });

    assert.doesNotMatch(message, /secret-value|c2VjcmV0|mars/);
  });

  it('sets every address of the cloud', () => {
    const { canonical, actual, bot } = readConfig({ ...COMPLETE, CLOUD: 'usgov' });

    assert.equal(canonical.graph, 'https://graph.microsoft.us');
    assert.deepEqual(actual, canonical);
    assert.equal(bot.channel.ToBotFromChannelTokenIssuer, 'https://api.botframework.us');
  });

  for (const [cloud, reason] of [
    ['germany', /29 October 2021/],
    ['china', /21Vianet/],
    ['usgov-dod', /DoD/],
  ] as const)
    it(`refuses the cloud ${cloud} with the reason (B9, B11)`, () => {
      assert.match(refusal({ ...COMPLETE, CLOUD: cloud }), reason);
    });

  it('keeps customer data from outsiders in channels unless told otherwise', () => {
    assert.equal(readConfig(COMPLETE).partner.outsidersInChannels, 'own-chat');
    assert.equal(readConfig({ ...COMPLETE, OUTSIDERS_IN_CHANNELS: 'allow' }).partner.outsidersInChannels, 'allow');
    assert.match(refusal({ ...COMPLETE, OUTSIDERS_IN_CHANNELS: 'true' }), /OUTSIDERS_IN_CHANNELS: must be one of: own-chat, allow/);
  });

  it('counts first responses around the clock by the first calendar unless told otherwise (B59)', () => {
    const given = { ...COMPLETE, RESPONSE_CLOCK: 'business-hours', RESPONSE_CALENDAR: ' Paris ' };

    assert.deepEqual(readConfig(COMPLETE).response, { clock: 'around-the-clock', calendar: undefined });
    assert.deepEqual(readConfig(given).response, { clock: 'business-hours', calendar: 'Paris' });
    assert.match(refusal({ ...COMPLETE, RESPONSE_CLOCK: 'office' }), /RESPONSE_CLOCK: must be one of: around-the-clock, business-hours/);
  });

  it('sends requests to a given base URL and keeps the canonical one', () => {
    const { canonical, actual } = readConfig({ ...COMPLETE, GRAPH_URL: 'http://127.0.0.1:4001/graph/' });

    assert.equal(actual.graph, 'http://127.0.0.1:4001/graph');
    assert.equal(canonical.graph, 'https://graph.microsoft.com');
  });

  it('refuses plain http that is not on loopback', () => {
    assert.match(refusal({ ...COMPLETE, GRAPH_URL: 'http://graph.example' }), /GRAPH_URL: .*loopback/);
    assert.match(refusal({ ...COMPLETE, SERVICE_URLS: 'https://teams.example, http://127.0.0.1.example' }), /SERVICE_URLS: /);
  });

  it('accepts loopback service URLs beside those of the cloud', () => {
    const { serviceUrls } = readConfig({ ...COMPLETE, SERVICE_URLS: 'http://127.0.0.1:4000/' }).bot;

    assert.ok(serviceUrls.includes('http://127.0.0.1:4000'));
    assert.ok(serviceUrls.includes('https://smba.trafficmanager.net'));
  });

  it('takes the seven custom-cloud keys together, or none', () => {
    assert.equal(readConfig({ ...COMPLETE, ...CHANNEL_KEYS }).bot.channel.OAuthUrl, 'http://127.0.0.1:4000');
    assert.match(refusal({ ...COMPLETE, ...CHANNEL_KEYS, OAuthUrl: undefined }), /^ {2}OAuthUrl: set all seven/m);
  });

  it('wants a key of exactly 32 bytes', () => {
    assert.match(refusal({ ...COMPLETE, ENCRYPTION_KEY: Buffer.alloc(31).toString('base64') }), /ENCRYPTION_KEY: must be exactly 32 bytes/);
    assert.equal(readConfig(COMPLETE).encryptionKey.length, 32);
  });

  it('accepts a certificate in place of a secret, also with \\n in one line', () => {
    const { bot } = readConfig({
      ...COMPLETE,
      MicrosoftAppPassword: undefined,
      CertificateThumbprint: 'AB12',
      CertificatePrivateKey: 'one\\ntwo',
    });

    assert.deepEqual(bot.credential, { thumbprint: 'AB12', privateKey: 'one\ntwo' });
  });

  it('sends no faster than Teams allows, and slower where told', () => {
    assert.equal(readConfig(COMPLETE).teamsSendsPerSecond, 50);
    assert.equal(readConfig({ ...COMPLETE, TEAMS_SENDS_PER_SECOND: '20' }).teamsSendsPerSecond, 20);
    for (const wrong of ['0', '51'])
      assert.throws(() => readConfig({ ...COMPLETE, TEAMS_SENDS_PER_SECOND: wrong }), /TEAMS_SENDS_PER_SECOND/);
  });

  it('reads the country of the staff in whatever case, and refuses what is none', () => {
    assert.equal(readConfig({ ...COMPLETE, PARTNER_COUNTRY: ' fr ' }).partner.country, 'FR');
    assert.equal(readConfig(COMPLETE).partner.country, undefined);
    assert.match(refusal({ ...COMPLETE, PARTNER_COUNTRY: 'XX' }), /PARTNER_COUNTRY: must be the two letters of a country/);
  });

  it('reads the support plans as a list and refuses an unknown one', () => {
    assert.deepEqual(readConfig({ ...COMPLETE, SUPPORT_PLANS: 'advanced, premier' }).partner.plans, ['advanced', 'premier']);
    assert.deepEqual(
      readConfig({ ...COMPLETE, SUPPORT_PLANS: 'signature, Signature-Cloud-Support' }).partner.plans,
      ['partner-cloud-support', 'partner-cloud-support'],
      'older names (B79)',
    );
    assert.match(refusal({ ...COMPLETE, SUPPORT_PLANS: 'gold' }), /SUPPORT_PLANS: must be a list of/);
  });

  it('files Azure requests by the API in the global cloud only, unless told otherwise', () => {
    const byApi = (some: object) => readConfig({ ...COMPLETE, ...some }).partner.azureSupportApi;

    assert.deepEqual([byApi({}), byApi({ CLOUD: 'usgov' })], [true, false]);
    assert.deepEqual([byApi({ AZURE_SUPPORT_API: 'false' }), byApi({ CLOUD: 'usgov', AZURE_SUPPORT_API: 'true' })], [false, true]);
    assert.match(refusal({ ...COMPLETE, AZURE_SUPPORT_API: 'yes' }), /AZURE_SUPPORT_API: must be true or false/);
  });
});
