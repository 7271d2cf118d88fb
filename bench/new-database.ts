import pg from 'pg';

/** A new, empty database on a server; gives its URL. */
export async function newDatabase(serverUrl: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const named = new URL(serverUrl);
  named.pathname = `/${name}`;
  return named.href;
}
