import type { TurnContext } from 'botbuilder';
import { z } from 'zod';
import { countriesLike, countryName } from '../domain/countries.ts';
import { localeOf, type Locale } from '../domain/locale.ts';
import { may } from '../domain/permissions.ts';
import { timeZonesLike } from '../domain/time-zones.ts';
import type { CustomerStore } from '../ports/customer-store.ts';
import type { TurnStore } from '../ports/turn-store.ts';
import type { FindColleagues } from '../use-cases/find-colleagues.ts';
import { conversationIdOf, scopeOf } from './activity.ts';
import type { Admit } from './admission.ts';
import { errorAnswer, searchAnswer, type HttpAnswer, type SearchResult } from './answers.ts';
import type { AzureSearch } from './azure-search.ts';
import { reportFailure } from './failure.ts';
import type { Log } from './log.ts';

/** Teams asks with an empty text when the box opens (teams-platform 1.8). */
const Query = z.object({
  dataset: z.union([
    z.enum(['customers', 'time-zones', 'colleagues', 'countries', 'azure-problems']),
    z.string().regex(/^azure-subscriptions:[\da-f-]{36}$/),
  ]),
  queryText: z.string().max(500).default(''),
});
/** Followed by the tenant of the customer. */
const SUBSCRIPTIONS_OF = 'azure-subscriptions:';

/** What Teams shows at most. */
const LONGEST_LIST = 15;
const TIMEOUT_MS = 2_000;

type OnSearch = (context: TurnContext) => Promise<HttpAnswer>;

/** The invoke `application/search`: what a typeahead offers. Somebody who may not search is offered nothing. */
export function onSearch({
  admit,
  customers,
  findColleagues,
  searchAzure,
  turns,
  defaultLocale,
  log,
}: {
  readonly admit: Admit;
  readonly customers: Pick<CustomerStore, 'search'>;
  readonly findColleagues: FindColleagues;
  readonly searchAzure: AzureSearch;
  readonly turns: Pick<TurnStore, 'localeOf'>;
  readonly defaultLocale: Locale;
  readonly log: Log;
}): OnSearch {
  async function find(
    { activity }: TurnContext,
    { dataset, queryText }: z.infer<typeof Query>,
    signal: AbortSignal,
  ): Promise<readonly SearchResult[]> {
    const text = queryText.trim();
    const admission = await admit(activity, signal);
    if (admission.kind === 'refused' || !may(admission.person, 'search-customers')) return [];
    if (dataset === 'time-zones') return timeZonesLike(text, LONGEST_LIST).map((zone) => ({ title: zone, value: zone }));
    const locale = (await turns.localeOf(admission.person.id)) ?? localeOf(activity.locale) ?? defaultLocale;
    if (dataset === 'countries') {
      return countriesLike(text, LONGEST_LIST).map((code) => ({ title: countryName(code, locale), value: code }));
    }
    if (dataset === 'azure-problems' || dataset.startsWith(SUBSCRIPTIONS_OF)) {
      const tenantId = dataset === 'azure-problems' ? undefined : dataset.slice(SUBSCRIPTIONS_OF.length);
      return searchAzure({ person: admission.person, locale, tenantId, text }, LONGEST_LIST, signal);
    }
    if (dataset === 'colleagues') {
      if (!may(admission.person, 'work-cases')) return [];
      const channelId = scopeOf(activity) === 'team' ? conversationIdOf(activity) : undefined;
      const people = await findColleagues(text, LONGEST_LIST, { serviceUrl: activity.serviceUrl, channelId }, signal);
      return people.map(({ id, name }) => ({ title: name, value: id }));
    }
    const found = await customers.search(text, LONGEST_LIST);
    return found.map(({ name, domain, tenantId }) => ({ title: domain === undefined ? name : `${name} (${domain})`, value: tenantId }));
  }

  return async (context) => {
    const query = Query.safeParse(context.activity.value);
    if (!query.success) return errorAnswer(400, 'BadRequest', 'BadRequest');
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const { promise: tooLate, reject } = Promise.withResolvers<never>();
    const giveUp = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', giveUp);
    try {
      return searchAnswer(await Promise.race([find(context, query.data, signal), tooLate]));
    } catch (error) {
      // The typeahead has no place for an error: nothing is offered.
      reportFailure(error, { activityType: 'invoke', invoke: 'application/search' }, log);
      return searchAnswer([]);
    } finally {
      signal.removeEventListener('abort', giveUp);
    }
  };
}
