import { shiftCalendar } from './adapters/ical/shift-calendar.ts';
import type { graphClient } from './adapters/graph/client.ts';
import { graphRoleDirectory } from './adapters/graph/role-directory.ts';
import { graphTeamDirectory } from './adapters/graph/team-directory.ts';
import { postgresAccessStore } from './adapters/postgres/access-store.ts';
import { postgresBoardStore } from './adapters/postgres/board-store.ts';
import { postgresCaseClockStore } from './adapters/postgres/case-clock-store.ts';
import { postgresCasePostStore } from './adapters/postgres/case-post-store.ts';
import { postgresCaseStatistics } from './adapters/postgres/case-statistics.ts';
import { postgresCaseStore } from './adapters/postgres/case-store.ts';
import type { Database } from './adapters/postgres/database.ts';
import { postgresEscalationChannels } from './adapters/postgres/escalation-channel-store.ts';
import { postgresPlanStore } from './adapters/postgres/plan-store.ts';
import { postgresPlanUploads } from './adapters/postgres/plan-upload-store.ts';
import type { PostgresQueue } from './adapters/postgres/queue.ts';
import { postgresShiftStore } from './adapters/postgres/shift-store.ts';
import { teamsCasePoster } from './adapters/teams/case-poster.ts';
import { teamsChannelDirectory } from './adapters/teams/channel-directory.ts';
import { teamsFileReading } from './adapters/teams/file-reading.ts';
import { teamsShiftPost } from './adapters/teams/shift-post.ts';
import { teamsClockAlarm } from './adapters/teams/clock-alarm.ts';
import type { TeamsClient } from './adapters/teams/client.ts';
import { teamsRoster } from './adapters/teams/roster.ts';
import type { AccessTokens } from './adapters/transport/access-tokens.ts';
import { yamlPlanFile } from './adapters/yaml/plan-file.ts';
import type { Config } from './config.ts';
import type { Metrics } from './delivery/metrics.ts';
import type { AnnouncementStore } from './ports/announcement-store.ts';
import type { Clock } from './ports/clock.ts';
import type { ConversationStore } from './ports/conversation-store.ts';
import type { CustomerStore } from './ports/customer-store.ts';
import type { IncidentStore } from './ports/incident-store.ts';
import type { RequestStore } from './ports/request-store.ts';
import type { TagStore } from './ports/tag-store.ts';
import type { ToldStore } from './ports/told-store.ts';
import type { UnseenEscalation } from './ports/unseen-escalation.ts';
import { actOnCase } from './use-cases/act-on-case.ts';
import { caseViews } from './use-cases/case-view.ts';
import type { ChannelAudience } from './use-cases/channel-audience.ts';
import { checkSetup } from './use-cases/check-setup.ts';
import type { CustomerGate } from './use-cases/customer-gate.ts';
import { escalateUnseen } from './use-cases/escalate-unseen.ts';
import { followCaseIncident } from './use-cases/follow-case-incident.ts';
import { followCaseRequest } from './use-cases/follow-case-request.ts';
import { findColleagues } from './use-cases/find-colleagues.ts';
import { foreseeCase } from './use-cases/foresee-case.ts';
import { mendCases } from './use-cases/mend-cases.ts';
import { onCallFor } from './use-cases/on-call-for.ts';
import { openCase } from './use-cases/open-case.ts';
import { openIncidentCase } from './use-cases/open-incident-case.ts';
import type { RecognisePerson } from './use-cases/recognise-person.ts';
import { repostCase } from './use-cases/repost-case.ts';
import { previewEscalation } from './use-cases/preview-escalation.ts';
import { readPlanFile } from './use-cases/read-plan-file.ts';
import { savePlan } from './use-cases/save-plan.ts';
import { setUpChannel } from './use-cases/set-up-channel.ts';
import { showCase } from './use-cases/show-case.ts';
import { sweepCases } from './use-cases/sweep-cases.ts';
import { tellClocks } from './use-cases/tell-clocks.ts';
import { whoIsCalled } from './use-cases/who-is-called.ts';
import { tellShifts } from './use-cases/tell-shifts.ts';
import { whoIsOnCall } from './use-cases/who-is-on-call.ts';

/** What the rest of the bot lends to escalation. */
interface EscalationParts {
  readonly config: Config;
  readonly database: Database;
  readonly queue: PostgresQueue;
  readonly client: TeamsClient;
  /** Whoever calls it decides what is tried again: for new messages, which must not be doubled. */
  readonly singleTry: TeamsClient;
  readonly graph: ReturnType<typeof graphClient>;
  readonly tokens: AccessTokens;
  /** Teams gives bots files in this cloud. */
  readonly filesPossible: boolean;
  readonly conversations: ConversationStore;
  readonly audience: ChannelAudience;
  readonly customers: CustomerStore;
  readonly tags: TagStore;
  readonly requests: RequestStore;
  readonly incidents: IncidentStore;
  readonly announcements: AnnouncementStore;
  readonly told: ToldStore;
  readonly recognise: RecognisePerson;
  readonly gate: CustomerGate;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly log: (event: string, details: Readonly<Record<string, string | number | undefined>>) => void;
}

