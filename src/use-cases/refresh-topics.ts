import { LOCALES, type Locale } from '../domain/locale.ts';
import type { Clock } from '../ports/clock.ts';
import type { ServiceDesk } from '../ports/service-desk.ts';
import type { TopicStore } from '../ports/topic-store.ts';

/**
 * Fetches the support topics of all desks in every language and stores them. A language that fails keeps its stored topics.
 *
 * @throws {BackEndError} the first failure, after the other languages were served.
 */
export type RefreshTopics = (signal: AbortSignal) => Promise<void>;

export function refreshTopics(deps: {
  readonly desks: readonly ServiceDesk[];
  readonly topics: TopicStore;
  readonly clock: Clock;
}): RefreshTopics {
  const { desks, topics, clock } = deps;

  async function refresh(locale: Locale, signal: AbortSignal): Promise<void> {
    const lists = await Promise.all(desks.map((desk) => desk.topics(locale, signal)));
    await topics.save(locale, lists.flat(), clock.now());
  }

  return async (signal) => {
    const results = await Promise.allSettled(LOCALES.map((locale) => refresh(locale, signal)));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  };
}
