import type { TurnContext } from 'botbuilder';
import { requestsCard, type RequestsView } from '../cards/requests.ts';
import type { ServiceRequest } from '../src/domain/service-request.ts';
import type { RequestFilter } from '../src/ports/request-store.ts';
import { namedCustomer } from './customers.ts';
import type { DialogDependencies } from './dependencies.ts';
import { permitted, reply } from './reply.ts';
import { customerOf } from './request.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'customers' | 'findCustomer' | 'gate' | 'jobs' | 'requests'>;

const SHOWN = 10;

/** The newest requests: the person's own open ones, or what `text` asks for. Those of customers closed to the person are left out, the total tells. */
export async function listRequests(context: TurnContext, deps: Needs, text: string): Promise<void> {
  if (!(await permitted(context, 'see-requests'))) return;
  const wanted = await filterFor(context, deps, text);
  if (wanted === undefined) return;
  const { locale, timeZone } = turnInput(context);
  const { requests, total } = await deps.requests.list(wanted.rows, { limit: SHOWN, offset: 0 });
  const open = await openTo(context, deps, requests);
  await reply(context, requestsCard(locale, { filter: wanted.shown, requests: open, total, timeZone }));
}

async function filterFor(
  context: TurnContext,
  deps: Needs,
  text: string,
): Promise<{ readonly shown: RequestsView['filter']; readonly rows: RequestFilter } | undefined> {
  const { person } = turnInput(context);
  switch (text) {
    case '':
      return { shown: 'mine', rows: { personId: person.id, openOnly: true } };
    case 'mine':
      return { shown: 'mine', rows: { personId: person.id } };
    case 'open':
      return { shown: 'open', rows: { openOnly: true } };
    case 'all':
      return { shown: 'all', rows: {} };
    default: {
      const customer = await namedCustomer(context, deps, text, 'customer');
      return customer && { shown: { customer }, rows: { tenantIds: [customer.tenantId] } };
    }
  }
}

async function openTo(context: TurnContext, deps: Needs, requests: readonly ServiceRequest[]): Promise<readonly ServiceRequest[]> {
  const { person, signal } = turnInput(context);
  const firstOfEach = new Map(requests.map((request) => [request.tenantId, request]));
  const checks = [...firstOfEach.values()].map(async (request) => {
    const access = await deps.gate.check(person, await customerOf(deps, request), signal);
    return access === 'granted' || access === 'no-relationship' ? [request.tenantId] : [];
  });
  const open = new Set((await Promise.all(checks)).flat());
  return requests.filter(({ tenantId }) => open.has(tenantId));
}
