import type { TurnContext } from 'botbuilder';
import type { DialogDependencies } from './dependencies.ts';
import { notify, permitted } from './reply.ts';
import { mayTouch, showReading } from './request.ts';
import { listOfOwnTicket } from './requests.ts';
import { turnInput } from './turn-input.ts';
import { visibleTo } from './visible-requests.ts';

type Needs = Parameters<typeof listOfOwnTicket>[1] & Pick<DialogDependencies, 'readRequest' | 'portals' | 'noteFailure'>;

/** One request, by our reference, Microsoft's number, the partner's own number or (from a button) its id. */
export async function openRequest(context: TurnContext, deps: Needs, id: string): Promise<void> {
  if (!(await permitted(context, 'see-requests'))) return;
  const found = isRowId(id) ? await deps.requests.byId(id) : await deps.requests.find(id);
  if (found === undefined) return notify(context, { name: 'no-such-request', query: id });
  // The partner's own numbers are not ours to keep apart: several requests may belong to one ticket.
  const sameTicket = found.ownTicket?.toLowerCase() === id.toLowerCase() ? await visibleTo(context, deps, { ownTicket: id }) : undefined;
  const [request = found, another] = sameTicket?.requests ?? [];
  if (another !== undefined) return listOfOwnTicket(context, deps, id);
  if (!(await mayTouch(context, deps, request))) return;
  const { person, signal } = turnInput(context);
  await showReading(context, deps, await deps.readRequest(request, signal, { seenBy: person.id }));
}

function isRowId(id: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
}
