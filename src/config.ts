import { CLOUD_ENDPOINTS } from './cloud-endpoints.ts';
import type { Cloud, PartnerType, SupportPlan } from './domain/cloud.ts';
import type { Locale } from './domain/locale.ts';
import { CHANNEL_KEYS, credential, Environment, wrongTogether } from './environment.ts';

/** Everything the bot is told by its environment, checked. Secrets are never printed. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly adminPort: number;
  readonly logLevel: Environment['LOG_LEVEL'];
  readonly defaultLocale: Locale;
  readonly cloud: Cloud;
  /** The bot's identity at the channel. */
  readonly bot: {
    readonly appId: string;
    readonly type: 'SingleTenant' | 'MultiTenant';
    readonly tenantId: string | undefined;
    readonly credential: Credential;
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
    /** Azure Support takes requests by its API in this cloud. */
    readonly azureSupportApi: boolean;
    /** Of the partner's staff, ISO 3166-1 alpha-2. */
    readonly country: string | undefined;
    /** Object ids of AdminAgents, HelpdeskAgents, SalesAgents where the display name does not do. */
    readonly groups: PartnerGroups;
    /** Check the person's own GDAP access before every customer read and write (default on). */
    readonly checkCustomerAccess: boolean;
    /** Helpdesk agents may file commercial requests (default on; the minimum role is not documented). */
    readonly helpdeskFilesCommercial: boolean;
    /** Where customer data asked for in a channel goes that people from outside read: to the asker's own chat, or into the channel all the same. */
    readonly outsidersInChannels: 'own-chat' | 'allow';
  };
  /** Canonical base URLs of the cloud; what tokens are asked for and what the code writes. */
  readonly canonical: BaseUrls;
  /** Where requests to the canonical URLs really go: the same, or the given `LOGIN_URL` … (plain http on loopback only). */
  readonly actual: BaseUrls;
  readonly database: { readonly url: string } | { readonly dataDir: string };
  readonly encryptionKey: Uint8Array;
  readonly customerRefreshMinutes: number;
  /** How often the relationships and their assignments are read anew. */
  readonly accessRefreshMinutes: number;
  /** How often the health of each customer is read. */
  readonly healthPollSeconds: number;
  /** How long one filing call may take before its outcome counts as unknown. */
  readonly filingTimeoutSeconds: number;
  /** How long to wait, after an unknown outcome, before a look decides that nothing was filed. */
  readonly filingSettleSeconds: number;
  /** To the first reminder; the second comes after twice as long, the third after four times. */
  readonly handOffReminderHours: number;
  /** How often Microsoft's number of a hand-off is asked for, before it is said to be overdue. */
  readonly handOffReminders: number;
  /** Between two readings of a fresh request at Microsoft. */
  readonly requestPollSeconds: number;
  /** What Microsoft's first response is counted in. */
  readonly response: {
    /** The hours of a fault reported in English; other languages always count in business hours. */
    readonly clock: 'around-the-clock' | 'business-hours';
    /** Name of a calendar of the escalation plan; undefined: its first. */
    readonly calendar: string | undefined;
  };
  /** Requests a second that Teams allows all messages about incidents together. */
  readonly teamsSendsPerSecond: number;
  /** From the card of an incident that is to be acknowledged to the reminder, and from there to the escalation. */
  readonly seenReminderMinutes: number;
  /** How long an incident, and the ledger of who was told of it, is kept after its end. */
  readonly ledgerDays: number;
  /** Link templates in place of those that come with the bot. */
  readonly portalLinksFile: string | undefined;
  /** How customers get support, in the partner's own words. */
  readonly supportStatementFile: string | undefined;
}

export type Credential = { readonly secret: string } | { readonly thumbprint: string; readonly privateKey: string };

export interface PartnerGroups {
  readonly adminAgents: string | undefined;
  readonly helpdeskAgents: string | undefined;
  readonly salesAgents: string | undefined;
}

export interface BaseUrls {
  readonly login: string;
  readonly graph: string;
  readonly partnerCenter: string;
  readonly arm: string;
}

export type ChannelKeys = Readonly<Record<(typeof CHANNEL_KEYS)[number], string>>;

