import { z } from 'zod';
import { SEVERITIES } from './request-book.ts';
import type { FiledRequest } from './request-book.ts';

/** An enumeration by name, in any casing with or without underscores, or by number (cloud-apis 3.7). */
const Severity = z.union([z.string(), z.number()]).transform((value, context): FiledRequest['severity'] => {
  const found = typeof value === 'number' ? SEVERITIES[value] : SEVERITIES.find((name) => name === value.toLowerCase());
  if (found !== undefined) return found;
  context.addIssue({ code: 'custom', message: 'unknown severity' });
  return z.NEVER;
});

const Text = z.string().trim().min(1);
const Organization = z
  .object({ id: z.string().nullish(), name: z.string().nullish(), phoneNumber: z.string().nullish() })
  .nullish()
  .transform((given) => ({ id: given?.id ?? null, name: given?.name ?? null, phoneNumber: given?.phoneNumber ?? null }));

const Contact = z.object({
  organization: Organization,
  contactId: z.string().nullish().transform(orNull),
  lastName: z.string().nullish().transform(orNull),
  firstName: z.string().nullish().transform(orNull),
  email: z.string().nullish().transform(orNull),
  phoneNumber: z.string().nullish().transform(orNull),
});

/** A new service request; member names with a small first letter. */
export const CreateBody = z.object({
  title: Text.max(255),
  description: Text,
  severity: Severity,
  supportTopicId: z.union([z.string(), z.number()]).transform(String),
  supportTopicName: z.string().nullish(),
  primaryContact: Contact.nullish(),
  countryCode: z.string().length(2).nullish(),
});

/** A change of a service request. Other members are refused. */
export const UpdateBody = z.strictObject({
  newNote: z.object({ text: Text, createdByName: z.string().nullish() }).nullish(),
  status: z
    .string()
    .transform((value) => value.toLowerCase())
    .pipe(z.literal('closed'))
    .optional(),
  attributes: z.unknown().optional(),
});

function orNull(value: string | null | undefined): string | null {
  return value ?? null;
}

/** The same value with every member name beginning with a small letter: Partner Center binds names without regard to it. */
export function lowerFirst(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowerFirst);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name.charAt(0).toLowerCase() + name.slice(1), lowerFirst(member)]),
  );
}
