import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { endWithUs } from './end-with-us.ts';
import { firstFreePort } from './free-port.ts';

interface BotProcessOptions {
  /** The whole environment of the bot. */
  readonly environment: Readonly<Record<string, string>>;
  /** Told each line the bot writes to its log. */
  readonly onLog: (line: string) => void;
  /** Told each line the bot writes to its error output. */
  readonly onError: (line: string) => void;
  /** Told when the bot ended without having been asked to: its exit code, or 1 for a signal. */
  readonly onDeath: (exitCode: number) => void;
}

/** The real bot, as a process of its own. */
export interface BotProcess {
  /** Where it takes messages. */
  readonly endpoint: string;
  readonly adminUrl: string;
  readonly pid: number | undefined;
  /** Starts it and waits until it is ready. Throws when it ends before that, or when `signal` says to wait no longer. */
  start(signal?: AbortSignal): Promise<void>;
  /** Asks it to stop; ends it by force after ten seconds. Gives its exit code. */
  stop(): Promise<number | undefined>;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ARGUMENTS = ['--import', './src/node-version.mjs', 'src/main.ts'];
const READY_WITHIN_MS = 60_000;
const READY_EVERY_MS = 25;
const STOP_WITHIN_MS = 10_000;

export async function createBotProcess({ environment, onLog, onError, onDeath }: BotProcessOptions): Promise<BotProcess> {
  const [port, adminPort] = await freePorts();
  const base = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  let gone: Promise<number> | undefined;
  let asked = false;

  function launch(): Promise<number> {
    asked = false;
    const started = spawn(process.execPath, ARGUMENTS, {
      cwd: ROOT,
      env: { ...environment, HOST: '127.0.0.1', PORT: String(port), ADMIN_PORT: String(adminPort) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    const callOff = started.pid === undefined ? undefined : endWithUs(started.pid);
    createInterface({ input: started.stdout }).on('line', onLog);
    createInterface({ input: started.stderr }).on('line', onError);
    return new Promise((resolve) => {
      const ended = (exitCode: number): void => {
        callOff?.();
        if (child === started) child = undefined;
        resolve(exitCode);
        if (!asked) onDeath(exitCode);
      };
      // Not at its exit, after which its last words may still come. A start that fails ends here too.
      started.once('close', (code) => ended(code ?? 1));
      started.on('error', () => undefined);
    });
  }

  return {
    endpoint: `${base}/api/messages`,
    adminUrl: `http://127.0.0.1:${adminPort}`,
    get pid() {
      return child?.pid;
    },

    async start(signal) {
      if (child !== undefined) throw new Error('The bot is running already');
      const ended = launch();
      gone = ended;
      const early = ended.then((exitCode) => Promise.reject(new Error(`The bot ended before it was ready, with exit code ${exitCode}`)));
      const over = new AbortController();
      const waiting = signal === undefined ? over.signal : AbortSignal.any([over.signal, signal]);
      try {
        await Promise.race([becomesReady(`${base}/readyz`, waiting), early]);
      } finally {
        over.abort();
        early.catch(() => undefined);
      }
    },

    async stop() {
      if (child === undefined || gone === undefined) return undefined;
      asked = true;
      child.kill('SIGTERM');
      const force = setTimeout(() => child?.kill('SIGKILL'), STOP_WITHIN_MS);
      const exitCode = await gone;
      clearTimeout(force);
      return exitCode;
    },

    async kill() {
      asked = true;
      child?.kill('SIGKILL');
      await gone;
    },
  };
}

async function becomesReady(url: string, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await answersOk(url, signal))) {
    if (Date.now() > deadline) throw new Error('The bot did not become ready within a minute');
    await wait(READY_EVERY_MS, undefined, { signal });
  }
}

async function answersOk(url: string, signal: AbortSignal): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(5000)]) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

/**
 * Two ports nobody listens on, different from each other. The bot keeps them over restarts, so they are below those that systems give to
 * outgoing connections and to servers that ask for any: one of these would be in its way now and then.
 */
async function freePorts(): Promise<[number, number]> {
  const port = await firstFreePort(10_000 + Math.floor(Math.random() * 20_000));
  return [port, await firstFreePort(port + 1)];
}
