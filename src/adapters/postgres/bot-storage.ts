import { CompiledQuery } from 'kysely';
import { BotError } from '../../domain/errors.ts';
import type { Database } from './database.ts';
import { jsonText } from './json-text.ts';

/** Structurally the bot SDK's `Storage`, whose package does not belong in here. */
export interface BotStorage {
  read(keys: string[]): Promise<StoredItems>;
  /** An item whose `eTag` is missing or `*` overwrites. @throws {BotError} CONFLICT when it is not the stored one; then nothing is written. */
  write(changes: StoredItems): Promise<void>;
  delete(keys: string[]): Promise<void>;
  /** Forgets what was not written for thirty days; returns how many. */
  prune(now: Date): Promise<number>;
}

type StoredItems = Record<string, unknown>;

const READ = { name: 'read-bot-state', text: 'select key, value, version from bot_state where key = any($1)' };

const WRITE = {
  name: 'write-bot-state',
  text: `insert into bot_state as stored (key, value) values ($1, $2)
    on conflict (key) do update set value = excluded.value, version = stored.version + 1, updated_at = now()
    where $3::integer is null or stored.version = $3
    returning key`,
};

const KEEP_MS = 30 * 24 * 3_600_000;

/** An item as the SDK wants it: with its version as its `eTag`. */
export function storedItem(value: object, version: number): object {
  return { ...value, eTag: String(version) };
}

export function postgresBotStorage({ kysely, run }: Database): BotStorage {
  return {
    async read(keys) {
      if (keys.length === 0) return {};
      const rows = await run<{ key: string; value: object; version: number }>(READ, [keys]);
      return Object.fromEntries(rows.map(({ key, value, version }) => [key, storedItem(value, version)]));
    },

    async write(changes) {
      const rows = Object.entries(changes).map(([key, item]) => toRow(key, item));
      const [only] = rows;
      if (only === undefined) return;
      // Nearly always there is one, and then no transaction is needed.
      if (rows.length === 1) return refuseStale(only.key, await run(WRITE, [only.key, only.value, only.version]));
      await kysely.transaction().execute(async (transaction) => {
        for (const { key, value, version } of rows) {
          const written = await transaction.executeQuery(CompiledQuery.raw(WRITE.text, [key, value, version]));
          refuseStale(key, written.rows);
        }
      });
    },

    async delete(keys) {
      if (keys.length > 0) await kysely.deleteFrom('bot_state').where('key', 'in', keys).execute();
    },

    async prune(now) {
      const stale = kysely.deleteFrom('bot_state').where('updated_at', '<', new Date(now.getTime() - KEEP_MS));
      return Number((await stale.executeTakeFirstOrThrow()).numDeletedRows);
    },
  };
}

function toRow(key: string, item: unknown): { key: string; value: string; version: number | null } {
  const { eTag, ...value }: { eTag?: unknown } = typeof item === 'object' && item !== null ? item : {};
  return { key, value: jsonText(value), version: typeof eTag !== 'string' || eTag === '*' || eTag === '' ? null : versionOf(eTag) };
}

/** An eTag that we did not give is that of no version. */
function versionOf(eTag: string): number {
  return /^\d{1,9}$/.test(eTag) ? Number(eTag) : -1;
}

function refuseStale(key: string, written: readonly unknown[]): void {
  if (written.length === 0) throw new BotError('CONFLICT', `the bot state ${key} was written by another turn`);
}
