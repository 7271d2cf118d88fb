import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { entraTokens } from '../src/adapters/entra/tokens.ts';
import { graphClient } from '../src/adapters/graph/client.ts';
import { healthBudget } from '../src/adapters/graph/health-budget.ts';
import { graphHealthSource } from '../src/adapters/graph/health-source.ts';
import { postgresCustomerStore } from '../src/adapters/postgres/customer-store.ts';
import { openDatabase, type Database } from '../src/adapters/postgres/database.ts';
import { startEmbeddedServer } from '../src/adapters/postgres/embedded-server.ts';
import { postgresHealthPollStore } from '../src/adapters/postgres/health-poll-store.ts';
import { postgresHealthStore } from '../src/adapters/postgres/health-store.ts';
import { startQueue } from '../src/adapters/postgres/queue.ts';
import { postgresSecretStore } from '../src/adapters/postgres/secret-store.ts';
import { createTransport } from '../src/adapters/transport/transport.ts';
import { CLOUD_ENDPOINTS } from '../src/cloud-endpoints.ts';
import { createHealthPoller } from '../src/delivery/health-poller.ts';
import { createMetrics } from '../src/delivery/metrics.ts';
import type { Customer } from '../src/domain/customer.ts';
import { pollHealth } from '../src/use-cases/poll-health.ts';
import { print } from './line.ts';
import { newDatabase } from './new-database.ts';

const SIZES = [100, 1000, 10_000];
const INTERVAL_MS = 300_000;
const PARTNER = '7e4a0000-0000-4000-8000-000000000001';
/** n log n from the smallest to the largest size, as a power of n. */
const MOST_GROWTH = 1.15;
const clock = { now: (): Date => new Date() };

/** Rounds of a poller over 100, 1,000 and 10,000 customers: the first one, one in which nothing changed, one in which every issue did. */
export async function benchHealth(): Promise<void> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'bench-'));
  const server = await startEmbeddedServer(directory);
  const microsoft = fork('bench/health-back-end.ts', { stdio: 'inherit' });
  try {
    const [url] = (await once(microsoft, 'message')) as [string];
    const cpu = new Map<string, number[]>();
    for (const size of SIZES) {
      const database = await openDatabase(await newDatabase(server.url, `health_${size}`));
      try {
        const rounds = await roundsOf(size, database, url, () => microsoft.send('change'));
        for (const [round, ms] of Object.entries(rounds)) cpu.set(round, [...(cpu.get(round) ?? []), ms]);
      } finally {
        await database.close();
      }
    }
    for (const [round, [least = 0, , most = 0]] of cpu) {
      const value = Math.log(most / least) / Math.log((SIZES.at(-1) ?? 0) / (SIZES[0] ?? 0));
      const how = `CPU of a whole round at ${SIZES.join(', ')} customers: the exponent of n between the first and the last`;
      print({ figure: `health poll, ${round} round, growth`, value, unit: 'exponent', bar: MOST_GROWTH, how });
    }
  } finally {
    microsoft.disconnect();
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

/** CPU milliseconds of each whole round. */
async function roundsOf(
  size: number,
  database: Database,
  url: string,
  change: () => void,
): Promise<Record<'first' | 'quiet' | 'news', number>> {
  const customers = Array.from({ length: size }, (_, n) => customer(n));
  await postgresCustomerStore(database).replaceAll({ customers, missing: [] }, clock.now());
  const { canonical, transport } = cloudAt(url);
  const tokens = entraTokens({
    transport,
    canonical,
    partner: { tenantId: PARTNER, clientId: PARTNER, credential: { secret: 'secret' }, refreshToken: 'refresh' },
    secrets: postgresSecretStore(database, randomBytes(32)),
    clock,
    log: () => undefined,
  });
  const source = graphHealthSource(graphClient({ transport, tokens, baseUrl: canonical.graph }), healthBudget({ clock }));
  const polls = postgresHealthPollStore(database);
  const queue = await startQueue(database, () => undefined);
  let done = 0;
  let over = Promise.withResolvers<void>();
  const failed = (): void => over.reject(new Error('A poll failed'));
  const poll = pollHealth({
    source,
    store: postgresHealthStore(database, queue),
    polls: {
      ...polls,
      async succeeded(...args) {
        await polls.succeeded(...args);
        if (++done === size) over.resolve();
      },
    },
    jobs: { enqueue: async () => undefined },
    clock,
    intervalMs: INTERVAL_MS,
    log: failed,
  });
  const log = { debug: () => undefined, info: () => undefined, warn: failed, error: failed };

  /** Everybody is due at once, and the poller works until all are read. */
  async function round(name: string): Promise<number> {
    await database.kysely.updateTable('health_poll').set({ due_at: clock.now() }).execute();
    const poller = createHealthPoller({ poll, polls, intervalMs: INTERVAL_MS, clock, log, metrics: createMetrics() });
    done = 0;
    over = Promise.withResolvers();
    const begun = performance.now();
    const before = process.cpuUsage();
    poller.start();
    await over.promise;
    const { user, system } = process.cpuUsage(before);
    const seconds = (performance.now() - begun) / 1000;
    await poller.stop();
    print({ figure: `health poll at ${size}, whole ${name} round`, value: seconds, unit: 's', bar: INTERVAL_MS / 1000, how: HOW });
    return (user + system) / 1000;
  }

  await polls.reconcile(clock.now(), { apartMs: 0, withinMs: 1 });
  const first = await round('first');
  const quiet = await round('quiet');
  change();
  const news = await round('news');
  globalThis.gc?.();
  for (const [name, ms] of Object.entries({ first, quiet, news }))
    print({ figure: `health poll at ${size}, ${name} round`, value: ms / size, unit: 'ms CPU a customer', how: HOW });
  const { rss, heapUsed } = process.memoryUsage();
  await queue.stop();
  print({ figure: `health poll at ${size}, memory in use after`, value: heapUsed / 1024 ** 2, unit: 'MB of heap', how: HOW });
  print({
    figure: `health poll at ${size}, memory after`,
    value: rss / 1024 ** 2,
    unit: 'MB RSS',
    how: `${HOW}; what V8 let the heap grow to under full load`,
  });
  return { first, quiet, news };
}

const HOW = `all customers due at once, 32 side by side; Microsoft answers at once from another process, real PostgreSQL; first: with a token request each, quiet: nothing changed, news: all 12 issues of each changed; ${os.availableParallelism()} cores`;

function cloudAt(url: string) {
  const canonical = CLOUD_ENDPOINTS.global.baseUrls;
  const actual = { login: `${url}/login`, graph: `${url}/graph`, partnerCenter: url, arm: url };
  return { canonical, transport: createTransport({ canonical, actual }) };
}

function customer(n: number): Customer {
  const domain = `customer${n}.onmicrosoft.com`;
  const tenantId = `c0000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
  return { tenantId, name: `Customer ${n}`, domain, domains: [domain], sources: ['partner-center'] };
}
