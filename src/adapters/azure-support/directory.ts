import type { AzureProblem, SubscriptionTrouble } from '../../domain/azure-filing.ts';
import type { AzureDirectory } from '../../ports/azure-directory.ts';
import { problemsOf, SERVICES, SUBSCRIPTIONS } from './addresses.ts';
import type { ArmAnswer, AzureSupportClient, Caller } from './client.ts';
import { Problems, Services, Subscription } from './schema.ts';

const PAGES_OF_SUBSCRIPTIONS = 100;
/** Services asked at once. */
const AT_ONCE = 4;
/** cloud-apis 4.4: so marked in its name, as far as is known. */
const DEPRECATED = /\bdeprecated\b/i;
/** The list is the same for everybody, so the partner's own account reads it. */
const PARTNER: Caller = { identity: { kind: 'partner-account' }, provesPlan: false };

/** By their states; what is disabled, expired or deleted takes no request. Names: the REST reference of Subscriptions. */
const OFFERED: ReadonlyMap<string, SubscriptionTrouble | 'none'> = new Map([
  ['enabled', 'none'],
  ['pastdue', 'past-due'],
  ['warned', 'warned'],
]);

type Service = ReturnType<typeof Services.parse>['value'][number];

export function azureDirectory(client: AzureSupportClient): AzureDirectory {
  async function problemsOfService({ id, properties: { displayName } }: Service, signal: AbortSignal): Promise<readonly AzureProblem[]> {
    const as = ({ body }: ArmAnswer) => Problems.parse(body).value;
    const problems = await client.read({ where: problemsOf(id), caller: PARTNER, as }, signal);
    return problems
      .filter(({ properties }) => !DEPRECATED.test(properties.displayName))
      .map(({ id: problemId, properties }) => ({
        id: problemId,
        service: displayName,
        name: properties.displayName,
        consents: (properties.secondaryConsentEnabled ?? []).map(({ type, description }) => ({ type, description: description ?? '' })),
      }));
  }

  return {
    async subscriptions(tenantId, signal) {
      const caller: Caller = { identity: { kind: 'customer-account', tenantId }, provesPlan: false };
      const listed = await client.list(
        Subscription,
        { where: SUBSCRIPTIONS, caller, mostPages: PAGES_OF_SUBSCRIPTIONS, whole: true },
        signal,
      );
      return listed.flatMap(({ subscriptionId: id, displayName, state }) => {
        const trouble = OFFERED.get(state?.toLowerCase() ?? '');
        return trouble === undefined ? [] : [{ id, name: displayName ?? id, ...(trouble === 'none' ? {} : { trouble }) }];
      });
    },

    async problems(signal) {
      const as = ({ body }: ArmAnswer) => Services.parse(body).value;
      const services = await client.read({ where: SERVICES, caller: PARTNER, as }, signal);
      const waiting = services.filter(({ properties }) => !DEPRECATED.test(properties.displayName)).values();
      const found: AzureProblem[] = [];
      // One that fails ends the others: half a list would hide what it lacks.
      const failing = new AbortController();
      const either = AbortSignal.any([signal, failing.signal]);
      const work = async (): Promise<void> => {
        for (const service of waiting) found.push(...(await problemsOfService(service, either)));
      };
      try {
        await Promise.all(Array.from({ length: AT_ONCE }, work));
      } finally {
        failing.abort();
      }
      return found;
    },
  };
}
