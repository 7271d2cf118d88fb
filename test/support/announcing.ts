import { randomUUID } from 'node:crypto';
import { postgresAnnouncementStore } from '../../src/adapters/postgres/announcement-store.ts';
import { postgresConversationStore } from '../../src/adapters/postgres/conversation-store.ts';
import { postgresCustomerStore } from '../../src/adapters/postgres/customer-store.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { postgresHealthStore } from '../../src/adapters/postgres/health-store.ts';
import { postgresIncidentStore } from '../../src/adapters/postgres/incident-store.ts';
import type { PostgresQueue } from '../../src/adapters/postgres/queue.ts';
import { postgresWatchStore } from '../../src/adapters/postgres/watch-store.ts';
import type { IncidentDetails } from '../../src/domain/incident.ts';
import type { HealthIssue } from '../../src/domain/service-health.ts';
import { DEFAULT_WATCH, type Watch, type WatchPlace } from '../../src/domain/watch.ts';
import type { AnnouncementStore } from '../../src/ports/announcement-store.ts';
import type { PlaceFacts, PlaceSettings } from '../../src/ports/watch-store.ts';
import { announceIncident } from '../../src/use-cases/announce-incident.ts';
import { anIssue, aSnapshot, later, NOON, someDetails } from './health-fixtures.ts';
import { NO_JOBS } from './no-jobs.ts';
import { aCustomer, NEVER } from './use-case-fixtures.ts';

export const INTERVAL_MS = 300_000;

/** `name id`, with the key and the time where they are told. */
interface Enqueued {
  readonly name: string;
  readonly key: string | undefined;
  readonly after: Date | undefined;
}

/** Incidents of one database, announced to places of its; moments are minutes after `NOON`. */
export function announcing(database: Database, some: { readonly checkAccess?: boolean } = {}) {
  const jobs: Enqueued[] = [];
  const queue: Pick<PostgresQueue, 'within'> = {
    within: () => ({ enqueue: async (name, _data, { key, after } = {}) => void jobs.push({ name, key, after }) }),
  };
  const watches = postgresWatchStore(database);
  const health = postgresHealthStore(database, NO_JOBS);
  const incidents = postgresIncidentStore(database, NO_JOBS);
  const conversations = postgresConversationStore(database);
  const announcements = postgresAnnouncementStore(database, queue, some.checkAccess ?? false);
  const logged: string[] = [];

  return {
    jobs,
    logged,
    watches,
    health,
    incidents,
    conversations,
    announcements,
    /** The customers there are. */
    async customers(...tenantIds: string[]): Promise<void> {
      const customers = tenantIds.map((tenantId) => aCustomer({ tenantId, name: `Customer ${tenantId}` }));
      await postgresCustomerStore(database).replaceAll({ customers, missing: [] }, NOON);
    },
    /** What was read of a customer. */
    polled: (tenantId: string, minutes: number, ...issues: readonly HealthIssue[]) =>
      health.save(aSnapshot(tenantId, later(minutes), issues)),
    /** What Microsoft tells of an incident. */
    told: (id: string, minutes: number, details: Partial<IncidentDetails> = {}) =>
      incidents.saveDetails(someDetails(id, { modifiedAt: later(minutes), ...details }), later(minutes)),
    announce: (id: string, minutes: number, by: Pick<AnnouncementStore, 'announce'> = announcements) =>
      announceIncident({
        announcements: by,
        watches,
        clock: { now: () => later(minutes) },
        intervalMs: INTERVAL_MS,
        log: (event) => logged.push(event),
      })(id, NEVER),
    /** A person's chat that watches from then on; as a channel when it has a label. */
    async place(
      personId: string,
      {
        watch = {},
        settings,
        minutes = 0,
        ...facts
      }: Partial<PlaceFacts> & {
        readonly watch?: Partial<Watch>;
        readonly settings?: Partial<PlaceSettings>;
        readonly minutes?: number;
      } = {},
    ): Promise<WatchPlace> {
      const conversationId = facts.conversationId ?? `a:${personId}`;
      const scope = facts.label === undefined ? 'personal' : 'team';
      const at = later(minutes);
      await conversations.learn(
        {
          conversationId,
          scope,
          serviceUrl: 'https://teams.example',
          tenantId: 't',
          botId: 'b',
          personId,
          accountId: '29:1',
          teamId: undefined,
        },
        at,
      );
      const made = await watches.ensure(
        {
          scope,
          conversationId,
          personId,
          personName: personId,
          label: undefined,
          locale: 'en',
          timeZone: 'UTC',
          access: { mayWatch: true, groupIds: [] },
          ...facts,
        },
        [{ ...DEFAULT_WATCH, ...watch }],
        at,
      );
      const changed =
        settings &&
        (await watches.set(
          made,
          {
            timeZone: 'UTC',
            quiet: undefined,
            highImpactRings: true,
            toldOfUnseen: false,
            digest: 'none',
            digestAt: { minute: 480, weekday: 1 },
            ...settings,
          },
          'tester',
          at,
        ));
      return changed ?? made;
    },
    silence: (place: WatchPlace, minutes: number, tenantId?: string) =>
      watches.silence(
        place,
        { id: randomUUID(), tenantId, service: undefined, until: later(minutes), personName: 'tester' },
        'tester',
        NOON,
      ),
    /** The card of a row stands in its chat and shows a revision, as the sender leaves it. */
    shown: (issueId: string, placeId: string, revision: number) =>
      database.kysely
        .updateTable('delivery')
        .set({ state: 'sent', shown_revision: revision, ring: null, due_at: null, conversation_id: 'c', activity_id: `card of ${placeId}` })
        .where('issue_id', '=', issueId)
        .where('place_id', '=', placeId)
        .execute(),
    /** Leaves a row as some fate of its card did. */
    left: (issueId: string, placeId: string, columns: object) =>
      database.kysely.updateTable('delivery').set(columns).where('issue_id', '=', issueId).where('place_id', '=', placeId).execute(),
    row: (issueId: string, placeId: string) =>
      database.kysely.selectFrom('delivery').selectAll().where('issue_id', '=', issueId).where('place_id', '=', placeId).executeTakeFirst(),
    changes: async (issueId: string) =>
      (await database.kysely.selectFrom('incident_change').selectAll().where('issue_id', '=', issueId).orderBy('revision').execute()).map(
        ({ revision, kinds }) => `${revision}: ${kinds.join(' ')}`,
      ),
    issue: anIssue,
  };
}
