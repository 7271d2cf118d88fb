import type { ServiceRequest } from './service-request.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * When a request is read again after `now`. Severity A twice as often as the others; after two days, four weeks and a quarter of a year without any change less
 * and less often: most of what is open for so long waits for something else.
 *
 * @param everyMs between two readings of a fresh request.
 */
export function nextReading(
  { severity, desk, updatedAt }: Pick<ServiceRequest, 'severity' | 'desk' | 'updatedAt'>,
  now: Date,
  everyMs: number,
): Date {
  const quietMs = now.getTime() - updatedAt.getTime();
  const base = (desk?.severity ?? severity) === 'critical' ? everyMs / 2 : everyMs;
  return new Date(now.getTime() + base * slowness(quietMs));
}

const CLOSED_EVERY_MS = DAY_MS / 2;
const CLOSED_READ_MS = 14 * DAY_MS;

/** When a closed request is read again after `now`: for two weeks after the last that happened Microsoft may answer or open it again; undefined after that. */
export function nextReadingOfClosed({ updatedAt }: Pick<ServiceRequest, 'updatedAt'>, now: Date): Date | undefined {
  const isOver = now.getTime() - updatedAt.getTime() >= CLOSED_READ_MS;
  return isOver ? undefined : new Date(now.getTime() + CLOSED_EVERY_MS);
}

function slowness(quietMs: number): number {
  if (quietMs < 2 * DAY_MS) return 1;
  if (quietMs < 28 * DAY_MS) return 3;
  return quietMs < 90 * DAY_MS ? 12 : 72;
}
