import { randomUUID } from 'node:crypto';
import { sql, type Selectable, type Transaction } from 'kysely';
import { likeness } from '../../domain/likeness.ts';
import type { PublisherContact, PublisherFields } from '../../domain/publisher-contact.ts';
import { searchText } from '../../domain/search-text.ts';
import type { Editor, PublisherStore } from '../../ports/publisher-store.ts';
import { recordChange } from './change-audit.ts';
import type { Database } from './database.ts';
import { isUuid } from './identifiers.ts';
import type { PublisherContactTable, Tables } from './schema.ts';

type Row = Selectable<PublisherContactTable>;

const MOST = 100;
/** What is longer is no product's name. */
const LONGEST_QUERY = 120;
const MOST_WORDS = 8;
/** Candidates that are compared letter by letter. */
const MOST_CANDIDATES = 60;
/** Below it a likeness is chance. */
const LEAST_LIKENESS = 0.6;

export function postgresPublisherStore({ kysely }: Database): PublisherStore {
  const contacts = kysely.selectFrom('publisher_contact').selectAll();

  return {
    async byId(id) {
      if (!isUuid(id)) return undefined;
      const row = await contacts.where('id', '=', id).executeTakeFirst();
      return row && toContact(row);
    },

    async find(product, limit) {
      const most = Math.min(limit, MOST);
      const words = searchText(product.slice(0, LONGEST_QUERY)).sounds.slice(0, MOST_WORDS);
      if (words.length === 0) return (await contacts.orderBy('changed_at', 'desc').orderBy('id').limit(most).execute()).map(toContact);
      const begins = sql.join(
        words.map((word) => sql`(' ' || product_key) like ${`% ${word}%`}`),
        sql` or `,
      );
      // Both use the index over trigrams; words hold letters and digits only.
      const { rows } = await sql<Row>`select * from publisher_contact where ${begins} or product_key % ${words.join(' ')}
        order by similarity(product_key, ${words.join(' ')}) desc, product, id limit ${MOST_CANDIDATES}`.execute(kysely);
      return rows
        .map((row) => ({ row, score: likeness(words, row.product_key.split(' ')) }))
        .filter(({ score }) => score >= LEAST_LIKENESS)
        .toSorted((a, b) => b.score - a.score)
        .slice(0, most)
        .map(({ row }) => toContact(row));
    },

    add: (fields, editor, at) =>
      kysely.transaction().execute(async (transaction) => {
        const row = await transaction
          .insertInto('publisher_contact')
          .values({ id: randomUUID(), version: 1, ...columnsOf(fields, editor, at) })
          .onConflict((conflict) => conflict.column('product_key').doNothing())
          .returningAll()
          .executeTakeFirst();
        if (row === undefined) return undefined;
        await audit(transaction, 'added', undefined, row, editor, at);
        return toContact(row);
      }),

    change: (id, version, fields, editor, at) =>
      kysely.transaction().execute(async (transaction) => {
        if (!isUuid(id)) return undefined;
        const before = await transaction.selectFrom('publisher_contact').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
        const columns = columnsOf(fields, editor, at);
        const taken = transaction.selectFrom('publisher_contact').select('id').where('product_key', '=', columns.product_key);
        if (before?.version !== version || (await taken.where('id', '<>', id).executeTakeFirst()) !== undefined) return undefined;
        const row = await transaction
          .updateTable('publisher_contact')
          .set({ ...columns, version: version + 1 })
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirstOrThrow();
        await audit(transaction, 'changed', before, row, editor, at);
        return toContact(row);
      }),
  };
}

function columnsOf({ product, publisher, page, email, phone }: PublisherFields, editor: Editor, at: Date) {
  return {
    product,
    product_key: searchText(product).sound || product.toLowerCase(),
    publisher,
    page: page ?? null,
    email: email ?? null,
    phone: phone ?? null,
    changed_by: editor.id,
    changed_by_name: editor.name,
    changed_at: at,
  };
}

async function audit(
  transaction: Transaction<Tables>,
  action: string,
  before: Row | undefined,
  after: Row,
  editor: Editor,
  at: Date,
): Promise<void> {
  const told = (row: Row): PublisherFields => fieldsOf(toContact(row));
  await recordChange(transaction, {
    at,
    actor: editor.id,
    subject: 'publisher-contact',
    subjectId: after.id,
    action,
    before: before && told(before),
    after: told(after),
  });
}

function fieldsOf({ product, publisher, page, email, phone }: PublisherContact): PublisherFields {
  return { product, publisher, page, email, phone };
}

function toContact(row: Row): PublisherContact {
  const { id, version, product, publisher, page, email, phone } = row;
  return {
    id,
    version,
    product,
    publisher,
    page: page ?? undefined,
    email: email ?? undefined,
    phone: phone ?? undefined,
    changedBy: row.changed_by_name,
    changedAt: row.changed_at,
  };
}
