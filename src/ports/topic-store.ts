import type { Locale } from '../domain/locale.ts';
import type { SupportTopic } from '../domain/service-request.ts';

/** Support topics as last fetched. They change, so they are never constants; they are fetched by a job, not in a turn. */
export interface TopicStore {
  save(locale: Locale, topics: readonly SupportTopic[], at: Date): Promise<void>;
  topics(locale: Locale): Promise<readonly SupportTopic[]>;
}
