import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { BotError } from '../../domain/errors.ts';
import type { SecretStore } from '../../ports/secret-store.ts';
import type { Database } from './database.ts';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Secrets sealed with AES-256-GCM under `ENCRYPTION_KEY`; the name is sealed in, so that one secret cannot be put in another's place. */
export function postgresSecretStore({ kysely }: Database, encryptionKey: Uint8Array): SecretStore {
  if (encryptionKey.length !== KEY_BYTES)
    throw new BotError('MISCONFIGURED', `ENCRYPTION_KEY has ${encryptionKey.length} bytes instead of ${KEY_BYTES}.`);
  return {
    async read(name) {
      const row = await kysely.selectFrom('secret').selectAll().where('name', '=', name).executeTakeFirst();
      return row && { value: open(encryptionKey, name, row.sealed), at: row.stored_at };
    },

    async write(name, value, at) {
      const row = { name, sealed: seal(encryptionKey, name, value), stored_at: at };
      await kysely
        .insertInto('secret')
        .values(row)
        // The newest stays, whichever replica stores last.
        .onConflict((conflict) => conflict.column('name').doUpdateSet(row).where('secret.stored_at', '<=', at))
        .execute();
    },
  };
}

/** Nonce, tag, cipher text. */
function seal(key: Uint8Array, name: string, value: string): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(name));
  const sealed = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

function open(key: Uint8Array, name: string, sealed: Uint8Array): string {
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const tag = sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  try {
    const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(name)).setAuthTag(tag);
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
  } catch (cause) {
    const sentence =
      `The stored secret "${name}" cannot be decrypted with this ENCRYPTION_KEY: set the key it was stored with, ` +
      'or delete the row from the table "secret" and run "npm run sign-in".';
    throw new BotError('MISCONFIGURED', sentence, { cause });
  }
}
