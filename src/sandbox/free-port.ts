import { createServer } from 'node:net';

const MOST_TRIES = 50;

/** The first port on loopback from this one on that nobody listens on. */
export async function firstFreePort(from: number): Promise<number> {
  for (let port = from; port < from + MOST_TRIES; port += 1) if (await isFree(port)) return port;
  throw new Error(`No free port from ${from} to ${from + MOST_TRIES - 1}`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
