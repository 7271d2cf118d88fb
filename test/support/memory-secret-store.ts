import type { SecretStore } from '../../src/ports/secret-store.ts';

/** Secrets in memory; counts the writes. */
export function memorySecretStore(): SecretStore & { readonly written: string[] } {
  const values = new Map<string, { value: string; at: Date }>();
  const written: string[] = [];
  return {
    written,
    read: (name) => Promise.resolve(values.get(name)),
    write(name, value, at) {
      values.set(name, { value, at });
      written.push(value);
      return Promise.resolve();
    },
  };
}
