import { postgresDeliveryStore } from '../../src/adapters/postgres/delivery-store.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { teamsClient } from '../../src/adapters/teams/client.ts';
import { teamsIncidentAnnouncer } from '../../src/adapters/teams/incident-announcer.ts';
import type { Audience } from '../../src/domain/audience.ts';
import { DEFAULT_WATCH } from '../../src/domain/watch.ts';
import type { DeliveryStore } from '../../src/ports/delivery-store.ts';
import { sendDeliveries } from '../../src/use-cases/send-deliveries.ts';
import { announcing } from './announcing.ts';
import { later } from './health-fixtures.ts';
import { NO_JOBS } from './no-jobs.ts';
import type { TeamsWire } from './teams-wire.ts';

/** A clock that goes faster than the real one, from some minutes after `NOON` on. */
export function quickClock(minutes: number, speed = 50) {
  let from = later(minutes).getTime();
  const begun = performance.now();
  return {
    now: () => new Date(from + (performance.now() - begun) * speed),
    move: (ms: number) => void (from += ms),
  };
}

/** Incidents announced and sent: the real stores on a database, and Teams as it is seen from the wire. */
export function sending(database: Database, wire: TeamsWire) {
  const given = announcing(database);
  const deliveries = postgresDeliveryStore(database, NO_JOBS);
  const clock = quickClock(2);
  const logged: string[] = [];
  const counted: string[] = [];
  const jobs: (Date | undefined)[] = [];
  const world = {
    ...given,
    deliveries,
    clock,
    logged,
    counted,
    /** Each time another run was asked for, and for when. */
    asked: jobs,
    audience: 'own' as Audience,
    /** Who reads the channels need not be asked. */
    audienceKnown: true,
    sender: (some: { readonly deliveries?: DeliveryStore; readonly perSecond?: number; readonly runMs?: number } = {}) =>
      sendDeliveries({
        deliveries,
        announcements: given.announcements,
        announcer: teamsIncidentAnnouncer(
          teamsClient({ token: { get: async () => 'token', discard: () => undefined }, serviceUrls: [wire.url], timeoutMs: 400, tries: 1 }),
        ),
        conversations: given.conversations,
        audience: { of: async () => world.audience, isKnown: () => world.audienceKnown },
        jobs: { enqueue: async (_name, _data, { after } = {}) => void jobs.push(after) },
        perSecond: Infinity,
        metrics: { delivery: (outcome) => void counted.push(outcome), firstCard: () => undefined },
        clock,
        log: (event, details) => void logged.push(JSON.stringify([event, details])),
        runMs: 20_000,
        ...some,
      }),
    /** Runs the job as often as it asks for itself within the next while, by the quick clock. */
    async sendAll(signal: AbortSignal = new AbortController().signal): Promise<number> {
      const send = world.sender();
      let sent = 0;
      for (let runs = 0; runs < 30; runs++) {
        jobs.length = 0;
        sent += await send(signal);
        const next = await deliveries.nextDue();
        if (next === undefined || next.getTime() > clock.now().getTime() + 3_600_000) return sent;
        clock.move(Math.max(0, next.getTime() - clock.now().getTime()));
      }
      throw new Error('It never ends');
    },
    /** A place at the wire. */
    async chat(name: string, options: Parameters<typeof given.place>[1] = {}) {
      const place = await given.place(name, options);
      await database.kysely.updateTable('conversation').set({ service_url: wire.url }).execute();
      return place;
    },
    /** A place of somebody who was met in a channel only. */
    async met(name: string) {
      await given.conversations.learnAccount(
        { personId: name, accountId: `29:${name}`, serviceUrl: wire.url, tenantId: 't', botId: 'b' },
        later(0),
      );
      return given.watches.ensure(
        {
          scope: 'personal',
          conversationId: undefined,
          personId: name,
          personName: name,
          label: undefined,
          locale: 'en',
          timeZone: 'UTC',
          access: { mayWatch: true, groupIds: [] },
        },
        [DEFAULT_WATCH],
        later(0),
      );
    },
    /** As `chat`, in a channel. */
    channel: (name: string, options: Parameters<typeof given.place>[1] = {}) =>
      world.chat(name, { label: name, conversationId: `19:${name}`, ...options }),
    /** State of a row, and what is left of it. */
    async stand(issueId: string, placeId: string): Promise<string> {
      const row = await given.row(issueId, placeId);
      if (row === undefined) return 'none';
      if (row.claimed_until !== null || row.posting !== null) throw new Error('The row is not free');
      return row.reason === null || row.state !== 'muted' ? row.state : `muted (${row.reason})`;
    },
  };
  return world;
}
