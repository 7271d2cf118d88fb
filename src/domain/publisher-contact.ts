import { isAddress } from './report-problems.ts';

/** How the publisher of a marketplace product is reached, as staff have found it out: one to three ways (B39–B41). */
export interface PublisherContact extends PublisherFields {
  readonly id: string;
  /** Raised by every change. */
  readonly version: number;
  readonly changedBy: string;
  readonly changedAt: Date;
}

/** What people enter. */
export interface PublisherFields {
  readonly product: string;
  readonly publisher: string;
  /** https only. */
  readonly page: string | undefined;
  readonly email: string | undefined;
  readonly phone: string | undefined;
}

export const PUBLISHER_FIELDS = ['product', 'publisher', 'page', 'email', 'phone'] as const;
export type PublisherField = (typeof PUBLISHER_FIELDS)[number];

/** A field that cannot stay as it is. Sentence: `administer.publisher.problems.<problem>`. */
export interface PublisherProblem {
  readonly field: PublisherField;
  readonly problem: 'missing' | 'too-long' | 'not-a-link' | 'not-an-address' | 'not-a-phone' | 'one-needed' | 'known-already';
}

/** In UTF-16 units. */
export const PUBLISHER_LIMITS: Readonly<Record<PublisherField, number>> = {
  product: 120,
  publisher: 120,
  page: 500,
  email: 254,
  phone: 50,
};

/** At least three digits with the usual marks between them, and an extension. */
const PHONE = /^(?=(?:\D*\d){3})\+?[\d\s().\-/]+(?:(?:x|ext\.?|#) ?\d{1,8})?$/i;

/** What is wrong with what was entered; empty when it can be kept. */
export function publisherProblems(fields: PublisherFields): readonly PublisherProblem[] {
  const { product, publisher, page, email, phone } = fields;
  const problems: PublisherProblem[] = [];
  if (product === '') problems.push({ field: 'product', problem: 'missing' });
  if (publisher === '') problems.push({ field: 'publisher', problem: 'missing' });
  for (const field of PUBLISHER_FIELDS)
    if ((fields[field]?.length ?? 0) > PUBLISHER_LIMITS[field]) problems.push({ field, problem: 'too-long' });
  if (page !== undefined && !isPage(page)) problems.push({ field: 'page', problem: 'not-a-link' });
  if (email !== undefined && !isAddress(email)) problems.push({ field: 'email', problem: 'not-an-address' });
  if (phone !== undefined && !PHONE.test(phone)) problems.push({ field: 'phone', problem: 'not-a-phone' });
  if ((page ?? email ?? phone) === undefined) problems.push({ field: 'page', problem: 'one-needed' });
  return problems;
}

/** A page that anybody can open: https, with a name as host, and nobody's password in it. */
function isPage(page: string): boolean {
  const url = URL.parse(page);
  return url?.protocol === 'https:' && url.username === '' && url.password === '' && /\.\p{L}[\p{L}\p{N}-]*$/u.test(url.hostname);
}