/** The environment does not make a configuration. The message names every variable that is missing or wrong, and what to do; never a value. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** Reads the whole environment at once. @throws {ConfigurationError} */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  // An empty variable is one that was not set: `.env` files leave them so.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''));
  const result = Environment.safeParse(given);
  const wrong = [...(result.error?.issues ?? []).map(({ path, message }) => `${String(path[0])}: ${message}`), ...wrongTogether(given)];
  if (!result.success || wrong.length > 0) {
    const lines = [...new Set(wrong)].map((line) => `  ${line}`).join('\n');
    throw new ConfigurationError(`The configuration is not complete:\n${lines}\nEvery variable is described in .env.example.`);
  }
  return toConfig(result.data, given);
}

function toConfig(env: Environment, given: Readonly<Record<string, string | undefined>>): Config {
  const { baseUrls, channel, serviceUrls } = CLOUD_ENDPOINTS[env.CLOUD];
  return {
    port: env.PORT,
    host: env.HOST,
    adminPort: env.ADMIN_PORT,
    logLevel: env.LOG_LEVEL,
    defaultLocale: env.DEFAULT_LOCALE,
    cloud: env.CLOUD,
    bot: {
      appId: env.MicrosoftAppId,
      type: env.MicrosoftAppType,
      tenantId: env.MicrosoftAppTenantId,
      credential: required(credential(env.MicrosoftAppPassword, env.CertificateThumbprint, env.CertificatePrivateKey)),
      channel: Object.fromEntries(CHANNEL_KEYS.map((key) => [key, given[key] ?? channel[key]])) as ChannelKeys,
      serviceUrls: [...serviceUrls, ...env.SERVICE_URLS],
    },
    partner: {
      tenantId: env.PARTNER_TENANT_ID,
      clientId: env.PARTNER_CLIENT_ID,
      credential: required(credential(env.PARTNER_CLIENT_SECRET, env.PARTNER_CERTIFICATE_THUMBPRINT, env.PARTNER_CERTIFICATE_PRIVATE_KEY)),
      refreshToken: env.PARTNER_REFRESH_TOKEN,
      type: env.PARTNER_TYPE,
      plans: env.SUPPORT_PLANS,
      // Whether the API works for partners in US Government is not confirmed.
      azureSupportApi: env.AZURE_SUPPORT_API ?? env.CLOUD === 'global',
      country: env.PARTNER_COUNTRY,
      groups: {
        adminAgents: env.ADMIN_AGENTS_GROUP_ID,
        helpdeskAgents: env.HELPDESK_AGENTS_GROUP_ID,
        salesAgents: env.SALES_AGENTS_GROUP_ID,
      },
      checkCustomerAccess: env.CHECK_CUSTOMER_ACCESS,
      helpdeskFilesCommercial: env.HELPDESK_FILES_COMMERCIAL,
      outsidersInChannels: env.OUTSIDERS_IN_CHANNELS,
    },
    canonical: baseUrls,
    actual: {
      login: env.LOGIN_URL ?? baseUrls.login,
      graph: env.GRAPH_URL ?? baseUrls.graph,
      partnerCenter: env.PARTNER_CENTER_URL ?? baseUrls.partnerCenter,
      arm: env.ARM_URL ?? baseUrls.arm,
    },
    database: env.DATABASE_URL === undefined ? { dataDir: required(env.DATA_DIR) } : { url: env.DATABASE_URL },
    encryptionKey: Buffer.from(env.ENCRYPTION_KEY, 'base64'),
    customerRefreshMinutes: env.CUSTOMER_REFRESH_MINUTES,
    accessRefreshMinutes: env.ACCESS_REFRESH_MINUTES,
    healthPollSeconds: env.HEALTH_POLL_SECONDS,
    filingTimeoutSeconds: env.FILING_TIMEOUT_SECONDS,
    filingSettleSeconds: env.FILING_SETTLE_SECONDS,
    handOffReminderHours: env.HAND_OFF_REMINDER_HOURS,
    handOffReminders: env.HAND_OFF_REMINDERS,
    requestPollSeconds: env.REQUEST_POLL_SECONDS,
    response: { clock: env.RESPONSE_CLOCK, calendar: env.RESPONSE_CALENDAR },
    teamsSendsPerSecond: env.TEAMS_SENDS_PER_SECOND,
    seenReminderMinutes: env.SEEN_REMINDER_MINUTES,
    ledgerDays: env.LEDGER_DAYS,
    portalLinksFile: env.PORTAL_LINKS_FILE,
    supportStatementFile: env.SUPPORT_STATEMENT_FILE,
  };
}

/** What the schema has checked already; the type checker cannot see across fields. */
function required<T>(value: T | undefined): T {
  if (value === undefined) throw new ConfigurationError('The configuration was not checked');
  return value;
}
