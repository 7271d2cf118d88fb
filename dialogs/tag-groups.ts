import type { TurnContext } from 'botbuilder';
import { tagGroupCard } from '../cards/tag-group.ts';
import { tagGroupsCard } from '../cards/tag-groups.ts';
import { readTags } from '../src/domain/customer-tag.ts';
import type { Customer } from '../src/domain/customer.ts';
import { may } from '../src/domain/permissions.ts';
import type { DialogDependencies } from './dependencies.ts';
import { notify, permitted, reply } from './reply.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'gate' | 'tags'>;

const ROWS = 7;
const MOST_GROUPS = 100;

/** All tags that customers in view have. */
export async function listGroups(context: TurnContext, { gate, tags }: Needs): Promise<void> {
  if (!(await permitted(context, 'search-customers'))) return;
  const { locale, person, now } = turnInput(context);
  await reply(context, tagGroupsCard(locale, { groups: await tags.all(gate.view(person, now), MOST_GROUPS) }));
}

/** The customers in view with one tag. */
export async function showGroup(
  context: TurnContext,
  deps: Needs,
  wanted: string,
  { offset, full }: { readonly offset: number; readonly full?: Customer | undefined },
): Promise<void> {
  if (!(await permitted(context, 'search-customers'))) return;
  const { locale, person, now } = turnInput(context);
  const page = { limit: ROWS, offset };
  const group = await deps.tags.group(wanted, deps.gate.view(person, now), page);
  // The last one of a page may just have been taken out.
  if (group.total === 0 && offset > 0) return showGroup(context, deps, wanted, { offset: 0, full });
  await reply(context, tagGroupCard(locale, { ...page, ...group, editable: may(person, 'edit-customers'), full }));
}

/** The person may change the tags of this customer. */
export async function addToGroup(context: TurnContext, deps: Needs, wanted: string, customer: Customer): Promise<void> {
  const read = readTags(wanted);
  const [tag] = read.kind === 'tags' ? read.tags : [];
  if (tag === undefined) return notify(context, { name: 'old-card' });
  const { person, now } = turnInput(context);
  const outcome = await deps.tags.add(customer.tenantId, tag, { actor: person.id, at: now });
  await showGroup(context, deps, wanted, { offset: 0, full: outcome === 'full' ? customer : undefined });
}

/** The person may change the tags of this customer. */
export async function removeFromGroup(context: TurnContext, deps: Needs, tag: string, customer: Customer, offset: number): Promise<void> {
  const { person, now } = turnInput(context);
  await deps.tags.remove(customer.tenantId, tag, { actor: person.id, at: now });
  await showGroup(context, deps, tag, { offset });
}
