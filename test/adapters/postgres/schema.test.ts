import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { freshDatabase } from '../../support/database.ts';

/** What a column of the database is in the hand-written interface. */
const TYPES: Readonly<Record<string, string>> = {
  text: 'text',
  uuid: 'text',
  'text[]': 'list',
  integer: 'number',
  smallint: 'number',
  boolean: 'boolean',
  bigint: 'number',
  'timestamp with time zone': 'date',
  jsonb: 'json',
  bytea: 'bytes',
};

describe('the Tables interface', () => {
  it('has exactly the tables, columns and types of the migrated database', async () => {
    const { kysely } = await freshDatabase();
    const { rows } = await sql<{ table: string; column: string; type: string; nullable: boolean }>`
      select table_name as table, column_name as column, is_nullable = 'YES' as nullable,
        case when data_type = 'ARRAY' then ltrim(udt_name, '_') || '[]' else data_type end as type
      from information_schema.columns where table_schema = 'public' and table_name not like 'kysely_%'`.execute(kysely);
    const migrated = rows.map(
      ({ table, column, type, nullable }) => `${table}.${column}: ${TYPES[type] ?? type}${nullable ? ' or null' : ''}`,
    );

    const written = await tablesAsWritten();

    assert.deepEqual(written.toSorted(), migrated.toSorted());
  });
});

/** Reads the source: an interface leaves nothing behind to be looked at when the program runs. */
async function tablesAsWritten(): Promise<string[]> {
  const source = await readFile(new URL('../../../src/adapters/postgres/schema.ts', import.meta.url), 'utf8');
  const text = source.replace(/\/\*\*.*?\*\/|\/\/.*$/gms, '');
  const bodies = new Map([...text.matchAll(/interface (\w+) \{([^]*?)^\}/gm)].map(([, name = '', body = '']) => [name, body]));
  const tables = [...(bodies.get('Tables') ?? '').matchAll(/^ {2}(\w+): (?:(\w+);|\{([^}]*)\};)$/gm)];
  return tables.flatMap(([, table = '', name = '', inline]) => {
    const columns = (inline ?? bodies.get(name) ?? '').split(';').map((column) => column.trim());
    return columns.filter((column) => column !== '').map((column) => `${table}.${describeColumn(column)}`);
  });
}

function describeColumn(column: string): string {
  const [, name = '', type = ''] = /^(\w+): ([^]*)$/.exec(column) ?? [];
  const bare = type.replace(/^Generated<(.*)>$/, '$1').replace(/ \| null$/, '');
  return `${name}: ${kindOf(bare)}${type.endsWith('| null') || bare === 'NullableJson' ? ' or null' : ''}`;
}

function kindOf(type: string): string {
  if (type.endsWith('[]')) return 'list';
  const kinds: Readonly<Record<string, string>> = {
    number: 'number',
    boolean: 'boolean',
    Date: 'date',
    Json: 'json',
    NullableJson: 'json',
    DefaultedJson: 'json',
    Uint8Array: 'bytes',
  };
  return kinds[type] ?? 'text';
}
