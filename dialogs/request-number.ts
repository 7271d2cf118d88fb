import type { TurnContext } from 'botbuilder';
import type { Notice } from '../cards/notice.ts';
import { requestNumberOf } from '../src/domain/request-number.ts';
import type { ServiceRequest } from '../src/domain/service-request.ts';
import type { DialogDependencies } from './dependencies.ts';
import { customerOf } from './request-customer.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'customers' | 'gate' | 'requests'>;

/** That another request has the number which somebody gives this one; which, only where the person may see that one. undefined: none has it. */
export async function numberTaken(context: TurnContext, deps: Needs, request: ServiceRequest, typed: string): Promise<Notice | undefined> {
  const number = requestNumberOf(typed);
  if (number === undefined) return undefined;
  const other = (await deps.requests.withNumber(number)).find(({ id }) => id !== request.id);
  if (other === undefined) return undefined;
  const { person, signal } = turnInput(context);
  const access = await deps.gate.check(person, await customerOf(deps, other), signal);
  const seen = access === 'granted' || access === 'no-relationship';
  return seen ? { name: 'number-taken-by', number, reference: other.reference } : { name: 'number-taken', number };
}
