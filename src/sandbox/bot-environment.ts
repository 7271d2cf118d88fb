import { fileURLToPath } from 'node:url';
import type { SandboxCloud } from './cloud/cloud.ts';
import { BOT, PARTNER } from './world.ts';

interface Surroundings {
  readonly baseUrls: SandboxCloud['baseUrls'];
  readonly channel: { readonly serviceUrl: string; readonly openIdMetadataUrl: string };
}

/** What the bot must be told to live in the sandbox: nothing but the variables of any deployment. */
export function botEnvironment({ baseUrls, channel }: Surroundings): Record<string, string> {
  const channelOrigin = new URL(channel.serviceUrl).origin;
  return {
    MicrosoftAppId: BOT.appId,
    MicrosoftAppPassword: BOT.secret,
    MicrosoftAppType: 'SingleTenant',
    MicrosoftAppTenantId: PARTNER.tenantId,
    ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
    ToChannelFromBotOAuthScope: 'https://api.botframework.com',
    ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
    ToBotFromChannelOpenIdMetadataUrl: channel.openIdMetadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: channel.openIdMetadataUrl,
    OAuthUrl: channelOrigin,
    CallerId: 'urn:botframework:azure',
    SERVICE_URLS: channelOrigin,
    PARTNER_TENANT_ID: PARTNER.tenantId,
    PARTNER_CLIENT_ID: PARTNER.clientId,
    PARTNER_CLIENT_SECRET: PARTNER.clientSecret,
    PARTNER_REFRESH_TOKEN: PARTNER.refreshToken,
    PARTNER_TYPE: 'direct',
    SUPPORT_PLANS: '',
    PARTNER_COUNTRY: 'DE',
    LOGIN_URL: baseUrls.login,
    GRAPH_URL: baseUrls.graph,
    PARTNER_CENTER_URL: baseUrls.partnerCenter,
    ARM_URL: baseUrls.arm,
  };
}

/** The quickest the bot lets itself be told, for a demo in which things happen while somebody looks. Tests keep the usual pace. */
export const DEMO_PACE: Readonly<Record<string, string>> = {
  HEALTH_POLL_SECONDS: '30',
  CUSTOMER_REFRESH_MINUTES: '5',
  REQUEST_POLL_SECONDS: '60',
};

/** The demo's partner has a plan that entitles to file with Azure by its API. Tests say which plans they want; none, unless they do. */
export const DEMO_PLANS: Readonly<Record<string, string>> = { SUPPORT_PLANS: 'unified' };

/** What the demo's partner tells its customers. */
export const DEMO_STATEMENT: Readonly<Record<string, string>> = {
  SUPPORT_STATEMENT_FILE: fileURLToPath(new URL('../../docs/support-statement.sample.json', import.meta.url)),
};

/** Variables that programs need, not the bot: those of these names are passed on. */
const OF_THE_SYSTEM = [
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'TMPDIR',
  'TEMP',
  'TMP',
  'LANG',
  'LC_ALL',
  'TZ',
  'SystemRoot',
  'APPDATA',
  'NODE_COMPILE_CACHE',
];

export function systemVariables(given: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    OF_THE_SYSTEM.flatMap((name) => {
      const value = given[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
