import type { FilingFacts } from '../../src/domain/filing-facts.ts';

/** An admin agent of a direct partner with Advanced Support, whose access is granted, with Microsoft 365 that fails. */
export const USUAL_FILING: FilingFacts = {
  product: 'microsoft365',
  nature: 'break-fix',
  ownTenant: false,
  access: 'granted',
  roles: ['admin-agent'],
  partnerType: 'direct',
  plans: ['advanced'],
  cloud: 'global',
  apiOffered: true,
  inSupportGroup: false,
  portalChosen: false,
  helpdeskFilesCommercial: true,
  criterion: undefined,
};
