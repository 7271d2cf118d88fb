import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { DEMO_PACE, DEMO_PLANS, DEMO_STATEMENT } from './bot-environment.ts';
import { beginEscalationOnce } from './demo-start.ts';
import { firstFreePort } from './free-port.ts';
import { noteRunning, runningDemo } from './running-demo.ts';
import { startSandbox } from './sandbox.ts';
import type { Sandbox } from './sandbox.ts';

const DATA_DIR = path.resolve(process.env['DATA_DIR'] ?? '.data/demo');
const USUAL_PORT = 3990;
/** pino's number for errors. */
const ERROR_LEVEL = 50;

const LogLine = z.object({ level: z.number(), msg: z.string().optional() });

mkdirSync(DATA_DIR, { recursive: true, mode: 0o700 });
const runningFile = path.join(DATA_DIR, 'running.json');
const already = await runningDemo(runningFile);
if (already !== undefined) {
  process.stderr.write(`The demo runs already on ${DATA_DIR}: open ${already}, or stop it first. For a second one set DATA_DIR.\n`);
  process.exit(1);
}

const logFile = path.join(DATA_DIR, 'bot.log');
const log = createWriteStream(logFile, { flags: 'w', mode: 0o600 });

let removeNote: (() => void) | undefined;
let sandbox: Sandbox | undefined;
let starting: Promise<Sandbox> | undefined;
let ending: Promise<void> | undefined;
const giveUp = new AbortController();

/** Ends everything, once. A second request ends the bot by force. */
function end(exitCode: number): void {
  if (ending !== undefined) {
    if (sandbox?.bot.pid !== undefined) process.kill(sandbox.bot.pid, 'SIGKILL');
    return;
  }
  giveUp.abort();
  ending = (async () => {
    // Where the start is given up, it ends by itself what it had begun.
    await (await starting?.catch(() => undefined))?.stop();
    removeNote?.();
    await new Promise((resolve) => log.end(resolve));
    process.exit(exitCode);
  })();
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (ending === undefined) say('Stopping …');
    end(0);
  });
}

// A terminal that was closed takes nothing any more; that must not keep the rest from ending.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Every line goes to the file; errors also to the terminal. */
function onLog(line: string): void {
  log.write(`${line}\n`);
  const entry = LogLine.safeParse(jsonOf(line));
  if (entry.success && entry.data.level >= ERROR_LEVEL) process.stderr.write(`bot: ${entry.data.msg ?? 'error'} (see ${logFile})\n`);
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

try {
  say('Starting the sandbox and the bot …');
  const asked = z.coerce.number().int().min(1).max(65_535).default(USUAL_PORT).safeParse(process.env['DEMO_PORT']);
  if (!asked.success) throw new Error('DEMO_PORT must be a port number from 1 to 65535');
  starting = startSandbox({
    signal: giveUp.signal,
    storage: { dataDir: DATA_DIR },
    system: process.env,
    variables: { ...DEMO_PACE, ...DEMO_PLANS, ...DEMO_STATEMENT },
    pagePort: await firstFreePort(asked.data),
    onLog,
    onError: (line) => process.stderr.write(`bot: ${line}\n`),
    onDeath(exitCode) {
      process.stderr.write(`The bot ended by itself, with exit code ${exitCode}. Its log: ${logFile}\n`);
      end(exitCode === 0 ? 1 : exitCode);
    },
  });
  sandbox = await starting;
  removeNote = noteRunning(runningFile, sandbox.url);
  await beginEscalationOnce(sandbox.channel, path.join(DATA_DIR, 'escalation-begun')).catch((error: unknown) => {
    if (ending === undefined)
      process.stderr.write(`No escalation was prepared: ${error instanceof Error ? error.message : String(error)}\n`);
  });
  say(`
  Open  ${sandbox.url}

  Try, as Adele (helpdesk agent):
    Contoso's mail is down             reports a problem, pre-filled
    Contoso was billed twice           files a request with Partner Center and brings its number
    Contoso's VM is down               files a ticket with Azure, and follows it; in the control strip Microsoft answers
    Humongous Insurance's mail is down a colleague has to file it: handed over to Camille in one press
    health Fabrikam                    a customer's service health
    board                              all customers, by Microsoft's issues
    admin Contoso                      portals in the customer's context, and common repairs
    access Contoso                     may I see it, may I file it, and if not, what now
    requests                           what was filed
    watches                            what this chat is told of, and when
    escalate Contoso: mail is down     asks the experts: their channel gets a case; while nobody takes it, people are called
    cases                              where they stand; the experts, Camille and Dmitri, press on the card in the channel
    oncall                             who is on call, and when next
    setup check                        as Camille: what is set up for escalation, and what is missing
  Change the person, the language and the look at the top; start an outage in the control strip, make it worse and end it:
  everybody who watches is told, within half a minute. There an API can be broken too.

  Data and log: ${DATA_DIR}
  Ctrl-C ends everything.
`);
} catch (error) {
  if (ending === undefined) {
    process.stderr.write(`The demo could not start: ${error instanceof Error ? error.message : String(error)}\n`);
    end(1);
  }
}
