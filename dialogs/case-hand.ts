import type { TurnContext } from 'botbuilder';
import { may } from '../src/domain/permissions.ts';
import type { CaseAction, SupportCase } from '../src/domain/support-case.ts';
import { customerOfCase } from './case-customer.ts';
import { colleagueNamed } from './colleague-named.ts';
import type { DialogDependencies } from './dependencies.ts';
import { notify } from './reply.ts';
import { turnInput } from './turn-input.ts';

/** A colleague may be given a case who could work on it: with a role, and with access to its customer. Undefined: why not has been said. */
export async function handTo(
  context: TurnContext,
  deps: Pick<DialogDependencies, 'customers' | 'gate' | 'recognise'>,
  of: SupportCase,
  colleagueId: string,
): Promise<Extract<CaseAction, { readonly kind: 'hand' }> | undefined> {
  const { signal } = turnInput(context);
  const refuse = async (): Promise<undefined> => {
    await notify(context, { name: 'case-no-colleague' });
    return undefined;
  };
  const colleague = await colleagueNamed(deps, colleagueId, signal);
  if (colleague === undefined || !may(colleague, 'work-cases')) return refuse();
  const customer = await customerOfCase(deps, of);
  const access = customer === undefined ? 'granted' : await deps.gate.check(colleague, customer, signal);
  if (customer !== undefined && (access === 'denied' || access === 'unknown')) {
    await notify(context, { name: `case-colleague-${access}`, customer, colleague: colleague.displayName });
    return undefined;
  }
  return { kind: 'hand', to: { id: colleague.id, name: colleague.displayName } };
}
