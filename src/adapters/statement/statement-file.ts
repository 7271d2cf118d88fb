import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigurationError } from '../../config.ts';
import { LOCALES, type Locale } from '../../domain/locale.ts';
import type { StatementDetails, SupportStatement } from '../../domain/support-statement.ts';

const text = (most: number) => z.string().trim().min(1, 'must not be empty').max(most, `must have at most ${most} characters`);

const SERVICE_LEVEL_NEEDED =
  'must be there: unless a phone is answered around the clock, customers must be given a service level agreement';

const Details = z.strictObject({
  supported: text(1000),
  hours: text(400),
  contacts: z.array(text(160)).min(1, 'must name one way at least').max(6, 'must name six ways at most'),
  prices: text(600).optional(),
  serviceLevel: z
    .url({ protocol: /^https$/, error: 'must be an https link' })
    .max(400)
    .optional(),
  providedBy: text(200).optional(),
});

const StatementFile = z
  .strictObject({
    /** Whether a phone is answered around the clock. */
    roundTheClockPhone: z.boolean('must be true or false'),
    en: Details.optional(),
    fr: Details.optional(),
    ru: Details.optional(),
  } satisfies Record<Locale | 'roundTheClockPhone', z.ZodType>)
  .superRefine((written, context) => {
    const languages = LOCALES.filter((locale) => written[locale] !== undefined);
    if (languages.length === 0) context.addIssue({ code: 'custom', message: `must have one language at least: ${LOCALES.join(', ')}` });
    if (written.roundTheClockPhone) return;
    for (const locale of languages.filter((each) => written[each]?.serviceLevel === undefined))
      context.addIssue({ code: 'custom', path: [locale, 'serviceLevel'], message: SERVICE_LEVEL_NEEDED });
  });

/**
 * What the administrator has written for customers (`SUPPORT_STATEMENT_FILE`); empty without a file.
 *
 * @throws {ConfigurationError} when the file cannot be read or is not of the shape of `docs/support-statement.sample.json`, also when it lacks the service
 * level that has to be given (B65); names file and places.
 */
export function supportStatement(file: string | undefined): SupportStatement {
  if (file === undefined) return {};
  let content: unknown;
  try {
    // Editors on Windows put a mark in front that JSON has no room for.
    content = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new ConfigurationError(`SUPPORT_STATEMENT_FILE: ${file} cannot be read as JSON`, { cause: error });
  }
  const result = StatementFile.safeParse(content);
  if (!result.success)
    throw new ConfigurationError(
      `SUPPORT_STATEMENT_FILE: ${file} is not of the shape of docs/support-statement.sample.json:\n${z.prettifyError(result.error)}`,
    );
  const { en, fr, ru } = result.data;
  return { en: en && toDetails(en), fr: fr && toDetails(fr), ru: ru && toDetails(ru) };
}

function toDetails({ prices, serviceLevel, providedBy, ...details }: z.output<typeof Details>): StatementDetails {
  return { ...details, prices, serviceLevel, providedBy };
}
