import { readConfig } from './config.ts';
import { startApp } from './wiring.ts';

/** One sentence on the terminal, not a stack: whoever starts the bot reads it. */
function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

try {
  const starting = startApp(readConfig(process.env));
  // Before the start is over, so that a signal during it stops what is being started.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      starting.then((app) => app.stop()).then(() => process.exit(0), fail);
    });
  await starting;
} catch (error) {
  fail(error);
}
