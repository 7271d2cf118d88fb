import type { Locale } from '../domain/locale.ts';
import type { PartnerRole } from '../domain/roles.ts';

/** The invented partner of the sandbox. */
export const PARTNER = {
  tenantId: '7e4a0000-0000-4000-8000-000000000001',
  name: 'Northwind Cloud Partners',
  domain: 'northwindcloud.onmicrosoft.com',
  clientId: '0a1b2c3d-0000-4000-8000-0000000000aa',
  clientSecret: 'sandbox-partner-secret',
  /** The service account whose refresh token the bot holds. */
  serviceAccountId: '5e5e0000-0000-4000-8000-0000000000ac',
  refreshToken: 'sandbox-refresh-token-0',
} as const;

export const BOT = {
  appId: 'b0700000-1111-4222-8333-444455556666',
  secret: 'sandbox-bot-secret',
  name: 'Partner Support',
} as const;

export interface SandboxPerson {
  /** Short name for URLs and tests: `/?as=adele`. */
  readonly key: string;
  /** Entra object id. */
  readonly id: string;
  /** The channel's account id, `29:…`. */
  readonly accountId: string;
  readonly givenName: string;
  readonly surname: string;
  readonly email: string;
  readonly phone: string;
  readonly guest: boolean;
  readonly roles: readonly PartnerRole[];
  readonly locale: Locale;
  readonly timeZone: string;
}

const person = (
  key: string,
  n: number,
  givenName: string,
  surname: string,
  roles: readonly PartnerRole[],
  locale: Locale,
  timeZone: string,
  guest = false,
): SandboxPerson => ({
  key,
  id: `a0a0a0a0-0000-4000-8000-00000000000${n}`,
  accountId: `29:1${key}`,
  givenName,
  surname,
  email: guest ? `${key}@tailspin.example` : `${key}@northwindcloud.example`,
  phone: `+4930555010${n}`,
  guest,
  roles,
  locale,
  timeZone,
});

/** A helpdesk agent, an admin agent, two experts, a person with no role, a guest. */
export const PEOPLE: readonly SandboxPerson[] = [
  person('adele', 1, 'Adele', 'Vance', ['helpdesk-agent'], 'en', 'Europe/London'),
  person('camille', 2, 'Camille', 'Laurent', ['admin-agent'], 'fr', 'Europe/Paris'),
  person('dmitri', 3, 'Dmitri', 'Sokolov', ['admin-agent', 'helpdesk-agent'], 'ru', 'Europe/Belgrade'),
  person('mei', 4, 'Mei', 'Tanaka', ['helpdesk-agent'], 'en', 'Europe/London'),
  person('noah', 5, 'Noah', 'Weber', [], 'en', 'Europe/Berlin'),
  person('rita', 6, 'Rita', 'Costa', ['helpdesk-agent'], 'en', 'Europe/Lisbon', true),
];

/** Somebody of another organisation: in a channel that is shared with them, never at a page of the demo. */
export type SandboxOutsider = Pick<SandboxPerson, 'key' | 'id' | 'accountId' | 'givenName' | 'surname' | 'email'> & {
  readonly tenantId: string;
};

export const OUTSIDERS: readonly SandboxOutsider[] = [
  {
    key: 'tomas',
    id: 'b0b0b0b0-0000-4000-8000-000000000001',
    accountId: '29:1tomas',
    givenName: 'Tomas',
    surname: 'Lindgren',
    email: 'tomas@tailspin.example',
    tenantId: '7a115910-0000-4000-8000-000000000001',
  },
];

export const TEAM = {
  /** Also the id of the General channel. */
  id: '19:northwindGeneral@thread.tacv2',
  groupId: '9a000000-0000-4000-8000-00000000009a',
  name: 'CSP Operations',
  /** Keys of the people who own it. */
  owners: ['camille'],
  channels: [
    { id: '19:azureEscalations@thread.tacv2', name: 'Azure escalations', outsiders: [] },
    { id: '19:m365Incidents@thread.tacv2', name: 'Microsoft 365 incidents', outsiders: [] },
    // A shared one: people of a customer read along.
    { id: '19:tailspinMigration@thread.tacv2', name: 'Tailspin migration', outsiders: ['tomas'] },
  ],
} as const;
