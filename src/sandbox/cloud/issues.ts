import { customerNamed } from './customers.ts';
import type { Estate } from './customers.ts';

/** A service of a tenant's health page: workload id and display name, as Graph prints them. */
export interface WorldService {
  readonly id: string;
  readonly service: string;
}

const SUITE: WorldService = { id: 'OSDPPlatform', service: 'Microsoft 365 suite' };
const ENTRA: WorldService = { id: 'OrgLiveID', service: 'Microsoft Entra' };
const BUSINESS: readonly WorldService[] = [
  { id: 'Exchange', service: 'Exchange Online' },
  { id: 'microsoftteams', service: 'Microsoft Teams' },
  { id: 'SharePoint', service: 'SharePoint Online' },
  { id: 'OneDriveForBusiness', service: 'OneDrive for Business' },
  SUITE,
  ENTRA,
];
const ENTERPRISE: readonly WorldService[] = [
  ...BUSINESS,
  { id: 'Intune', service: 'Microsoft Intune' },
  { id: 'PowerBIcom', service: 'Power BI' },
  { id: 'officeonline', service: 'Microsoft 365 for the web' },
];

/** The services each kind of tenant subscribes to. */
export const SERVICES: Readonly<Record<Estate, readonly WorldService[]>> = {
  business: BUSINESS,
  enterprise: ENTERPRISE,
  dynamics: [...BUSINESS, { id: 'DynamicsCRM', service: 'Dynamics 365 Apps' }],
  azure: [SUITE, ENTRA],
};

export interface WorldPost {
  createdDateTime: string;
  /** `regular`, `quick`, `strategic`, or null. */
  postType: string | null;
  description: { contentType: string; content: string };
}

/** An issue as Graph prints it. Spellings differ on purpose: real answers mix them (cloud-apis 1.4, 1.5). */
export interface WorldIssue {
  id: string;
  title: string;
  startDateTime: string;
  endDateTime: string | null;
  lastModifiedDateTime: string;
  impactDescription: string;
  classification: string;
  origin: string;
  status: string;
  service: string;
  feature: string | null;
  featureGroup: string | null;
  isResolved: boolean;
  /** Missing, null or a Boolean in real answers. */
  highImpact?: boolean | null;
  details: { name: string; value: string }[];
  posts: WorldPost[];
}

/** An issue and the tenants that see it. */
export interface PlacedIssue {
  readonly issue: WorldIssue;
  readonly tenantIds: ReadonlySet<string>;
}

/** Tenant ids of the customers with these names. */
export function tenantsOf(...names: readonly string[]): ReadonlySet<string> {
  return new Set(names.map((name) => customerNamed(name).tenantId));
}
