import type { BaseUrls, ChannelKeys } from './config.ts';
import type { Cloud } from './domain/cloud.ts';

interface CloudEndpoints {
  readonly baseUrls: BaseUrls;
  readonly channel: ChannelKeys;
  /** Origins Teams sends as `serviceUrl` (teams-platform 2.1). */
  readonly serviceUrls: readonly string[];
}

/** Canonical addresses of each cloud (cloud-apis 0.2, teams-platform 2.1 and 4.1). */
export const CLOUD_ENDPOINTS: Readonly<Record<Cloud, CloudEndpoints>> = {
  global: {
    baseUrls: {
      login: 'https://login.microsoftonline.com',
      graph: 'https://graph.microsoft.com',
      partnerCenter: 'https://api.partnercenter.microsoft.com',
      arm: 'https://management.azure.com',
    },
    channel: {
      ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
      ToChannelFromBotOAuthScope: 'https://api.botframework.com',
      ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
      ToBotFromChannelOpenIdMetadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
      ToBotFromEmulatorOpenIdMetadataUrl: 'https://login.microsoftonline.com/botframework.com/v2.0/.well-known/openid-configuration',
      OAuthUrl: 'https://api.botframework.com',
      CallerId: 'urn:botframework:azure',
    },
    serviceUrls: ['https://smba.trafficmanager.net', 'https://smba.infra.gcc.teams.microsoft.com'],
  },
  usgov: {
    baseUrls: {
      login: 'https://login.microsoftonline.us',
      graph: 'https://graph.microsoft.us',
      partnerCenter: 'https://api.partnercenter.microsoft.com',
      arm: 'https://management.usgovcloudapi.net',
    },
    channel: {
      ToChannelFromBotLoginUrl: 'https://login.microsoftonline.us/MicrosoftServices.onmicrosoft.us',
      ToChannelFromBotOAuthScope: 'https://api.botframework.us',
      ToBotFromChannelTokenIssuer: 'https://api.botframework.us',
      ToBotFromChannelOpenIdMetadataUrl: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
      ToBotFromEmulatorOpenIdMetadataUrl:
        'https://login.microsoftonline.us/cab8a31a-1906-4287-a0d8-4eef66b95f6e/v2.0/.well-known/openid-configuration',
      OAuthUrl: 'https://api.botframework.azure.us',
      CallerId: 'urn:botframework:azureusgov',
    },
    serviceUrls: ['https://smba.infra.gov.teams.microsoft.us'],
  },
};

/** Clouds a deployer may ask for and that are refused, with the reason. */
export const REFUSED_CLOUDS: Readonly<Record<string, string>> = {
  germany: 'Microsoft Cloud Germany closed on 29 October 2021',
  china: 'Partner Center service requests do not apply to 21Vianet, and it has no delegated-admin APIs',
  'usgov-dod': 'whether the CSP programme serves DoD is not documented',
};
