import { z } from 'zod';

/** Wire shapes of Graph, as far as they are used. Unknown members are ignored, unknown enum values kept. */

export const Page = <T>(item: z.ZodType<T>) => z.object({ value: z.array(item), '@odata.nextLink': z.string().nullish() });

const DateTime = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

export const Issue = z.object({
  id: z.string(),
  title: z.string(),
  service: z.string(),
  classification: z.string(),
  status: z.string(),
  startDateTime: DateTime,
  lastModifiedDateTime: DateTime,
  impactDescription: z.string().nullish(),
  feature: z.string().nullish(),
  highImpact: z.boolean().nullish(),
  isResolved: z.boolean(),
});
export type Issue = z.output<typeof Issue>;

const Post = z.object({
  createdDateTime: DateTime,
  description: z.object({ contentType: z.string().nullish(), content: z.string().nullish() }).nullish(),
});
export type Post = z.output<typeof Post>;

export const WholeIssue = Issue.extend({
  endDateTime: DateTime.nullish(),
  featureGroup: z.string().nullish(),
  posts: z.array(Post).nullish(),
});
export type WholeIssue = z.output<typeof WholeIssue>;

export const HealthOverview = z.object({ id: z.string(), service: z.string(), status: z.string() });
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
export const DirectoryObject = z.object({ id: z.string() });
export const DirectoryRole = z.object({ roleTemplateId: z.string().nullish() });

export const Contract = z.object({
  customerId: z.string(),
  displayName: z.string().nullish(),
  defaultDomainName: z.string().nullish(),
});

export const DelegatedAdminCustomer = z.object({ tenantId: z.string(), displayName: z.string().nullish() });

/** An instant that may be missing, null, empty, or nothing we can read: then it is not known. */
const MaybeDateTime = DateTime.nullish().catch(undefined);
const UnifiedRoles = z.object({ unifiedRoles: z.array(z.object({ roleDefinitionId: z.string() })).nullish() }).nullish();

/** Also `resellerDelegatedAdminRelationship`, which has the provider's tenant. */
export const DelegatedAdminRelationship = z.object({
  id: z.string(),
  displayName: z.string().nullish(),
  status: z.string(),
  customer: z.object({ tenantId: z.string() }).nullish(),
  // Null or empty before the relationship is active.
  activatedDateTime: MaybeDateTime,
  endDateTime: z.preprocess((value) => (value === '' ? null : value), DateTime.nullish()),
  lastModifiedDateTime: MaybeDateTime,
  autoExtendDuration: z.string().nullish(),
  accessDetails: UnifiedRoles,
  indirectProviderTenantId: z.string().nullish(),
});
export type DelegatedAdminRelationship = z.output<typeof DelegatedAdminRelationship>;

export const AccessAssignment = z.object({
  status: z.string(),
  accessContainer: z.object({ accessContainerId: z.string(), accessContainerType: z.string() }),
  accessDetails: UnifiedRoles,
});
export type AccessAssignment = z.output<typeof AccessAssignment>;

export const ServiceManagementDetail = z.object({
  id: z.string(),
  serviceName: z.string().nullish(),
  serviceManagementUrl: z.string().nullish(),
});
