import { sql, type RawBuilder, type Selectable } from 'kysely';
import { z } from 'zod';
import type { AzureProblem } from '../../domain/azure-filing.ts';
import { azureTerms, type AzureTerm } from '../../domain/azure-search-terms.ts';
import { searchText } from '../../domain/search-text.ts';
import type { AzureProblemStore } from '../../ports/azure-problem-store.ts';
import type { Database } from './database.ts';
import { jsonText } from './json-text.ts';
import type { Tables } from './schema.ts';

/** Rows written at once: far below what a statement may carry. */
const BATCH = 500;
/** Above the number of terms, so that a weight tells it too. */
const COUNTED = 100;
/** A service and what is the matter with it: less is nothing clear. */
const TERMS_OF_BEST = 2;

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
      const terms = azureTerms(text);
      if (terms.length > 0) return (await nearest(terms, limit)).map(toProblem);
      const all = kysely.selectFrom('azure_problem').selectAll().orderBy('service').orderBy('name').orderBy('id');
      return (await all.limit(limit).execute()).map(toProblem);
    },

    async best(sentence) {
      const terms = azureTerms(sentence);
      const [first, second] = await nearest(terms.length < TERMS_OF_BEST ? [] : terms, 2);
      return first !== undefined && second === undefined && first.found >= TERMS_OF_BEST ? toProblem(first) : undefined;
    },
  };

  /** Those that have the most of what is looked for. */
  async function nearest(terms: readonly AzureTerm[], limit: number): Promise<readonly NearRow[]> {
    if (terms.length === 0) return [];
    // Each term is looked for once in each row: that is what takes the time.
    const { rows } = await sql<NearRow>`with weighed as materialized (
        select azure_problem.*, ${sum(terms.map((term) => sql`${term.weight * COUNTED + 1}::int * ${begun(term)}::int`))} as weight from azure_problem)
      select *, weight % ${COUNTED}::int as found from weighed where weight > 0 and weight = (select max(weight) from weighed)
      order by ${sum(terms.map((term) => sql`${whole(term)}::int`))} desc, length(words), service, name, id limit ${limit}`.execute(kysely);
    return rows;
  }
}

interface NearRow extends Selectable<Tables['azure_problem']> {
  /** How many terms. */
  readonly found: number;
}

const sum = (parts: readonly RawBuilder<unknown>[]): RawBuilder<unknown> => sql.join(parts, sql` + `);
// Words hold letters and digits only, nothing that LIKE reads otherwise.
const anyOf = (phrases: AzureTerm['anyOf'], pattern: (word: string) => string): RawBuilder<unknown> =>
  sql`(${sql.join(
    phrases.map(
      (words) =>
        sql`(${sql.join(
          words.map((word) => sql`words like ${pattern(word)}`),
          sql` and `,
        )})`,
    ),
    sql` or `,
  )})`;
const begun = ({ anyOf: phrases }: AzureTerm): RawBuilder<unknown> => anyOf(shortest(phrases), (word) => `% ${word}%`);
const whole = ({ anyOf: phrases }: AzureTerm): RawBuilder<unknown> => anyOf(phrases, (word) => `% ${word} %`);

/** Whatever has "connection" has "connect": only one of them need be looked for. */
function shortest(phrases: AzureTerm['anyOf']): AzureTerm['anyOf'] {
  const covers = (one: readonly string[], other: readonly string[]) => one.every((word) => other.some((longer) => longer.startsWith(word)));
  return phrases.filter((phrase, index) =>
    phrases.every((other, at) => at === index || !covers(other, phrase) || (at > index && covers(phrase, other))),
  );
}

function toRow({ id, service, name, consents }: AzureProblem) {
  return { id, service, name, consents: jsonText(consents), words: ` ${searchText(`${service} ${name}`).words.join(' ')} ` };
}

function toProblem({ id, service, name, consents }: Selectable<Tables['azure_problem']>): AzureProblem {
  return { id, service, name, consents: Consents.parse(consents) };
}
