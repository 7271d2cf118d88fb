import { BotError } from '../domain/errors.ts';
import { may } from '../domain/permissions.ts';
import type { ServiceRequest } from '../domain/service-request.ts';
import type { CustomerStore } from '../ports/customer-store.ts';
import type { CustomerGate } from './customer-gate.ts';
import type { RecognisePerson } from './recognise-person.ts';

/** Of whom it is about, and by what it is known. */
type About = Pick<ServiceRequest, 'id' | 'tenantId' | 'customerName' | 'customerDomain'>;

/**
 * Whether a person may be told of a request now, outside a turn of theirs: they have a role that sees requests, and the customer is not closed to them. Both may
 * have ended since they made it.
 *
 * @throws {BotError} ACCESS_UNKNOWN, or what the directory answered, when it cannot be found out now.
 */
export type MayKnow = (personId: string, about: About, signal: AbortSignal) => Promise<boolean>;

/** The same, and whether they may at least hear that it goes on (`bare`): a colleague to whom the customer is closed. @throws {BotError} as `MayKnow` */
export type MayHear = (personId: string, about: About, signal: AbortSignal) => Promise<'all' | 'bare' | 'nothing'>;

interface Deps {
  readonly customers: Pick<CustomerStore, 'byTenantId'>;
  readonly recognise: RecognisePerson;
  readonly gate: Pick<CustomerGate, 'check'>;
}

export function mayKnow(deps: Deps): MayKnow {
  const hears = mayHear(deps);
  return async (personId, about, signal) => (await hears(personId, about, signal)) === 'all';
}

export function mayHear({ customers, recognise, gate }: Deps): MayHear {
  return async (personId, about, signal) => {
    const person = await recognise(personId, signal);
    if (person === undefined || !may(person, 'see-requests')) return 'nothing';
    const { tenantId, customerName: name, customerDomain: domain } = about;
    const customer = (await customers.byTenantId(tenantId)) ?? { tenantId, name, domain, domains: [], sources: [] };
    const access = await gate.check(person, customer, signal);
    if (access === 'unknown')
      throw new BotError('ACCESS_UNKNOWN', `Whether a person may see the customer of ${about.id} was not found out`);
    return access === 'denied' ? 'bare' : 'all';
  };
}
