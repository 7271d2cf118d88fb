import { z } from 'zod';
import { REFUSED_CLOUDS } from './cloud-endpoints.ts';
import type { Credential } from './config.ts';
import { CLOUDS, PARTNER_TYPES, SUPPORT_PLANS, type Cloud } from './domain/cloud.ts';
import { isCountry } from './domain/countries.ts';
import { LOCALES } from './domain/locale.ts';
import { planToday } from './domain/old-names.ts';

/** The SDK's custom-cloud keys: all seven or none. */
export const CHANNEL_KEYS = [
  'ToChannelFromBotLoginUrl',
  'ToChannelFromBotOAuthScope',
  'ToBotFromChannelTokenIssuer',
  'ToBotFromChannelOpenIdMetadataUrl',
  'ToBotFromEmulatorOpenIdMetadataUrl',
  'OAuthUrl',
  'CallerId',
] as const;

const guid = (what: string) => z.guid(`set it to ${what}, a GUID such as 00000000-0000-0000-0000-000000000000`);
const number = (min: number, max: number) =>
  z.coerce
    .number(`must be a number from ${min} to ${max}`)
    .int(`must be a whole number`)
    .min(min, `must be at least ${min}`)
    .max(max, `must be at most ${max}`);
const oneOf = <const T extends readonly string[]>(values: T) => z.enum(values, `must be one of: ${values.join(', ')}`);
const trueOrFalse = z.enum(['true', 'false'], 'must be true or false');
const flag = trueOrFalse.default('true').transform((value) => value === 'true');
const text = (what: string) => z.string(`set it to ${what}`);
const listOf = (value: string): string[] =>
  value
    .split(/[\s,;]+/)
    .filter((item) => item !== '')
    .map((item) => item.replace(/\/+$/, ''));

const baseUrl = z
  .string()
  .refine(isAllowedUrl, 'must be an https URL, or plain http on loopback (127.0.0.1, [::1], localhost)')
  .transform((url) => url.replace(/\/+$/, ''))
  .optional();

