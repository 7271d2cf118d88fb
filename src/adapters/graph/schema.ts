import { z } from 'zod';

/** Wire shapes of Graph, as far as they are used. Unknown members are ignored, unknown enum values kept. */

export const Page = <T>(item: z.ZodType<T>) => z.object({ value: z.array(item), '@odata.nextLink': z.string().nullish() });

const DateTime = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

const Issue = z.object({
  id: z.string(),
  title: z.string(),
  service: z.string(),
  classification: z.string(),
  status: z.string(),
  startDateTime: DateTime,
  impactDescription: z.string().nullish(),
  feature: z.string().nullish(),
  highImpact: z.boolean().nullish(),
  isResolved: z.boolean(),
});
export type Issue = z.output<typeof Issue>;

export const HealthOverview = z.object({ id: z.string(), service: z.string(), status: z.string(), issues: z.array(Issue).nullish() });
export type HealthOverview = z.output<typeof HealthOverview>;

export const User = z.object({
  id: z.string(),
  displayName: z.string().nullish(),
  givenName: z.string().nullish(),
  surname: z.string().nullish(),
  mail: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
  businessPhones: z.array(z.string()).nullish(),
  mobilePhone: z.string().nullish(),
  userType: z.string().nullish(),
});

export const MemberGroups = z.object({ value: z.array(z.string()) });
export const Group = z.object({ id: z.string(), displayName: z.string().nullish() });
export const DirectoryRole = z.object({ roleTemplateId: z.string().nullish() });

export const Contract = z.object({
  customerId: z.string(),
  displayName: z.string().nullish(),
  defaultDomainName: z.string().nullish(),
});

export const DelegatedAdminCustomer = z.object({ tenantId: z.string(), displayName: z.string().nullish() });

export const DelegatedAdminRelationship = z.object({
  id: z.string(),
  status: z.string(),
  customer: z.object({ tenantId: z.string() }).nullish(),
  // Null or empty before the relationship is active.
  endDateTime: z.string().nullish(),
});

export const AccessAssignment = z.object({
  status: z.string(),
  accessContainer: z.object({ accessContainerId: z.string(), accessContainerType: z.string() }),
});
