import type { TurnContext } from 'botbuilder';
import { adminServiceCard } from '../cards/admin-service.ts';
import { administerCard } from '../cards/administer.ts';
import { repairCard } from '../cards/repair.ts';
import { withoutRightsCard } from '../cards/without-rights.ts';
import type { AdminService } from '../src/domain/admin-service.ts';
import { isAzureOnly } from '../src/domain/customer-estate.ts';
import { isOwnTenant, type Customer, type CustomerAccess } from '../src/domain/customer.ts';
import { repairOf, type RepairId } from '../src/domain/repair.ts';
import { folded } from '../src/domain/word-match.ts';
import { AdminAction } from './administer-data.ts';
import { adminTarget } from './administer-target.ts';
import { readAction } from './card-data.ts';
import { choose } from './customers.ts';
import type { DialogDependencies } from './dependencies.ts';
import { knownHealth } from './health.ts';
import { notify, permitted, reply } from './reply.ts';
import { show } from './show.ts';
import { turnInput, type CardAction } from './turn-input.ts';

type Needs = Pick<
  DialogDependencies,
  'customers' | 'findCustomer' | 'gate' | 'jobs' | 'tags' | 'portals' | 'showPortals' | 'estateOf' | 'showHealth' | 'noteFailure'
>;

/** Portals of the named customer, or of the one in force, in its context; the health comes first (B19). */
export async function openAdmin(context: TurnContext, deps: Needs, text: string): Promise<void> {
  if (!(await permitted(context, 'administer'))) return;
  const target = await adminTarget(context, deps, text);
  if (target === undefined) return;
  const { customer, service, other } = target;
  await choose(context, deps, customer);
  if (!(await mayAdminister(context, deps, customer))) return;
  if (service !== undefined) return showService(context, deps, customer, service);
  await showPortals(context, deps, customer, other);
}

/** Buttons `admin.…`: the portals, a service, a repair, the way without rights. */
export async function actOnAdmin(context: TurnContext, deps: Needs, pressed: CardAction): Promise<void> {
  if (!(await permitted(context, 'administer'))) return;
  const action = readAction(AdminAction, pressed);
  const customer = action && (await deps.customers.byTenantId(action.tenantId));
  if (action === undefined || customer === undefined) return notify(context, { name: 'old-card' });
  if (action.verb === 'admin.withoutRights') return pressWithoutRights(context, deps, customer);
  if (!(await mayAdminister(context, deps, customer))) return;
  switch (action.verb) {
    case 'admin.portals':
      return showPortals(context, deps, customer, '');
    case 'admin.service':
      return showService(context, deps, customer, action.service);
    case 'admin.repair':
      return showRepair(context, deps, customer, action.repair);
  }
}

/** The gate. One to whom the customer is closed sees the way that may still be open instead (B37, B38). */
async function mayAdminister(context: TurnContext, deps: Needs, customer: Customer): Promise<boolean> {
  const { person, signal } = turnInput(context);
  const access = await deps.gate.check(person, customer, signal);
  if (access === 'granted') return true;
  if (access === 'unknown') await notify(context, { name: 'access-unknown', customer });
  else await showWithoutRights(context, deps, customer, access);
  return false;
}

async function pressWithoutRights(context: TurnContext, deps: Needs, customer: Customer): Promise<void> {
  const { person, signal } = turnInput(context);
  await showWithoutRights(context, deps, customer, await deps.gate.check(person, customer, signal));
}

/** Below the card that asked: it may be another's. Who is denied learns nothing here that the list of customers does not tell. */
async function showWithoutRights(context: TurnContext, deps: Needs, customer: Customer, access: CustomerAccess): Promise<void> {
  const { locale, signal } = turnInput(context);
  const known = access === 'granted' || access === 'no-relationship';
  const estate = known ? await deps.estateOf(customer.tenantId, signal) : undefined;
  const azureOnly = estate !== undefined && isAzureOnly(estate);
  await show(context, withoutRightsCard(locale, { customer, access, azureOnly, link: deps.portals.azureByDomain(customer) }), 'new');
}

/** `wanted`: a service that our table does not have; Microsoft's list may. */
async function showPortals(context: TurnContext, deps: Needs, customer: Customer, wanted: string): Promise<void> {
  const { locale, now, timeZone } = turnInput(context);
  const { portals, readAt, failure, health } = await readAbout(context, deps, customer);
  const said = folded(wanted);
  const meant = said === '' ? [] : portals.filter(({ service, name }) => service === undefined && folded(name).includes(said));
  await reply(
    context,
    administerCard(locale, {
      customer,
      portals: meant.length > 0 ? meant : portals,
      readAt,
      failure: failure && { code: failure.code, errorId: deps.noteFailure(failure) },
      templateDate: deps.portals.templateDate,
      health,
      unknownService: said !== '' && meant.length === 0 ? wanted : undefined,
      now,
      timeZone,
    }),
  );
}

async function showService(context: TurnContext, deps: Needs, customer: Customer, service: AdminService): Promise<void> {
  const { locale, now, timeZone } = turnInput(context);
  const { portals, estate, health } = await readAbout(context, deps, customer);
  await reply(
    context,
    adminServiceCard(locale, {
      customer,
      service,
      portal: portals.find((portal) => portal.service === service) ?? templateOf(deps, customer, service),
      templateDate: deps.portals.templateDate,
      estate,
      health,
      azureHealth: deps.portals.azureHealth(customer),
      now,
      timeZone,
    }),
  );
}

async function showRepair(context: TurnContext, deps: Needs, customer: Customer, repair: RepairId): Promise<void> {
  const { locale, signal } = turnInput(context);
  const { service } = repairOf(repair);
  const { portals } = await deps.showPortals(customer, signal);
  const portal = portals.find((each) => each.service === service) ?? templateOf(deps, customer, service);
  await reply(context, repairCard(locale, { customer, repair, portal }));
}

/** Portals and health side by side: each waits for a back end a short while at most. */
async function readAbout(context: TurnContext, deps: Needs, customer: Customer) {
  const { signal } = turnInput(context);
  const [portals, health] = await Promise.all([
    deps.showPortals(customer, signal),
    deps.showHealth(customer.tenantId, { fresh: false }, signal),
  ]);
  return { ...portals, health: knownHealth(deps, health) };
}

/** The link also where the customer seems to have no use for it: the person asked for it by name. */
function templateOf({ portals }: Needs, customer: Customer, service: AdminService) {
  const { tenantId, domain } = customer;
  return portals.ofServices({ tenantId, domain, own: isOwnTenant(customer) }).find((each) => each.service === service);
}
