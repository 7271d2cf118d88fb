import { PARTNER } from '../world.ts';
import { json } from './exchange.ts';
import type { Route } from './exchange.ts';
import { userWithMfa } from './partner-center-turn.ts';
import type { PartnerCenterTurn } from './partner-center-turn.ts';

/** The partner as service requests and profiles name it. */
export const ORGANIZATION = { id: PARTNER.tenantId, name: PARTNER.name, phoneNumber: '+49305550100' } as const;

const SUPPORT = {
  email: 'support@northwindcloud.example',
  telephone: ORGANIZATION.phoneNumber,
  website: 'www.northwindcloud.example',
  profileType: 'support_profile',
  links: { self: { uri: '/profiles/support', method: 'GET', headers: [] } },
  attributes: { objectType: 'PartnerSupportProfile' },
};

const COMPANY = {
  id: PARTNER.tenantId,
  companyName: PARTNER.name,
  defaultAddress: { country: 'DE', city: 'Berlin', addressLine1: '1 Sample Way', postalCode: '10115' },
  tenantId: PARTNER.tenantId,
  domain: PARTNER.domain,
  email: SUPPORT.email,
  language: 'en',
  culture: 'en-US',
  profileType: 'organization_profile',
  links: { self: { uri: '/profiles/organization', method: 'GET', headers: [] } },
  attributes: { objectType: 'OrganizationProfile' },
};

function profile(body: unknown): Route<PartnerCenterTurn>['handle'] {
  return (turn) => {
    userWithMfa(turn);
    return json(200, body);
  };
}

/** Profiles of the partner. */
export const PROFILE_ROUTES: readonly Route<PartnerCenterTurn>[] = [
  { method: 'GET', path: /^\/v1\/profiles\/support$/i, handle: profile(SUPPORT) },
  { method: 'GET', path: /^\/v1\/profiles\/organization$/i, handle: profile(COMPANY) },
];
