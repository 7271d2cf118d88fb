import type { Colleague } from '../src/domain/roles.ts';
import type { DialogDependencies } from './dependencies.ts';

/** The colleague that a card names by object id; undefined when nobody is known by it. @throws {BackEndError} */
export async function colleagueNamed(
  { recognise }: Pick<DialogDependencies, 'recognise'>,
  id: string,
  signal: AbortSignal,
): Promise<Colleague | undefined> {
  return OBJECT_ID.test(id) ? recognise(id.toLowerCase(), signal) : undefined;
}

/** It goes into the path of a request to the directory. */
const OBJECT_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
