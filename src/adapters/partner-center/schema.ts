import { z } from 'zod';

/**
 * Wire shapes of Partner Center, as far as they are used. Answers are camelCase and the published samples sometimes PascalCase, so members are read
 * in either casing; ids come as strings or numbers; unknown members are ignored.
 */
function anyCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(anyCase);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name.charAt(0).toLowerCase() + name.slice(1), anyCase(member)]));
}

const Id = z.union([z.string().min(1), z.number()]).transform(String);

/** `0001-01-01T00:00:00` means "not set"; a date without zone is UTC. */
const DateTime = z.string().transform((text) => {
  const date = new Date(/(Z|[+-]\d\d:\d\d)$/i.test(text) ? text : `${text}Z`);
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() <= 1 ? undefined : date;
});

const Link = z.object({
  uri: z.string(),
  headers: z.array(z.object({ key: z.string(), value: z.string() })).nullish(),
});

/** One page of a list. */
export interface Collection<T> {
  readonly items: readonly T[];
  readonly links?: { readonly next?: z.output<typeof Link> | null | undefined } | null | undefined;
  readonly continuationToken?: string | null | undefined;
}

const collectionOf = <T>(item: z.ZodType<T>) =>
  z.preprocess(
    anyCase,
    z.object({ items: z.array(item), links: z.object({ next: Link.nullish() }).nullish(), continuationToken: z.string().nullish() }),
  );

const Customer = z.object({
  id: z.string().nullish(),
  companyProfile: z.object({
    tenantId: z.string().nullish(),
    domain: z.string().nullish(),
    companyName: z.string().nullish(),
  }),
  customDomains: z.array(z.string()).nullish(),
  // Only in the answer for one customer (cloud-apis 2.7).
  billingProfile: z.object({ culture: z.string().nullish(), language: z.string().nullish() }).nullish(),
});
export const CustomerById = z.preprocess(anyCase, Customer);
export const Customers = collectionOf(Customer);
export type CustomerBody = z.output<typeof Customer>;

export const Subscriptions = collectionOf(
  z.object({
    offerName: z.string().nullish(),
    friendlyName: z.string().nullish(),
    status: z.string().nullish(),
    billingType: z.string().nullish(),
    publisherName: z.string().nullish(),
    isMicrosoftProduct: z.boolean().nullish(),
  }),
);

const ManagedLink = z.object({ uri: z.string() }).nullish();
/** Any of the links may be absent (cloud-apis 2.8). */
export const ManagedServices = collectionOf(
  z.object({ id: z.string(), name: z.string().nullish(), links: z.object({ adminService: ManagedLink }).nullish() }),
);

/** Of the partner itself (cloud-apis 2.8). */
export const OrganizationProfile = z.preprocess(anyCase, z.object({ companyName: z.string().nullish(), domain: z.string().nullish() }));

const SupportTopic = z.object({ id: Id, name: z.string(), description: z.string().nullish() });
export const SupportTopics = collectionOf(SupportTopic);

const ServiceRequest = z.object({
  id: Id,
  title: z.string().nullish(),
  description: z.string().nullish(),
  // Words at partner level, numbers at customer level (cloud-apis 3.7).
  status: z.union([z.string(), z.number()]).nullish(),
  severity: z.union([z.string(), z.number()]).nullish(),
  createdDate: DateTime.nullish(),
  lastModifiedDate: DateTime.nullish(),
  notes: z.array(z.object({ createdByName: z.string().nullish(), createdDate: DateTime.nullish(), text: z.string().nullish() })).nullish(),
});
export type ServiceRequestBody = z.output<typeof ServiceRequest>;
export const ServiceRequestById = z.preprocess(anyCase, ServiceRequest);
export const ServiceRequests = collectionOf(ServiceRequest);

/** Created: only the number matters, and without one it is not known what was made. */
export const CreatedServiceRequest = z.preprocess(anyCase, z.object({ id: Id }));
/** Updated: 200 with the request, or 204 with nothing; either says that it was done. */
export const UpdatedServiceRequest = z.unknown();
