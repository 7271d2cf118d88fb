import { sql, type Selectable } from 'kysely';
import { z } from 'zod';
import type { AzureProblem } from '../../domain/azure-filing.ts';
import { searchText } from '../../domain/search-text.ts';
import type { AzureProblemStore } from '../../ports/azure-problem-store.ts';
import type { Database } from './database.ts';
import { jsonText } from './json-text.ts';
import type { Tables } from './schema.ts';

/** Rows written at once: far below what a statement may carry. */
const BATCH = 500;
/** What is longer is no name. */
const LONGEST_QUERY = 200;
const MOST_WORDS = 12;

const Consents = z.array(z.object({ type: z.string(), description: z.string() }));

export function postgresAzureProblemStore({ kysely }: Database): AzureProblemStore {
  return {
    async replace(problems, at) {
      const rows = [...new Map(problems.map((problem) => [problem.id, toRow(problem)])).values()];
      await kysely.transaction().execute(async (transaction) => {
        // First, so that two that replace at once do it one after the other.
        await transaction
          .insertInto('azure_problem_list')
          .values({ id: 1, refreshed_at: at })
          .onConflict((conflict) => conflict.column('id').doUpdateSet({ refreshed_at: at }))
          .execute();
        await transaction.deleteFrom('azure_problem').execute();
        for (let from = 0; from < rows.length; from += BATCH) {
          await transaction
            .insertInto('azure_problem')
            .values(rows.slice(from, from + BATCH))
            .execute();
        }
      });
    },

    async refreshedAt() {
      const row = await kysely.selectFrom('azure_problem_list').select('refreshed_at').executeTakeFirst();
      return row?.refreshed_at;
    },

    async byId(id) {
      const row = await kysely.selectFrom('azure_problem').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toProblem(row);
    },

    async search(text, limit) {
      const words = searchText(text.slice(0, LONGEST_QUERY)).words.slice(0, MOST_WORDS);
      // Words hold letters and digits only, nothing that LIKE reads otherwise.
      const begins = words.map((word) => sql<boolean>`words like ${`% ${word}%`}`);
      const whole = words.map((word) => sql`(words like ${`% ${word} %`})::int`);
      const rows = await kysely
        .selectFrom('azure_problem')
        .selectAll()
        .where((where) => where.and(begins))
        .$if(words.length > 0, (query) => query.orderBy(sql`${sql.join(whole, sql` + `)}`, 'desc').orderBy(sql`length(words)`))
        .orderBy('service')
        .orderBy('name')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(toProblem);
    },
  };
}

function toRow({ id, service, name, consents }: AzureProblem) {
  return { id, service, name, consents: jsonText(consents), words: ` ${searchText(`${service} ${name}`).words.join(' ')} ` };
}

function toProblem({ id, service, name, consents }: Selectable<Tables['azure_problem']>): AzureProblem {
  return { id, service, name, consents: Consents.parse(consents) };
}
