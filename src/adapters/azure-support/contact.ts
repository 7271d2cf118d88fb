import { whereAlpha2 } from 'iso-3166-1';
import { findWindows } from 'windows-iana';
import type { AzureFiling } from '../../domain/azure-filing.ts';
import type { Locale } from '../../domain/locale.ts';
import type { Contact } from '../../domain/report-draft.ts';
import { azureInvalid } from './azure-support-failure.ts';

/** Whom Microsoft writes to: somebody of the partner (cloud-apis 4.6). */
export interface ContactDetails {
  readonly firstName: string;
  readonly lastName: string;
  readonly preferredContactMethod: 'email';
  readonly primaryEmailAddress: string;
  readonly phoneNumber?: string;
  /** Windows name. */
  readonly preferredTimeZone: string;
  /** ISO 3166-1 alpha-3, in lower case. */
  readonly country: string;
  readonly preferredSupportLanguage: string;
}

const LANGUAGES: Readonly<Record<Locale, string>> = { en: 'en-us', fr: 'fr-fr', ru: 'ru-ru' };

/** @throws {BackEndError} INVALID for a country that does not exist */
export function contactDetails(
  { givenName, surname, email, phone }: Contact,
  { country, timeZone }: Pick<AzureFiling, 'country' | 'timeZone'>,
  language: Locale,
): ContactDetails {
  return {
    firstName: givenName,
    lastName: surname,
    primaryEmailAddress: email,
    // No call is asked for or promised (B49), also of those whose number is known.
    preferredContactMethod: 'email',
    ...(phone !== undefined && { phoneNumber: phone }),
    preferredTimeZone: windowsZone(timeZone),
    country: alpha3(country),
    preferredSupportLanguage: LANGUAGES[language],
  };
}

/**
 * The Windows name of an IANA zone. A zone that is newer than the list is looked up under the name that Node knows it by (`Europe/Kyiv` is `Europe/Kiev`
 * there); what stays unknown is `UTC`, as wrong as any guess but never refused.
 */
export function windowsZone(timeZone: string): string {
  return findWindows(timeZone)[0] ?? findWindows(canonicalZone(timeZone))[0] ?? 'UTC';
}

function canonicalZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}

function alpha3(country: string): string {
  const known = whereAlpha2(country.toUpperCase());
  if (known === undefined) throw azureInvalid('the country of the contact is not one of ISO 3166-1');
  return known.alpha3.toLowerCase();
}
