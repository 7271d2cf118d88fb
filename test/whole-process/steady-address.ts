import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** An address that stays while the server behind it comes and goes. */
export interface SteadyAddress {
  readonly port: number;
  /** Breaks what is open, and takes nothing more until it is told to. */
  takes(anything: boolean): void;
  stop(): void;
}

export async function steadyAddress(target: () => number): Promise<SteadyAddress> {
  const open = new Set<Socket>();
  let taking = true;
  const server = createServer((client: Socket) => {
    if (!taking) {
      client.destroy();
      return;
    }
    const upstream = connect(target(), '127.0.0.1');
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    takes(anything) {
      taking = anything;
      if (!taking) for (const socket of open) socket.destroy();
    },
    stop: () => void server.close(),
  };
}
