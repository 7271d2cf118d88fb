import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const Running = z.object({ pid: z.number(), url: z.url() });

/** The address of a demo that runs on the same data already; two would take each other's jobs. */
export async function runningDemo(file: string): Promise<string | undefined> {
  const noted = Running.safeParse(contentOf(file));
  if (!noted.success || !isAlive(noted.data.pid)) return undefined;
  try {
    const { ok } = await fetch(noted.data.url, { signal: AbortSignal.timeout(2000) });
    return ok ? noted.data.url : undefined;
  } catch {
    return undefined;
  }
}

/** Notes that this process runs the demo; gives what removes the note. */
export function noteRunning(file: string, url: string): () => void {
  writeFileSync(file, JSON.stringify({ pid: process.pid, url }), { mode: 0o600 });
  return () => rmSync(file, { force: true });
}

function contentOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
