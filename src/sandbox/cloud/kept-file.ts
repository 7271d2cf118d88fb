import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { z } from 'zod';

/** Something that outlives a run. */
interface Kept<T> {
  readonly value: T;
  readonly save: () => void;
}

/** What an earlier run left in `file`, or `fresh`. Without a file nothing is kept. */
export function keptIn<T>(file: string | undefined, schema: z.ZodType<T>, fresh: T): Kept<T> {
  const value = file !== undefined && existsSync(file) ? schema.parse(JSON.parse(readFileSync(file, 'utf8'))) : fresh;
  return {
    value,
    save() {
      if (file === undefined) return;
      writeFileSync(`${file}.new`, JSON.stringify(value, undefined, 1), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    },
  };
}
