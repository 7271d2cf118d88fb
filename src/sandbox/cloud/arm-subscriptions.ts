import { PARTNER } from '../world.ts';
import { visibleSubscriptions } from './arm-access.ts';
import { armPage } from './arm-lists.ts';
import type { ArmTurn } from './arm-turn.ts';
import type { WorldAzureSubscription } from './azure-subscriptions.ts';
import type { Route } from './exchange.ts';

/** The subscriptions of the token's tenant (cloud-apis 4.9); the size of a page is the service's. */
export const SUBSCRIPTION_ROUTES: readonly Route<ArmTurn>[] = [
  {
    method: 'GET',
    path: /^\/subscriptions$/i,
    handle: (turn) => armPage(turn, { items: visibleSubscriptions(turn), usual: 100, largest: 100, filters: {}, print: printed }),
  },
];

function printed({ id, tenantId, name, state, role }: WorldAzureSubscription): Readonly<Record<string, unknown>> {
  return {
    id: `/subscriptions/${id}`,
    authorizationSource: role === 'owner' && tenantId !== PARTNER.tenantId ? 'Legacy, RoleBased' : 'RoleBased',
    managedByTenants: [],
    subscriptionId: id,
    tenantId,
    displayName: name,
    state,
    subscriptionPolicies: { locationPlacementId: 'Public_2014-09-01', quotaId: 'CSP_2015-05-01', spendingLimit: 'Off' },
  };
}
