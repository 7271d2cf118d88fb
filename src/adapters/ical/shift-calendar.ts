import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import icalGenerator from 'ical-generator';
import * as z from 'zod';
import { CALENDAR_PROBLEMS, type ShiftCalendar } from '../../ports/shift-calendar.ts';

const READER = fileURLToPath(new URL('calendar-reader.ts', import.meta.url));
/** In characters; a year of shifts of ten rotas has less. */
const LONGEST = 1024 * 1024;
const TIMEOUT_MS = 4_000;
const MEMORY_MB = 160;

const Answer = z.union([
  z.enum(CALENDAR_PROBLEMS),
  z.array(
    z.object({
      uid: z.string(),
      summary: z.string(),
      addresses: z.array(z.string()),
      from: z.iso.datetime().transform((moment) => new Date(moment)),
      to: z.iso.datetime().transform((moment) => new Date(moment)),
    }),
  ),
]);

/** Reads with node-ical, in a process of its own; writes with ical-generator. */
export function shiftCalendar({ timeoutMs = TIMEOUT_MS }: { readonly timeoutMs?: number } = {}): ShiftCalendar {
  return {
    async read(text, span, signal) {
      if (text.length > LONGEST) return 'too-large';
      try {
        return Answer.parse(JSON.parse(await answerOf(JSON.stringify({ text, ...span }), signal, timeoutMs)));
      } catch (error) {
        signal.throwIfAborted();
        // It took too long or too much memory, and was ended.
        if (error instanceof Error && 'code' in error) return 'too-large';
        throw error;
      }
    },

    write(name, timeZone, shifts, at) {
      // Every time in UTC: it needs no time zone in the file, and each calendar shows it by its own clock.
      const calendar = icalGenerator({
        name,
        prodId: { company: 'partner-support-bot', product: 'on-call' },
        x: [['X-WR-TIMEZONE', timeZone]],
      });
      for (const { uid, summary, from, to } of shifts) calendar.createEvent({ id: uid, summary, start: from, end: to, stamp: at });
      return calendar.toString();
    },
  };
}

const run = promisify(execFile);

async function answerOf(request: string, signal: AbortSignal, timeoutMs: number): Promise<string> {
  const reading = run(process.execPath, [`--max-old-space-size=${MEMORY_MB}`, '--no-warnings', READER], {
    // The library takes the zone of its process for times that name none.
    env: { TZ: 'UTC' },
    signal,
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
    maxBuffer: 4 * LONGEST,
  });
  // When the process is ended first, the promise tells.
  reading.child.stdin?.on('error', () => undefined);
  reading.child.stdin?.end(request);
  return (await reading).stdout;
}
