import type { Command } from '../src/domain/command.ts';
import { CommandData, readAction } from './card-data.ts';
import type { TurnInput } from './turn-input.ts';

/** A command, typed or pressed. `tenantId`: the customer a button names; typed ones are found by their text. */
export interface AskedCommand {
  readonly command: Command;
  readonly tenantId: string | undefined;
}

/** The command of the turn; undefined when it is something else, or a button that makes no sense. */
export function askedCommand({ input }: TurnInput): AskedCommand | undefined {
  if (input.kind === 'command') return { command: input.command, tenantId: undefined };
  if (input.kind !== 'action' || input.action.verb !== 'command') return undefined;
  const data = readAction(CommandData, input.action);
  return data && { command: toCommand(data), tenantId: data.tenantId };
}

/** A whole tenant id is also a text by which a customer is found. */
function toCommand({ command: name, text = '', tenantId, requestId }: CommandData): Command {
  const customer = tenantId ?? text;
  switch (name) {
    case 'help':
    case 'whoami':
    case 'cancel':
      return { name };
    case 'language':
      return { name, locale: undefined };
    case 'customers':
      return { name, text };
    case 'customer':
      return { name, text: customer };
    case 'health':
    case 'incidents':
    case 'access':
    case 'watches':
      return { name, customer };
    case 'board':
      return { name };
    case 'incident':
      return { name, id: text.toUpperCase() };
    case 'admin':
    case 'watch':
    case 'unwatch':
      return { name, text: [tenantId, text].filter(Boolean).join(' ') };
    case 'report':
      return { name, text };
    case 'requests': // A customer beside a word that narrows them.
      return tenantId !== undefined && text !== '' ? { name, filter: text, customer: tenantId } : { name, filter: customer };
    case 'request':
      return { name, id: requestId ?? text };
    case 'escalate':
      return { name, text: requestId ?? customer };
    case 'cases':
      return { name, filter: customer };
    case 'case':
      return { name, id: text };
    case 'oncall':
    case 'escalation':
    case 'statistics':
      return { name, text };
    case 'statement':
    case 'setup':
      return { name };
  }
}
