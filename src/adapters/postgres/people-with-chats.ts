import type { PeopleWithChats } from '../../ports/people-with-chats.ts';
import type { Database } from './database.ts';

export function postgresPeopleWithChats({ kysely }: Database): PeopleWithChats {
  return {
    async next(afterPersonId, limit) {
      const rows = await kysely
        .selectFrom('conversation')
        .select('person_id')
        .distinct()
        .where('scope', '=', 'personal')
        .where('retired_at', 'is', null)
        .where('person_id', '>', afterPersonId ?? '')
        .orderBy('person_id')
        .limit(limit)
        .execute();
      return rows.flatMap(({ person_id: personId }) => personId ?? []);
    },
  };
}
