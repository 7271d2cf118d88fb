import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { expandEvents } from './expand-events.ts';

/**
 * A process of its own for each calendar, started by `shift-calendar.ts`: whatever a stranger's file makes the library do (run for ever, fill the memory, write
 * parts of the file to the console) ends with it. One request on standard input, one answer on standard output, both JSON.
 */
const Request = z.object({ text: z.string(), from: z.coerce.date(), to: z.coerce.date(), timeZone: z.string() });

const { text: calendar, ...span } = Request.parse(JSON.parse(await text(process.stdin)));
// The library's warnings name events of the file.
console.warn = () => undefined;
process.stdout.write(JSON.stringify(expandEvents(calendar, span)));