/** What each variable may be, and what to do about it otherwise; messages never repeat a value. */
export const Environment = z.object({
  PORT: number(0, 65_535).default(3978),
  HOST: z.string().default('0.0.0.0'),
  ADMIN_PORT: number(0, 65_535).default(3979),
  LOG_LEVEL: oneOf(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  DEFAULT_LOCALE: oneOf(LOCALES).default('en'),
  CLOUD: z
    .string()
    .default('global')
    .superRefine((value, context) => {
      const reason = REFUSED_CLOUDS[value];
      if (reason !== undefined)
        context.addIssue({ code: 'custom', message: `"${value}" cannot be served: ${reason}; use ${CLOUDS.join(' or ')}` });
      else if (!isCloud(value)) context.addIssue({ code: 'custom', message: `must be one of: ${CLOUDS.join(', ')}` });
    })
    .transform((value): Cloud => (isCloud(value) ? value : 'global')),
  MicrosoftAppId: guid("the bot's app id"),
  MicrosoftAppType: oneOf(['SingleTenant', 'MultiTenant']).default('SingleTenant'),
  MicrosoftAppTenantId: guid('the tenant of the bot registration').optional(),
  MicrosoftAppPassword: z.string().optional(),
  CertificateThumbprint: z.string().optional(),
  CertificatePrivateKey: z.string().optional(),
  SERVICE_URLS: z
    .string()
    .default('')
    .transform(listOf)
    .refine((urls) => urls.every(isAllowedUrl), 'must be https origins (plain http on loopback only), separated by commas'),
  PARTNER_TENANT_ID: guid("the partner's tenant id"),
  PARTNER_CLIENT_ID: guid("the partner application's client id"),
  PARTNER_CLIENT_SECRET: z.string().optional(),
  PARTNER_CERTIFICATE_THUMBPRINT: z.string().optional(),
  PARTNER_CERTIFICATE_PRIVATE_KEY: z.string().optional(),
  PARTNER_REFRESH_TOKEN: z.string().optional(),
  PARTNER_TYPE: z.enum(PARTNER_TYPES, `set it to how the partner sells: ${PARTNER_TYPES.join(', ')}`),
  SUPPORT_PLANS: z
    .string()
    .default('')
    .transform((value) => listOf(value).map(planToday))
    .pipe(z.array(z.enum(SUPPORT_PLANS, `must be a list of: ${SUPPORT_PLANS.join(', ')} (empty = none)`))),
  AZURE_SUPPORT_API: trueOrFalse.transform((value) => value === 'true').optional(),
  PARTNER_COUNTRY: z
    .string()
    .transform((value) => value.trim().toUpperCase())
    .refine(isCountry, 'must be the two letters of a country (ISO 3166-1), for example FR')
    .optional(),
  ADMIN_AGENTS_GROUP_ID: guid('the object id of the group AdminAgents').optional(),
  HELPDESK_AGENTS_GROUP_ID: guid('the object id of the group HelpdeskAgents').optional(),
  SALES_AGENTS_GROUP_ID: guid('the object id of the group SalesAgents').optional(),
  CHECK_CUSTOMER_ACCESS: flag,
  HELPDESK_FILES_COMMERCIAL: flag,
  OUTSIDERS_IN_CHANNELS: oneOf(['own-chat', 'allow']).default('own-chat'),
  LOGIN_URL: baseUrl,
  GRAPH_URL: baseUrl,
  PARTNER_CENTER_URL: baseUrl,
  ARM_URL: baseUrl,
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional(),
  DATA_DIR: z.string().optional(),
  ENCRYPTION_KEY: text('32 random bytes in base64, for example from: openssl rand -base64 32').refine(
    (value) => decodedLength(value) === 32,
    'must be exactly 32 bytes in base64, for example from: openssl rand -base64 32',
  ),
  CUSTOMER_REFRESH_MINUTES: number(5, 1440).default(60),
  ACCESS_REFRESH_MINUTES: number(5, 1440).default(60),
  HEALTH_POLL_SECONDS: number(30, 3600).default(300),
  FILING_TIMEOUT_SECONDS: number(1, 180).default(30),
  FILING_SETTLE_SECONDS: number(0, 600).default(60),
  HAND_OFF_REMINDER_HOURS: number(1, 168).default(4),
  HAND_OFF_REMINDERS: number(0, 10).default(3),
  REQUEST_POLL_SECONDS: number(60, 3600).default(300),
  RESPONSE_CLOCK: oneOf(['around-the-clock', 'business-hours']).default('around-the-clock'),
  RESPONSE_CALENDAR: z.string().trim().max(100, 'must be the name of a calendar of the escalation plan').optional(),
  TEAMS_SENDS_PER_SECOND: number(1, 50).default(50),
  SEEN_REMINDER_MINUTES: number(5, 240).default(15),
  LEDGER_DAYS: number(7, 730).default(90),
  PORTAL_LINKS_FILE: z.string().optional(),
  SUPPORT_STATEMENT_FILE: z.string().optional(),
});
export type Environment = z.output<typeof Environment>;

/** What no variable shows alone. Beside the schema, which would leave it out as long as any single variable is wrong: everything is named at once. */
export function wrongTogether(env: Readonly<Record<string, string | undefined>>): string[] {
  const wrong: string[] = [];
  if ((env['MicrosoftAppType'] ?? 'SingleTenant') === 'SingleTenant' && env['MicrosoftAppTenantId'] === undefined)
    wrong.push('MicrosoftAppTenantId: set it to the tenant of the bot registration (needed for a SingleTenant bot)');
  if (credential(env['MicrosoftAppPassword'], env['CertificateThumbprint'], env['CertificatePrivateKey']) === undefined)
    wrong.push('MicrosoftAppPassword: set it, or both CertificateThumbprint and CertificatePrivateKey');
  if (credential(env['PARTNER_CLIENT_SECRET'], env['PARTNER_CERTIFICATE_THUMBPRINT'], env['PARTNER_CERTIFICATE_PRIVATE_KEY']) === undefined)
    wrong.push('PARTNER_CLIENT_SECRET: set it, or both PARTNER_CERTIFICATE_THUMBPRINT and PARTNER_CERTIFICATE_PRIVATE_KEY');
  if (env['DATABASE_URL'] === undefined && env['DATA_DIR'] === undefined)
    wrong.push('DATABASE_URL: set it to a PostgreSQL server, or set DATA_DIR to the directory of a private one that the bot starts itself');
  const missing = CHANNEL_KEYS.filter((key) => env[key] === undefined);
  if (missing.length > 0 && missing.length < CHANNEL_KEYS.length)
    for (const key of missing) wrong.push(`${key}: set all seven custom-cloud keys, or none (the SDK has no defaults for the rest)`);
  return wrong;
}

/** Of a secret and a certificate's two parts, whichever is complete. */
export function credential(
  secret: string | undefined,
  thumbprint: string | undefined,
  privateKey: string | undefined,
): Credential | undefined {
  if (secret !== undefined) return { secret };
  // A key in one line has its line ends written as \n.
  return thumbprint !== undefined && privateKey !== undefined ? { thumbprint, privateKey: privateKey.replaceAll('\\n', '\n') } : undefined;
}

function isCloud(value: string): value is Cloud {
  return CLOUDS.some((cloud) => cloud === value);
}

function isAllowedUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname } = new URL(value);
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname));
}

function decodedLength(value: string): number {
  return /^[A-Za-z0-9+/]+={0,2}$/.test(value) ? Buffer.from(value, 'base64').length : 0;
}
