import { sql, type RawBuilder, type Selectable } from 'kysely';
import { likeness } from '../../domain/likeness.ts';
import { searchText } from '../../domain/search-text.ts';
import type { CustomerMatch } from '../../ports/customer-store.ts';
import { firstLabel, toCustomer } from './customer-row.ts';
import type { Database } from './database.ts';
import type { CustomerTable } from './schema.ts';

/** What is longer is no name. */
const LONGEST_QUERY = 100;
const MOST_WORDS = 8;
/** Shorter queries are like everything. */
const SHORTEST_LIKENESS = 3;
/** Candidates by likeness that are compared letter by letter. */
const MOST_CANDIDATES = 60;
/** What a likeness is worth at most: less than the beginning of a name. */
const MOST_LIKENESS = 0.79;
/** Below it a likeness is chance. */
const LEAST_SCORE = 0.5;

type Row = Selectable<CustomerTable> & { readonly score: number };

interface Query {
  readonly typed: string;
  readonly text: ReturnType<typeof searchText>;
  readonly words: readonly string[];
  readonly sounds: readonly string[];
}

/**
 * Scores: 1 the name but for case, accents and word order, or a domain, or the tenant id; 0.97 the name by sound (another script or spelling);
 * 0.95 the same without the legal form; 0.8–0.94 every word begins one of the name's; below 0.8 likeness of the words, for typing errors.
 */
export async function searchCustomers(database: Database, text: string, limit: number): Promise<readonly CustomerMatch[]> {
  const query = read(text);
  if (query.words.length === 0) return [];
  const near = await nearMatches(database, query, limit);
  // Likeness is dear, and always behind: it is asked only where there is room for it, and not after an exact hit of an id.
  if (near.length >= limit || near[0]?.tenant_id === query.typed || query.typed.length < SHORTEST_LIKENESS) return near.map(toMatch);
  const found = new Set(near.map((row) => row.tenant_id));
  const alike = (await likeMatches(database, query)).filter((row) => !found.has(row.tenant_id));
  return [...near, ...alike].slice(0, limit).map(toMatch);
}

function read(text: string): Query {
  const typed = text.trim().slice(0, LONGEST_QUERY).toLowerCase();
  const folded = searchText(typed);
  return { typed, text: folded, words: folded.words.slice(0, MOST_WORDS), sounds: folded.sounds.slice(0, MOST_WORDS) };
}

async function nearMatches({ kysely }: Database, query: Query, limit: number): Promise<readonly Row[]> {
  const { typed, text, words } = query;
  const prefixes = prefixesOf(query);
  // Materialised, so that scores are worked out for the candidates alone.
  const { rows } = await sql<Row>`
    with candidate as materialized (
      select tenant_id from customer where tenant_id = ${typed} or key_plain = ${text.plain} or key_sound = ${text.sound} or key_core = ${text.core}
      union select tenant_id from customer where domains @> array[${typed}]
      union select c.tenant_id from customer c where ${prefixes}
    ), scored as materialized (
      select c.*, case
        when c.tenant_id = ${typed} or c.key_plain = ${text.plain} or ${typed} = any(c.domains) then 1
        when c.key_sound = ${text.sound} then 0.97
        when c.key_core = ${text.core} then 0.95
        else 0.8 + 0.1 * least(1, ${typed.length}::float8 / greatest(1, length(c.name)))
          + case when c.search_words like ${` ${words[0] ?? ''}%`} then 0.04 else 0 end
      end::float8 as score
      from candidate join customer c using (tenant_id)
    )
    select * from scored order by score desc, lower(name), tenant_id limit ${limit}`.execute(kysely);
  return rows;
}

/** The index finds candidates by their trigrams; letter by letter they are compared here. */
async function likeMatches({ kysely }: Database, { sounds }: Query): Promise<readonly Row[]> {
  const { rows } = await sql<Selectable<CustomerTable>>`
    select c.* from customers_like(${sounds.join(' ')}, ${MOST_CANDIDATES}) as candidate(tenant_id) join customer c using (tenant_id)
    order by length(c.search_sounds), lower(c.name), c.tenant_id`.execute(kysely);
  return rows
    .map((row) => ({ ...row, score: MOST_LIKENESS * likeness(sounds, row.search_sounds.trim().split(' ')) }))
    .filter(({ score }) => score >= LEAST_SCORE)
    .toSorted((a, b) => b.score - a.score);
}

/** Every word of the query begins a word of the name, as written or by sound; or what is typed begins a domain. Words hold letters and digits only. */
function prefixesOf({ typed, words, sounds }: Query): RawBuilder<boolean> {
  const begins = (word: string): RawBuilder<boolean> => sql`c.search_words like ${`% ${word}%`}`;
  const every = (list: readonly string[]): RawBuilder<boolean> => sql`(${sql.join(list.map(begins), sql` and `)})`;
  const label = /^[^\s.]{3,}\./.test(typed) ? searchText(firstLabel(typed)).words : [];
  const ways = [words, sounds, label].filter((list) => list.length > 0).map(every);
  return sql`(${sql.join(ways, sql` or `)})`;
}

function toMatch(row: Row): CustomerMatch {
  return { ...toCustomer(row), score: row.score };
}
