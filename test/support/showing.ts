import { postgresCasePostStore } from '../../src/adapters/postgres/case-post-store.ts';
import { postgresCaseStore } from '../../src/adapters/postgres/case-store.ts';
import { postgresConversationStore } from '../../src/adapters/postgres/conversation-store.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { postgresEscalationChannels } from '../../src/adapters/postgres/escalation-channel-store.ts';
import { postgresPlanStore } from '../../src/adapters/postgres/plan-store.ts';
import { postgresShiftStore } from '../../src/adapters/postgres/shift-store.ts';
import { teamsCasePoster } from '../../src/adapters/teams/case-poster.ts';
import { teamsClient } from '../../src/adapters/teams/client.ts';
import type { Audience } from '../../src/domain/audience.ts';
import type { CaseDecision } from '../../src/domain/case-decision.ts';
import type { SupportCase } from '../../src/domain/support-case.ts';
import type { CasePostStore } from '../../src/ports/case-post-store.ts';
import type { NewCase } from '../../src/ports/case-store.ts';
import type { EscalationChannel } from '../../src/ports/escalation-channels.ts';
import { caseViews } from '../../src/use-cases/case-view.ts';
import { mendCases } from '../../src/use-cases/mend-cases.ts';
import { repostCase } from '../../src/use-cases/repost-case.ts';
import { showCase } from '../../src/use-cases/show-case.ts';
import { whoIsCalled } from '../../src/use-cases/who-is-called.ts';
import { whoIsOnCall } from '../../src/use-cases/who-is-on-call.ts';
import { ADELE, aNewCase, CHANNEL, OPENED_AT } from './cases.ts';
import { NO_JOBS } from './no-jobs.ts';
import type { TeamsWire } from './teams-wire.ts';
import { handClock, NEVER } from './use-case-fixtures.ts';

export const ADELES_CHAT = 'a:adele';

/** Cases of one database and how they are shown in Teams, as it is seen from the wire. */
export function showing(database: Database, wire: TeamsWire) {
  const clock = handClock(OPENED_AT.toISOString());
  const cases = postgresCaseStore(database, NO_JOBS);
  const posts = postgresCasePostStore(database, NO_JOBS);
  const conversations = postgresConversationStore(database);
  const channels = postgresEscalationChannels(database);
  const plans = postgresPlanStore(database);
  const client = { token: { get: async () => 'token', discard: () => undefined }, serviceUrls: [wire.url], timeoutMs: 300, tries: 1 };
  const at = { serviceUrl: wire.url, tenantId: 't', botId: '28:bot' };
  const asked: string[] = [];
  const reported: number[] = [];
  const world = {
    clock,
    cases,
    posts,
    conversations,
    channels,
    plans,
    logged: [] as string[],
    audience: 'own' as Audience,
    /** Each time the job was asked for: in how many seconds. */
    asked,
    reported,
    shower: (some: { readonly posts?: CasePostStore } = {}) =>
      showCase({
        posts,
        cases,
        views: caseViews({ cases, posts, channels, plans, clock }),
        poster: teamsCasePoster(teamsClient(client)),
        conversations,
        channels,
        audience: { of: async () => world.audience },
        whoIsCalled: whoIsCalled({ plans, onCall: whoIsOnCall({ plans, shifts: postgresShiftStore(database) }), conversations }),
        jobs: {
          enqueue: async (_name, _data, { after = clock.now() } = {}) =>
            void asked.push(String((after.getTime() - clock.now().getTime()) / 1000)),
        },
        clock,
        log: (event, details) => void world.logged.push(JSON.stringify([event, details])),
        ...some,
      }),
    mend: mendCases({
      posts,
      jobs: { enqueue: async (_name, { id = '' }) => void asked.push(id) },
      clock,
      report: (seconds) => void reported.push(seconds),
      log: (event) => void world.logged.push(event),
    }),
    repost: repostCase({ cases, posts, plans, channels, tags: { of: async () => [] }, clock }),

    /** The bot is in a channel, and it is set up. */
    async channel(conversationId = CHANNEL, some: Partial<EscalationChannel> = {}): Promise<void> {
      await world.inChannel(conversationId);
      await channels.setUp({
        conversationId,
        teamId: '19:team',
        teamName: 'Support',
        name: 'Experts',
        kind: 'standard',
        locale: 'en',
        timeZone: 'Europe/Paris',
        outsidersAllowed: false,
        setUpBy: ADELE,
        setUpAt: clock.now(),
        ...some,
      });
    },
    inChannel: (conversationId = CHANNEL) =>
      conversations.learn(
        { ...at, conversationId, scope: 'team', personId: undefined, accountId: undefined, teamId: '19:team' },
        clock.now(),
      ),
    /** Adele has a chat with the bot. */
    chat: (conversationId = ADELES_CHAT) =>
      conversations.learn(
        { ...at, conversationId, scope: 'personal', personId: ADELE.id, accountId: '29:adele', teamId: undefined },
        clock.now(),
      ),
    met: (personId: string) => conversations.learnAccount({ ...at, personId, accountId: `29:${personId}` }, clock.now()),
    open: (some: Partial<NewCase> = {}) => cases.open(aNewCase({ clocks: [], ...some }), ADELE, clock.now()),
    /** Something happens to a case, whatever the rules say. */
    async happens(
      id: string,
      event: Partial<CaseDecision['event']> & Pick<CaseDecision['event'], 'kind'>,
      next: Partial<SupportCase> = {},
      toldChannels: readonly string[] = [],
    ): Promise<SupportCase> {
      const changed = await cases.change(
        id,
        ({ case: present }) => ({
          next: { ...present, ...next },
          event: { actor: 'system', detail: {}, text: undefined, ...event },
          clocks: { add: [], set: [] },
          channels: toldChannels,
        }),
        { key: undefined, at: clock.now() },
      );
      if (changed === undefined) throw new Error('There is no such case');
      return changed.case;
    },
    show: (id: string) => world.shower()(id, NEVER),
    /** Runs the job as often as it is due within the next hours, the clock moved on as needed. Gives how long that took in seconds. */
    async showAll(id: string, withinMs = 3 * 3_600_000): Promise<number> {
      const begun = clock.now().getTime();
      for (let runs = 0; runs < 60; runs++) {
        await world.show(id);
        const next = await posts.nextDue(id);
        if (next === undefined || next.getTime() > begun + withinMs) return (clock.now().getTime() - begun) / 1000;
        clock.move(Math.max(0, next.getTime() - clock.now().getTime()));
      }
      throw new Error('It never ends');
    },
    /** State of a card. */
    async card(id: string, audience: 'channel' | 'requester' = 'channel'): Promise<string> {
      return (await posts.cardOf(id, audience))?.state ?? 'none';
    },
    /** State of each line, in order. */
    async lines(id: string): Promise<readonly string[]> {
      const rows = await database.kysely.selectFrom('case_line').selectAll().where('case_id', '=', id).orderBy('id').execute();
      return rows.map(({ sent_to: to, state, posting }) => `${to} ${state}${posting ? ' (posting)' : ''}`);
    },
  };
  return world;
}
