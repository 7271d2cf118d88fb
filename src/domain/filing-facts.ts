import type { Cloud, PartnerType, SupportPlan } from './cloud.ts';
import type { CustomerAccess } from './customer.ts';
import type { FilingRoute } from './filing-route.ts';
import { whoMay } from './permissions.ts';
import type { EscalationCriterion } from './problem-category.ts';
import { isCommercial, type Nature, type Product } from './product.ts';
import { isOnlyHelpdesk, type PartnerRole } from './roles.ts';

/** Everything the route depends on. */
export interface FilingFacts {
  readonly product: Product;
  readonly nature: Nature;
  readonly ownTenant: boolean;
  readonly access: CustomerAccess;
  readonly roles: readonly PartnerRole[];
  /** How the partner stands to this customer, which may differ from how it sells otherwise (`partner-relation.ts`). */
  readonly partnerType: PartnerType;
  readonly plans: readonly SupportPlan[];
  readonly cloud: Cloud;
  /** Azure Support takes requests by its API in this cloud (setting AZURE_SUPPORT_API). */
  readonly apiOffered: boolean;
  /** The person says to be in a support group that may file in the Azure portal (B6). */
  readonly inSupportGroup: boolean;
  /** The person took the report to the Azure portal, since what filing it from here needs cannot be had. */
  readonly portalChosen: boolean;
  /** Azure has told us of no subscription of the customer in which a request could be made. Not so where it could not be asked, or was not. */
  readonly noSubscriptionSeen?: boolean | undefined;
  /** Helpdesk agents may file commercial requests (setting HELPDESK_FILES_COMMERCIAL). */
  readonly helpdeskFilesCommercial: boolean;
  /** Undefined until it was asked. */
  readonly criterion: EscalationCriterion | undefined;
}

/** Plans with which Azure Support lets requests be created by its API (cloud-apis 4.1). */
const API_PLANS: ReadonlySet<SupportPlan> = new Set(['premier', 'unified', 'azure-professional-direct']);
/** Advanced Support for Partners or higher: what Dynamics 365 asks for (B7). */
const DYNAMICS_PLANS: ReadonlySet<SupportPlan> = new Set(['advanced', 'premier', 'unified']);

/** Open to every partner in Partner Center, whatever the product (B23, B25). */
export function isCommercialMatter({ product, nature }: Pick<FilingFacts, 'product' | 'nature'>): boolean {
  return product === 'commercial' || isCommercial(nature);
}

/** By which routes problems of this kind are filed, whoever files them. */
export function filingRoutesOf(matter: Pick<FilingFacts, 'product' | 'nature'>): readonly FilingRoute[] {
  if (isCommercialMatter(matter)) return ['partner-center'];
  return matter.product === 'azure' ? ['azure-support', 'azure-portal', 'azure-portal-by-domain'] : ['admin-center'];
}

export function isReseller({ partnerType }: Pick<FilingFacts, 'partnerType'>): boolean {
  return partnerType === 'indirect-reseller';
}

export function mayFileByApi(facts: FilingFacts): boolean {
  if (facts.noSubscriptionSeen) return false;
  return facts.apiOffered && !facts.portalChosen && facts.access === 'granted' && !isReseller(facts) && hasApiPlan(facts);
}

export function hasApiPlan({ plans }: Pick<FilingFacts, 'plans'>): boolean {
  return plans.some((plan) => API_PLANS.has(plan));
}

export function hasDynamicsPlan({ plans }: Pick<FilingFacts, 'plans'>): boolean {
  return plans.some((plan) => DYNAMICS_PLANS.has(plan));
}

/** The Azure portal lets no helpdesk agent file, unless a support group was made there that lets it (B6). */
export function mayFileInAzurePortal({ roles, inSupportGroup }: Pick<FilingFacts, 'roles' | 'inSupportGroup'>): boolean {
  return inSupportGroup || !isOnlyHelpdesk(roles);
}

/** Who files commercial requests instead of a person of these roles, where helpdesk agents are not to (a setting); undefined when the person may. */
export function whoFilesCommercial({
  roles,
  helpdeskFilesCommercial,
}: Pick<FilingFacts, 'roles' | 'helpdeskFilesCommercial'>): readonly PartnerRole[] | undefined {
  if (helpdeskFilesCommercial) return undefined;
  const others: readonly PartnerRole[] = whoMay('report').filter((role) => role !== 'helpdesk-agent');
  return roles.some((role) => others.includes(role)) ? undefined : others;
}
