const SHARE = 0.25;
const LEAST_MS = 15 * 60_000;

/** When people are warned that Microsoft's first response is near its time: with a quarter of it left, but at least fifteen minutes. */
export function responseWarning(filedAt: Date, dueAt: Date): Date {
  const left = Math.max((dueAt.getTime() - filedAt.getTime()) * SHARE, LEAST_MS);
  return new Date(Math.max(dueAt.getTime() - left, filedAt.getTime()));
}
