import type { TurnContext } from 'botbuilder';
import { customerTagsCard, type CustomerTagsView } from '../cards/customer-tags.ts';
import { readTags } from '../src/domain/customer-tag.ts';
import type { Customer } from '../src/domain/customer.ts';
import { TagsAction } from './board-data.ts';
import { readAction } from './card-data.ts';
import { admitted } from './customer-access.ts';
import { showCustomer } from './customers.ts';
import type { DialogDependencies } from './dependencies.ts';
import { notify, permitted, reply } from './reply.ts';
import { addToGroup, listGroups, removeFromGroup, showGroup } from './tag-groups.ts';
import { turnInput, type CardAction } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'customers' | 'gate' | 'tags'>;

/** Buttons `tags.…`: show and change the tags of a customer, and groups of customers. */
export async function actOnTags(context: TurnContext, deps: Needs, pressed: CardAction): Promise<void> {
  const action = readAction(TagsAction, pressed);
  if (action === undefined) return notify(context, { name: 'old-card' });
  switch (action.verb) {
    case 'tags.edit':
    case 'tags.save': {
      const customer = await taggable(context, deps, action.tenantId);
      if (customer === undefined) return;
      return action.verb === 'tags.edit' ? edit(context, deps, customer) : save(context, deps, customer, action);
    }
    case 'tags.list':
      return listGroups(context, deps);
    case 'tags.show':
      return showGroup(context, deps, action.tag, { offset: action.offset });
    case 'tags.add': {
      const customer = await taggable(context, deps, action.customer);
      return customer && addToGroup(context, deps, action.tag, customer);
    }
    case 'tags.remove': {
      const customer = await taggable(context, deps, action.tenantId);
      return customer && removeFromGroup(context, deps, action.tag, customer, action.offset);
    }
  }
}

/** The customer, when this person may change its tags; else the reason has been shown. */
async function taggable(context: TurnContext, deps: Needs, tenantId: string): Promise<Customer | undefined> {
  if (!(await permitted(context, 'edit-customers'))) return undefined;
  const customer = await deps.customers.byTenantId(tenantId);
  if (customer === undefined) {
    await notify(context, { name: 'no-customer-found', query: tenantId });
    return undefined;
  }
  return (await admitted(context, deps, customer, { relationshipNeeded: false })) ? customer : undefined;
}

async function edit(context: TurnContext, { tags }: Needs, customer: Customer, failed: Partial<CustomerTagsView> = {}): Promise<void> {
  const { locale } = turnInput(context);
  const stored = await tags.of(customer.tenantId);
  await reply(context, customerTagsCard(locale, { written: undefined, problem: undefined, ...failed, customer, tags: stored }));
}

async function save(
  context: TurnContext,
  deps: Needs,
  customer: Customer,
  { seen, tags: written }: { readonly seen: string; readonly tags: string },
): Promise<void> {
  const read = readTags(written);
  if (read.kind !== 'tags') return edit(context, deps, customer, { written, problem: read });
  const before = readTags(seen);
  const { person, now } = turnInput(context);
  const outcome =
    before.kind === 'tags' ? await deps.tags.replace(customer.tenantId, before.tags, read.tags, { actor: person.id, at: now }) : 'changed';
  switch (outcome) {
    case 'done':
      return showCustomer(context, deps, customer);
    case 'changed':
      return edit(context, deps, customer, { problem: { kind: 'changed' } });
    case 'gone':
      return notify(context, { name: 'old-card' });
  }
}
