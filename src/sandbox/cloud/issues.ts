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

interface WorldPost {
  createdDateTime: string;
  postType: string;
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

export const HOUR = 3_600_000;

/** Tenant ids of the customers with these names. */
export function tenantsOf(...names: string[]): ReadonlySet<string> {
  return new Set(names.map((name) => customerNamed(name).tenantId));
}

export function post(at: Date, content: string, postType = 'regular'): WorldPost {
  return { createdDateTime: at.toISOString(), postType, description: { contentType: 'html', content } };
}

interface Seed {
  readonly id: string;
  readonly title: string;
  readonly impact: string;
  readonly service: string;
  readonly feature: string | null;
  readonly classification: string;
  readonly status: string;
  readonly highImpact?: boolean | null;
  /** Hours before now. */
  readonly began: number;
  readonly changed: number;
  readonly ended?: number;
  readonly customers: readonly string[];
}

const SEEDS: readonly Seed[] = [
  {
    id: 'EX1083742',
    title: 'Some users see delays when receiving external email messages',
    impact: 'Email from external senders may arrive up to 40 minutes late.',
    service: 'Exchange Online',
    feature: 'E-Mail timely delivery',
    classification: 'incident',
    status: 'serviceDegradation',
    highImpact: null,
    began: 5,
    changed: 1,
    customers: ['Contoso', 'Contoso GmbH', 'Woodgrove Bank', 'Litware', 'Żubr Logistyka', 'Азимут Логистика', 'Tailspin Toys'],
  },
  {
    id: 'TM1082216',
    title: 'Some users cannot join meetings from the desktop client',
    impact: 'Joining a scheduled meeting from the desktop client may fail; the web client is not affected.',
    service: 'Microsoft Teams',
    feature: 'Teams Components',
    // Documentation samples print PascalCase.
    classification: 'Incident',
    status: 'RestoringService',
    began: 9,
    changed: 2,
    customers: ['Contoso', 'Contoso Énergie SAS', 'Boulangerie Lefèvre', 'Blue Yonder Airlines', 'Северный ветер', 'Alpine Ski House'],
  },
  {
    id: 'SP1079450',
    title: 'Search results in SharePoint Online may be incomplete',
    impact: 'Files changed in the last two days may be missing from search results.',
    service: 'SharePoint Online',
    feature: 'Search',
    classification: 'advisory',
    status: 'extendedRecovery',
    highImpact: false,
    began: 30,
    changed: 6,
    customers: ['Contoso GmbH', 'Fabrikam', 'Bellows College', 'Müller Präzisionstechnik GmbH', 'Полярная звезда'],
  },
  {
    id: 'CR1081907',
    title: 'Users may be unable to open model-driven apps',
    impact: 'Opening a model-driven app in Dynamics 365 fails with a time-out for most users in the affected region.',
    service: 'Dynamics 365 Apps',
    feature: 'Sign-in and access',
    classification: 'incident',
    status: 'serviceInterruption',
    highImpact: true,
    began: 3,
    changed: 0.5,
    customers: ['Fabrikam', 'Adventure Works Cycles', 'Čapek Robotika s.r.o.', 'Северный ветер'],
  },
  {
    id: 'IT1080033',
    title: 'Device compliance state may be reported late',
    impact: 'Newly enrolled devices may show as not evaluated for up to eight hours.',
    service: 'Microsoft Intune',
    feature: 'Device compliance',
    classification: 'advisory',
    // Not in the documented list: clients must bear it.
    status: 'mitigationInProgress',
    highImpact: null,
    began: 20,
    changed: 4,
    customers: ['Contoso Énergie SAS', 'Woodgrove Bank', 'Østfjord Shipping AS', 'Humongous Insurance'],
  },
  {
    id: 'MO1082790',
    title: 'Some admins see errors in the Microsoft 365 admin center',
    impact: 'Pages of the admin center may load slowly or fail.',
    service: 'Microsoft 365 suite',
    feature: null,
    classification: 'incident',
    status: 'investigating',
    highImpact: false,
    began: 1.5,
    changed: 0.75,
    customers: ['Trey Research', 'Grön Skog AB', 'Wide World Importers', 'Blue Yonder Airlines', 'Ювелирный дом «Янтарь»'],
  },
  {
    id: 'EX1071122',
    title: 'Some users could not sign in to Outlook on the web',
    impact: 'Users may have seen an error page when they opened Outlook on the web.',
    service: 'Exchange Online',
    feature: 'Sign-in',
    classification: 'Incident',
    status: 'PostIncidentReviewPublished',
    highImpact: true,
    began: 80,
    changed: 60,
    ended: 75,
    customers: ['Contoso', 'Fabrikam', 'Woodgrove Bank', 'Wingtip Toys'],
  },
];

/** The issues open, or lately resolved, when the sandbox starts. */
export function seededIssues(now: Date): PlacedIssue[] {
  return SEEDS.map((seed) => ({ issue: issueOf(seed, now.getTime()), tenantIds: tenantsOf(...seed.customers) }));
}

function issueOf(seed: Seed, now: number): WorldIssue {
  const began = new Date(now - seed.began * HOUR);
  const changed = new Date(now - seed.changed * HOUR);
  const opening = `Title: ${seed.title}<br><br>User impact: ${seed.impact}<br><br><strong>Current status:</strong> We're analysing service telemetry to find the cause.`;
  return {
    id: seed.id,
    title: seed.title,
    startDateTime: began.toISOString(),
    endDateTime: seed.ended === undefined ? null : new Date(now - seed.ended * HOUR).toISOString(),
    lastModifiedDateTime: changed.toISOString(),
    impactDescription: seed.impact,
    classification: seed.classification,
    origin: 'microsoft',
    status: seed.status,
    service: seed.service,
    feature: seed.feature,
    featureGroup: seed.feature,
    isResolved: seed.ended !== undefined,
    ...(seed.highImpact === undefined ? {} : { highImpact: seed.highImpact }),
    details: [{ name: 'NotifyInApp', value: 'True' }],
    posts: [
      post(began, opening),
      post(changed, 'We\'ve found the cause and are working on it.<br><a href="https://aka.ms/mtpm">Read more</a>', 'quick'),
    ],
  };
}
