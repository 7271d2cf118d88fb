import { spawn } from 'node:child_process';

/** Waits for the end of its input, which comes when the process that holds the other end is gone, however it went. */
const SCRIPT = 'read -r _; kill -TERM "$1" 2>/dev/null';

/** Ends a process when this one dies, even by force; gives what calls that off. Windows has no shell for it: there nothing is done. */
export function endWithUs(pid: number): () => void {
  if (process.platform === 'win32') return () => undefined;
  const watcher = spawn('/bin/sh', ['-c', SCRIPT, 'sh', String(pid)], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  watcher.on('error', () => undefined);
  watcher.stdin.on('error', () => undefined);
  watcher.unref();
  return () => {
    watcher.kill('SIGKILL');
  };
}
