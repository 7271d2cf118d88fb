import type { TurnContext } from 'botbuilder';
import type { WatchRemark } from '../cards/watches.ts';
import type { Watch } from '../src/domain/watch.ts';
import type { DialogDependencies } from './dependencies.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'gate' | 'tags' | 'watchReach'>;

/** What is said once watches are there: how many open issues fit them just now, and where those are. */
export async function watching(
  context: TurnContext,
  { gate, tags, watchReach }: Needs,
  added: readonly Omit<Watch, 'id'>[],
): Promise<WatchRemark> {
  const { person, now } = turnInput(context);
  const view = gate.view(person, now);
  let untagged: string | undefined;
  for (const { customers } of added) {
    if (customers.kind === 'tag' && (await tags.group(customers.tag, view, { limit: 1, offset: 0 })).total === 0)
      untagged ??= customers.tag;
  }
  const [watch, ...others] = added;
  const filter = watch === undefined || others.length > 0 ? undefined : filterOf(watch);
  return { name: 'added', open: await watchReach.openIssues(added, view), filter, untagged };
}

/** The list of open issues takes one of each. */
function filterOf({ customers, services, classification }: Omit<Watch, 'id'>): Readonly<Record<string, string>> | undefined {
  const [service, ...otherServices] = services;
  if (otherServices.length > 0 || (customers.kind === 'list' && customers.tenantIds.length !== 1)) return undefined;
  return {
    ...(customers.kind === 'list' && { tenantId: customers.tenantIds[0] ?? '' }),
    ...(customers.kind === 'tag' && { tag: customers.tag }),
    ...(service !== undefined && { service }),
    ...(classification !== 'all' && { classification }),
  };
}
