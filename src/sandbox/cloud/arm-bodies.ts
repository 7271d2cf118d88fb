import type { z } from 'zod';
import { armRefusal } from './arm-turn.ts';
import type { ArmTurn } from './arm-turn.ts';
import { parsedJson } from './exchange.ts';

/** The body of a request. Throws a refusal that names the members which are missing, wrong or unknown. */
export function bodyOf<T>({ request }: ArmTurn, schema: z.ZodType<T>): T {
  const body = schema.safeParse(parsedJson(request.body));
  if (body.success) return body.data;
  const members = new Set(
    body.error.issues.map((issue) => [...issue.path, ...(issue.code === 'unrecognized_keys' ? [issue.keys.join('|')] : [])].join('.')),
  );
  throw armRefusal(400, codeFor(members), `The request content is invalid: ${[...members].join(', ')}.`);
}

/** The names of the codes are not documented. */
function codeFor(members: ReadonlySet<string>): string {
  return [...members].every((name) => name.includes('contactDetails')) ? 'InvalidContactInformation' : 'InvalidRequestContent';
}

/** Letters, digits and hyphens: the rule of the service is not documented, this is the narrowest of its samples. */
const NAME = /^[a-z0-9][a-z0-9-]{0,63}$/i;

/** The name of a ticket or a communication from a path. Throws the refusal. */
export function checkedName(name: string): string {
  if (!NAME.test(name)) throw armRefusal(400, 'InvalidResourceName', `The resource name '${name}' is not valid.`);
  return name;
}
