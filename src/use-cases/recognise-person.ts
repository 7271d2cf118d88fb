import type { Colleague } from '../domain/roles.ts';
import type { Clock } from '../ports/clock.ts';
import type { RoleDirectory } from '../ports/role-directory.ts';
import { memory } from './memory.ts';

const KNOWN_MS = 15 * 60_000;
/** Somebody new shall not have to wait long to be known. */
const UNKNOWN_MS = 60_000;

/** Who is this? Answers from memory for 15 minutes; one look-up at a time per person; bounded. undefined: not known to the partner tenant. @throws {BackEndError} */
export type RecognisePerson = (personId: string, signal: AbortSignal) => Promise<Colleague | undefined>;

export function recognisePerson(deps: { readonly directory: RoleDirectory; readonly clock: Clock }): RecognisePerson {
  return memory<Colleague | undefined>({
    clock: deps.clock,
    keepMs: (person) => (person === undefined ? UNKNOWN_MS : KNOWN_MS),
    lookUp: (personId, signal) => deps.directory.colleague(personId, signal),
  });
}
