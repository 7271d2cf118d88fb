/**
 * A worker of `mocha --parallel` that dies between two files, say by a rejection that comes after the end of its test, would leave mocha
 * waiting for ever: its pool waits for the end of a process that is gone. So the run ends with the worker. (Death within a file is a failure.)
 */
if (process.env['MOCHA_WORKER_ID'] !== undefined)
  process.once('exit', (code) => {
    // Mocha listens as long as a file runs.
    const isBetweenFiles = process.listenerCount('uncaughtException') === 0;
    // Without the connection mocha is gone, and its place as our parent taken.
    if (code === 0 || !isBetweenFiles || !process.connected) return;
    console.error('A worker of mocha died of this, after the end of a file: the run ends here.');
    process.kill(process.ppid, 'SIGTERM');
  });
