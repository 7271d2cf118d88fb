/** A field of the report that cannot stay as it is. Sentence: `problems.<problem>`, label: `fields.<field>`. */
export interface FieldProblem {
  readonly field: ReportField;
  readonly problem:
    'missing' | 'too-long' | 'not-offered' | 'not-an-address' | 'address-of-customer' | 'reason-needed' | 'not-a-number' | 'ambiguous';
}

/** Ids of the inputs on the report's cards. */
export const REPORT_FIELDS = [
  'customer',
  'product',
  'nature',
  'category',
  'criterion',
  'tried',
  'impact',
  'severity',
  'severityReason',
  'title',
  'description',
  'since',
  'peopleHit',
  'contactGivenName',
  'contactSurname',
  'contactEmail',
  'contactPhone',
  'language',
  'topicId',
  'publisherContact',
] as const;
export type ReportField = (typeof REPORT_FIELDS)[number];
