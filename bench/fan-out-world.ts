import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { postgresAnnouncementStore } from '../src/adapters/postgres/announcement-store.ts';
import { openDatabase, type Database } from '../src/adapters/postgres/database.ts';
import { startEmbeddedServer } from '../src/adapters/postgres/embedded-server.ts';
import { postgresHealthStore } from '../src/adapters/postgres/health-store.ts';
import { startQueue, type PostgresQueue } from '../src/adapters/postgres/queue.ts';
import { postgresWatchStore } from '../src/adapters/postgres/watch-store.ts';
import type { HealthIssue } from '../src/domain/service-health.ts';
import { announceIncident, type AnnounceIncident } from '../src/use-cases/announce-incident.ts';
import { seedPlaces } from '../test/support/crowd-places.ts';
import { CROWD_GROUP, crowdTenant, seedCustomers, seedIncident } from './crowd-customers.ts';
import { startCrowd, type Crowd } from './crowd.ts';
import { startSender } from './fan-out-sender.ts';
import { warn } from './line.ts';
import { newDatabase } from './new-database.ts';

/** Everything between a stored reading and a card at the channel, as `wiring.ts` joins it, for a number of chats and channels. */
export interface FanOutWorld {
  readonly database: Database;
  readonly crowd: Crowd;
  readonly announce: AnnounceIncident;
  /** Stores the next customer's reading, with a new incident. */
  detect(issueId: string): Promise<void>;
  /** Has an incident that hits all customers announced, as after all their readings. */
  detectEverywhere(issueId: string): Promise<void>;
  /** Waits until the incident is in the ledger, and nothing of it is to be sent any more. */
  drained(issueId: string): Promise<void>;
  stop(): Promise<void>;
}

interface Wanted {
  readonly places: number;
  /** Of the places channels. */
  readonly channels: number;
  readonly customers?: number;
  /** Undefined: nothing is announced or sent by itself. */
  readonly sendsPerSecond: number | undefined;
}
export type NewWorld = (wanted: Wanted) => Promise<FanOutWorld>;

const clock = { now: (): Date => new Date() };
const INTERVAL_MS = 300_000;
const LOOK_MS = 100;

/** Worlds on one embedded database server, each with a database of its own. */
export async function withFanOutWorlds(use: (newWorld: NewWorld) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'bench-'));
  const server = await startEmbeddedServer(directory);
  let worlds = 0;
  try {
    await use(async (wanted) => newWorld(await newDatabase(server.url, `fan_out_${++worlds}`), wanted));
  } finally {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

async function newWorld(url: string, { places, channels, customers = 100, sendsPerSecond }: Wanted): Promise<FanOutWorld> {
  const database = await openDatabase(url);
  const queue = await startQueue(database, () => undefined);
  const crowd = await startCrowd();
  const watches = postgresWatchStore(database);
  const announcements = postgresAnnouncementStore(database, queue, true);
  const announce = announceIncident({ announcements, watches, clock, intervalMs: INTERVAL_MS, log: warn });
  await seedCustomers(database, customers);
  await seedPlaces(database, {
    serviceUrl: crowd.serviceUrl,
    people: places - channels,
    channels: Array.from({ length: channels }, (_, n) => `19:crowd-${n}@thread.tacv2`),
    groupIds: [CROWD_GROUP],
  });
  if (sendsPerSecond !== undefined) {
    await queue.work('announce-incident', ({ id = '' }, signal) => announce(id, signal));
    await startSender(database, queue, announcements, { origin: crowd.origin, perSecond: sendsPerSecond });
  }
  const { detect, drained } = detecting(database, queue);
  return {
    database,
    crowd,
    announce,
    detect,
    async detectEverywhere(issueId) {
      await seedIncident(database, issueId, customers);
      await queue.enqueue('announce-incident', { id: issueId }, { key: issueId });
    },
    drained,
    async stop() {
      await queue.stop();
      await database.close();
      crowd.stop();
    },
  };
}

function detecting(database: Database, queue: PostgresQueue): Pick<FanOutWorld, 'detect' | 'drained'> {
  const health = postgresHealthStore(database, queue);
  let detected = 0;

  async function look(issueId: string): Promise<'over' | 'under way'> {
    const rows = database.kysely.selectFrom('delivery').where('issue_id', '=', issueId).select('issue_id').limit(1);
    const [any, open] = await Promise.all([
      rows.executeTakeFirst(),
      rows.where((row) => row.or([row('state', '=', 'queued'), row('claimed_until', 'is not', null)])).executeTakeFirst(),
    ]);
    return any !== undefined && open === undefined ? 'over' : 'under way';
  }

  return {
    async detect(issueId) {
      const now = clock.now();
      const issue: HealthIssue = {
        id: issueId,
        title: 'Some users cannot send mail',
        service: 'Exchange Online',
        classification: 'incident',
        status: 'serviceDegradation',
        rawStatus: 'serviceDegradation',
        startedAt: now,
        modifiedAt: now,
        impact: 'Users may be unable to send or receive email through any connection method.',
        feature: 'E-mail',
        highImpact: false,
      };
      const overview = { id: 'Exchange', service: issue.service, status: issue.status, rawStatus: issue.rawStatus, issues: [issue] };
      await health.save({ tenantId: crowdTenant(++detected), fetchedAt: now, overviews: [overview] });
    },
    async drained(issueId) {
      while ((await look(issueId)) === 'under way') await wait(LOOK_MS);
    },
  };
}
