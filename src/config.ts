import type { Cloud, PartnerType, SupportPlan } from './domain/cloud.ts';
import type { Locale } from './domain/locale.ts';

/** Everything the bot is told by its environment, checked. Secrets are never printed. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly adminPort: number;
  readonly adminHost: string;
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly defaultLocale: Locale;
  readonly cloud: Cloud;
  /** The bot's identity at the channel. */
  readonly bot: {
    readonly appId: string;
    readonly type: 'SingleTenant' | 'MultiTenant' | 'UserAssignedMSI';
    readonly tenantId: string | undefined;
    readonly credential: Credential | undefined;
    /** The SDK's custom-cloud keys, all seven; from the cloud, or as given. */
    readonly channel: ChannelKeys;
    /** Origins accepted as `serviceUrl`, without a final slash. */
    readonly serviceUrls: readonly string[];
  };
  readonly partner: {
    readonly tenantId: string;
    readonly clientId: string;
    readonly credential: Credential;
    /** From the environment; a newer one may be stored. */
    readonly refreshToken: string | undefined;
    readonly type: PartnerType;
    readonly plans: readonly SupportPlan[];
    /** Object ids of AdminAgents, HelpdeskAgents, SalesAgents where the display name does not do. */
    readonly groups: {
      readonly adminAgents?: string | undefined;
      readonly helpdeskAgents?: string | undefined;
      readonly salesAgents?: string | undefined;
    };
    /** Check the person's own GDAP access before every customer read and write (default on). */
    readonly checkCustomerAccess: boolean;
    /** Helpdesk agents may file commercial requests (default on; the minimum role is not documented). */
    readonly helpdeskFilesCommercial: boolean;
  };
  /** Canonical base URLs of the cloud; what tokens are asked for and what the code writes. */
  readonly canonical: BaseUrls;
  /** Where requests to the canonical URLs really go: the same, or the given `LOGIN_URL` … (plain http on loopback only). */
  readonly actual: BaseUrls;
  readonly database: { readonly url: string } | { readonly dataDir: string };
  readonly encryptionKey: Uint8Array;
  readonly customerRefreshMinutes: number;
  /** How long one filing call may take before its outcome counts as unknown. */
  readonly filingTimeoutSeconds: number;
  /** How long to wait, after an unknown outcome, before a look decides that nothing was filed. */
  readonly filingSettleSeconds: number;
  readonly handOffReminderHours: number;
}

export type Credential = { readonly secret: string } | { readonly thumbprint: string; readonly privateKey: string };

export interface BaseUrls {
  readonly login: string;
  readonly graph: string;
  readonly partnerCenter: string;
  readonly arm: string;
}

export interface ChannelKeys {
  readonly ToChannelFromBotLoginUrl: string;
  readonly ToChannelFromBotOAuthScope: string;
  readonly ToBotFromChannelTokenIssuer: string;
  readonly ToBotFromChannelOpenIdMetadataUrl: string;
  readonly ToBotFromEmulatorOpenIdMetadataUrl: string;
  readonly OAuthUrl: string;
  readonly CallerId: string;
}
