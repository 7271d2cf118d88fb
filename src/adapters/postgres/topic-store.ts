import { z } from 'zod';
import type { TopicStore } from '../../ports/topic-store.ts';
import type { Database } from './database.ts';
import { jsonText } from './json-text.ts';

const Topics = z.array(z.object({ id: z.string(), name: z.string(), description: z.string() }));

export function postgresTopicStore({ kysely }: Database): TopicStore {
  return {
    async save(locale, topics, at) {
      const row = { locale, fetched_at: at, topics: jsonText(topics) };
      await kysely
        .insertInto('support_topics')
        .values(row)
        .onConflict((conflict) => conflict.column('locale').doUpdateSet(row))
        .execute();
    },

    async topics(locale) {
      const row = await kysely.selectFrom('support_topics').select('topics').where('locale', '=', locale).executeTakeFirst();
      return row === undefined ? [] : Topics.parse(row.topics);
    },
  };
}