/** Joins everything that cases, their plan and on-call need; the second half of `wiring.ts`. */
export function wireEscalation(parts: EscalationParts) {
  const { database, queue, clock, client, graph, audience, log, config, conversations, told, metrics, tags, requests, announcements } =
    parts;
  const cases = postgresCaseStore(database, queue);
  const plans = postgresPlanStore(database);
  const planFile = yamlPlanFile();
  const escalationChannels = postgresEscalationChannels(database);
  const clocks = postgresCaseClockStore(database, queue, config.ledgerDays);
  const tellOfClocks = tellClocks({
    channels: escalationChannels,
    conversations,
    audience,
    told,
    alarm: teamsClockAlarm(client),
    clock,
    log,
  });
  const act = actOnCase({ cases, plans, clock });
  const open = openCase({ cases, plans, clock });
  const shifts = postgresShiftStore(database);
  const onCall = whoIsOnCall({ plans, shifts });
  const preview = previewEscalation({ shifts });
  const intervalMs = config.healthPollSeconds * 1000;
  const incidentCase = openIncidentCase({ plans, announcements, cases, tags, openCase: open, clock, intervalMs });
  const casePosts = postgresCasePostStore(database, queue);
  const channels = escalationChannels;
  const teams = graphTeamDirectory(graph);
  const views = caseViews({ cases, posts: casePosts, channels, plans, clock });
  return {
    /** For the dialogs. */
    dialogs: {
      recognise: parts.recognise,
      cases,
      caseStatistics: postgresCaseStatistics(database),
      casePosts,
      caseViews: views,
      repostCase: repostCase({ cases, posts: casePosts, plans, channels, tags, clock }),
      openCase: open,
      actOnCase: act,
      whoIsOnCall: onCall,
      shifts,
      shiftCalendar: shiftCalendar(),
      fileReading: teamsFileReading({ loopbackOrigins: config.bot.serviceUrls.filter((url) => url.startsWith('http:')) }),
      foreseeCase: foreseeCase({ plans, channels: escalationChannels, tags, previewEscalation: preview, clock }),
      plans,
      escalationChannels,
      planFile,
      readPlanFile: readPlanFile({ file: planFile, plans, channels: escalationChannels, recognise: parts.recognise }),
      planUploads: postgresPlanUploads(database),
      savePlan: savePlan({ plans, channels: escalationChannels }),
      previewEscalation: preview,
      setUpChannel: setUpChannel({
        channels: escalationChannels,
        directory: teamsChannelDirectory(client),
        teams,
        plans,
        audience,
        clock,
        log,
      }),
      checkSetup: checkSetup({
        signIn: (signal) => parts.tokens.token({ kind: 'partner-account' }, 'graph', signal),
        roles: graphRoleDirectory(graph, { groups: config.partner.groups }),
        teams,
        customers: parts.customers,
        access: postgresAccessStore(database),
        board: postgresBoardStore(database),
        channels,
        conversations,
        audience,
        plans,
        whoIsOnCall: onCall,
        clocks,
        files: { possible: parts.filesPossible },
        clock,
        customerRefreshMs: config.customerRefreshMinutes * 60_000,
        accessRefreshMs: config.accessRefreshMinutes * 60_000,
        healthIntervalMs: intervalMs,
        responseCalendar: config.response.calendar,
      }),
    },
    onCallFor: onCallFor({ plans, tags, onCall, clock }),
    /** For the people picker. */
    findColleagues: findColleagues({
      people: teamsRoster(client),
      channels: escalationChannels,
      tenantId: config.partner.tenantId,
      clock,
    }),
    /** For the jobs. */
    jobs: {
      casePosts,
      showCase: showCase({
        posts: casePosts,
        cases,
        views,
        poster: teamsCasePoster(parts.singleTry),
        conversations,
        channels,
        audience,
        whoIsCalled: whoIsCalled({ plans, onCall, conversations }),
        jobs: queue,
        clock,
        log,
      }),
      mendCases: mendCases({ posts: casePosts, jobs: queue, clock, report: (seconds) => metrics.caseWaiting(seconds), log }),
      sweepCases: sweepCases({ clocks, plans, tell: tellOfClocks, clock, metrics, log }),
      clocks,
      shifts,
      tellShifts: tellShifts({
        plans,
        shifts,
        channels,
        conversations,
        audience,
        told,
        post: teamsShiftPost({ client: parts.singleTry, conversations, clock }),
        clock,
        log,
      }),
      followCaseRequest: followCaseRequest({ requests, cases, actOnCase: act }),
      followCaseIncident: followCaseIncident({ cases, announcements, actOnCase: act, openIncidentCase: incidentCase }),
    },
    /** What happens to an incident that nobody has seen, besides what is told of it. */
    unseen: (tell: UnseenEscalation) => escalateUnseen({ openIncidentCase: incidentCase, tell }),
    /** For the watchdog of the clocks. */
    watched: { clocks, tell: tellOfClocks },
  };
}
