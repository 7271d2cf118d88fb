import { BotError } from '../../domain/errors.ts';

/** Known obstacles, by the words that Node or PostgreSQL use for them, each with one sentence for the administrator. */
const OBSTACLES: readonly (readonly [RegExp, (place: string) => string])[] = [
  // A short write is how PostgreSQL meets the end of the disk within a page.
  [
    /ENOSPC|No space left on device|wrote only \d+ of \d+ bytes/,
    (place) => `The disk that holds ${place} is full: make room, or name another DATA_DIR.`,
  ],
  [
    // Node reports a directory that cannot be made on a read-only disk as one that does not exist.
    /EROFS|Read-only file system|ENOENT.*mkdir/,
    (place) => `${place} is on a read-only disk: name a DATA_DIR that can be written, or set DATABASE_URL to use a server of your own.`,
  ],
  [
    /EACCES|EPERM|Permission denied/,
    (place) => `No permission to write in ${place}: give this user the directory, or name another DATA_DIR.`,
  ],
  [/ENOTDIR|EEXIST/, (place) => `${place} cannot be a directory, a file is in its way: name another DATA_DIR.`],
  [
    /invalid locale name/,
    () => 'This system lacks the locale C.UTF-8 that the embedded PostgreSQL needs: set DATABASE_URL to use a server of your own.',
  ],
];

/** Turns whatever stopped the embedded server into one sentence that says what to do. `cause` may be an error or the server's log. */
export function embeddedProblem(place: string, cause: unknown): BotError {
  if (cause instanceof BotError) return cause;
  const words = wordsOf(cause);
  const known = OBSTACLES.find(([pattern]) => pattern.test(words));
  const sentence = known?.[1](place) ?? `The embedded PostgreSQL does not start in ${place}: ${mainLine(words)}`;
  return new BotError('MISCONFIGURED', sentence, { cause });
}

/** What a failed program said, or why it could not be run. */
export function wordsOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const said = 'stderr' in cause ? String(cause.stderr).trim() : '';
  return said || cause.message;
}

/** PostgreSQL says much; the line that matters is the first fatal one. */
function mainLine(words: string): string {
  const lines = words.split('\n').filter((line) => line.trim() !== '');
  return (lines.find((line) => /FATAL|PANIC|error:/.test(line)) ?? lines.at(-1) ?? 'it gave no reason').trim();
}
