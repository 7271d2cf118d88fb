import type { ErrorCode } from './errors.ts';

/** What is to be done about a customer whose health cannot be read. Each has its words, `board.remedies.<remedy>`. */
export const HEALTH_REMEDIES = [
  'sign-in',
  'sign-in-mfa',
  'consent',
  'relationship',
  'policy',
  'role',
  'tenant-unknown',
  'slower',
  'network',
  'microsoft',
  'unreadable',
  'setup',
  'own-fault',
] as const;
export type HealthRemedy = (typeof HEALTH_REMEDIES)[number];

/** By the number of Entra's refusal, which tells apart what has the same code (cloud-apis 5.6). */
const BY_NUMBER: readonly (readonly [HealthRemedy, readonly number[]])[] = [
  ['relationship', [50020, 50034, 90072]],
  ['policy', [50131, 53000, 53001, 53003, 530032, 500212, 500213]],
  ['tenant-unknown', [90002]],
];

const BY_CODE: Readonly<Partial<Record<ErrorCode, HealthRemedy>>> = {
  SIGN_IN_NEEDED: 'sign-in',
  MFA_NEEDED: 'sign-in-mfa',
  CONSENT_MISSING: 'consent',
  FORBIDDEN: 'role',
  NOT_FOUND: 'tenant-unknown',
  THROTTLED: 'slower',
  UNREACHABLE: 'network',
  TIMED_OUT: 'microsoft',
  UNAVAILABLE: 'microsoft',
  UNREADABLE: 'unreadable',
  INVALID: 'unreadable',
  MISCONFIGURED: 'setup',
};

/** The remedy for a failed reading of a customer's health. */
export function healthRemedyOf({ code, vendorCode }: { readonly code: ErrorCode; readonly vendorCode: string | undefined }): HealthRemedy {
  const number = Number(/^AADSTS(\d+)$/.exec(vendorCode ?? '')?.[1]);
  return BY_NUMBER.find(([, numbers]) => numbers.includes(number))?.[0] ?? BY_CODE[code] ?? 'own-fault';
}
