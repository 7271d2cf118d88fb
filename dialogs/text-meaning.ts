import type { TurnContext } from 'botbuilder';
import type { Command, NearCommand } from '../src/domain/command.ts';
import type { Customer } from '../src/domain/customer.ts';
import { isProblemReport } from '../src/domain/intent.ts';
import { may } from '../src/domain/permissions.ts';
import { isFiller } from '../src/domain/reply.ts';
import type { DialogDependencies } from './dependencies.ts';
import { said, type Said } from './said.ts';
import { turnInput } from './turn-input.ts';

/** What is wanted by a text that is no command. */
export type TextMeaning =
  | { readonly kind: 'report' }
  /** The number of a request that there is. */
  | { readonly kind: 'request'; readonly id: string }
  | { readonly kind: 'customer'; readonly customer: Customer }
  | { readonly kind: 'customers' }
  /** A customer's name with the word of a command. */
  | { readonly kind: 'command'; readonly command: Command }
  | { readonly kind: 'question'; readonly customer: Customer | undefined }
  | { readonly kind: 'near-command'; readonly near: NearCommand }
  | { readonly kind: 'unknown' };

type Needs = Pick<DialogDependencies, 'findCustomer' | 'nearCommand' | 'readCommand' | 'requests'>;

/** A longer text is no name. In words. */
const LONGEST_NAME = 6;
/** "open requests", "service health". In words. */
const LONGEST_COMMAND = 3;

/** Makes out what a text wants while no report is being written. */
export async function textMeaning(context: TurnContext, deps: Needs, text: string): Promise<TextMeaning> {
  if (await namesRequest(context, deps, text)) return { kind: 'request', id: text };
  const one = said(context, deps, text);
  const { intent } = one;
  const { person, customer: inForce } = turnInput(context);
  const tellsNothing = intent.nature === undefined && intent.product === undefined && !intent.asks;
  const found = await one.customer();
  if (found.kind === 'one' && isFiller(found.rest)) return { kind: 'customer', customer: found.customer };
  const command = await commandBesideName(deps, one);
  if (command !== undefined) return { kind: 'command', command };
  const near = tellsNothing ? deps.nearCommand(text) : undefined;
  if (near !== undefined) return { kind: 'near-command', near };
  // A name that is misspelt, or only begun.
  if (found.kind !== 'one' && tellsNothing && text.split(/\s+/u).length <= LONGEST_NAME && may(person, 'search-customers')) {
    const whole = await deps.findCustomer(text, 'whole');
    if (whole.kind === 'one') return { kind: 'customer', customer: whole.customer };
  }
  if (found.kind === 'several' && isFiller(found.rest)) return { kind: 'customers' };
  const named = found.kind === 'one' ? found.customer : undefined;
  if (intent.asks) {
    const about = found.kind !== 'none' || intent.product !== undefined || intent.nature !== undefined;
    return about ? { kind: 'question', customer: named } : { kind: 'unknown' };
  }
  const known = found.kind !== 'none' || found.near.length > 0 || (inForce !== undefined && intent.nature === 'break-fix');
  // Of a customer who is named, anything else may be the trouble.
  return found.kind !== 'none' || isProblemReport(intent, known) ? { kind: 'report' } : { kind: 'unknown' };
}

/** The command of "Contoso health"; undefined when the sentence is not just a name with one. */
export async function commandBesideName({ readCommand }: Pick<Needs, 'readCommand'>, one: Said): Promise<Command | undefined> {
  const found = await one.customer();
  if (found.kind !== 'one' || found.rest === '' || found.rest.split(/\s+/u).length > LONGEST_COMMAND) return undefined;
  const { tenantId } = found.customer;
  const command = readCommand(`${found.rest} ${tenantId}`);
  return command !== undefined && Object.values<unknown>(command).includes(tenantId) ? command : undefined;
}

/** Whether a text is nothing but the number of a request: Microsoft's, or the partner's own. Ours, and long ones, are commands already. */
export async function namesRequest(context: TurnContext, { requests }: Pick<Needs, 'requests'>, text: string): Promise<boolean> {
  if (!/^(?=.*\d)[\p{L}\p{N}#№/_.-]{4,40}$/u.test(text) || !may(turnInput(context).person, 'see-requests')) return false;
  return (await requests.find(text)) !== undefined;
}
