import { pino, type Logger } from 'pino';
import { prepareCards } from '../cards/render.ts';
import { MainDialog } from '../dialogs/main-dialog.ts';
import { writeSheet } from './adapters/csv/write-sheet.ts';
import { recordingNetwork } from './adapters/entra/recording-network.ts';
import { entraTokens } from './adapters/entra/tokens.ts';
import { graphAccessDirectory } from './adapters/graph/access-directory.ts';
import { graphClient } from './adapters/graph/client.ts';
import { graphContracts } from './adapters/graph/contracts.ts';
import { graphDelegatedAdminCustomers } from './adapters/graph/delegated-admin-customers.ts';
import { healthBudget } from './adapters/graph/health-budget.ts';
import { graphHealthSource } from './adapters/graph/health-source.ts';
import { graphRoleDirectory } from './adapters/graph/role-directory.ts';
import { graphServiceManagement } from './adapters/graph/service-management.ts';
import { partnerCenterClient } from './adapters/partner-center/client.ts';
import { partnerCenterCustomers } from './adapters/partner-center/customers.ts';
import { partnerCenterCustomerProfile } from './adapters/partner-center/customer-profile.ts';
import { partnerCenterManagedServices } from './adapters/partner-center/managed-services.ts';
import { partnerCenterOwnTenant } from './adapters/partner-center/own-tenant.ts';
import { partnerCenterSubscriptions } from './adapters/partner-center/subscriptions.ts';
import { adminPortals } from './adapters/portal/admin-portals.ts';
import { portalLinks } from './adapters/portal/portal-links.ts';
import { postgresAccessStore } from './adapters/postgres/access-store.ts';
import { postgresAnnouncementStore } from './adapters/postgres/announcement-store.ts';
import { postgresBoardStore } from './adapters/postgres/board-store.ts';
import { postgresBotStorage } from './adapters/postgres/bot-storage.ts';
import { postgresConversationStore } from './adapters/postgres/conversation-store.ts';
import { postgresCustomerStore } from './adapters/postgres/customer-store.ts';
import { openDatabase, type Database } from './adapters/postgres/database.ts';
import { postgresDeliveryLedger } from './adapters/postgres/delivery-ledger.ts';
import { postgresDeliveryStore } from './adapters/postgres/delivery-store.ts';
import { postgresDeliveryWatchdog } from './adapters/postgres/delivery-watchdog.ts';
import { postgresDigestStore } from './adapters/postgres/digest-store.ts';
import { postgresDraftStore } from './adapters/postgres/draft-store.ts';
import { startEmbeddedServer } from './adapters/postgres/embedded-server.ts';
import { postgresEstateStore } from './adapters/postgres/estate-store.ts';
import { postgresHealthPollStore } from './adapters/postgres/health-poll-store.ts';
import { postgresFollowStore } from './adapters/postgres/follow-store.ts';
import { postgresHealthStore } from './adapters/postgres/health-store.ts';
import { postgresIncidentReach } from './adapters/postgres/incident-reach.ts';
import { postgresIncidentStore } from './adapters/postgres/incident-store.ts';
import { postgresPortalStore } from './adapters/postgres/portal-store.ts';
import { postgresPublisherStore } from './adapters/postgres/publisher-store.ts';
import { postgresPastRequests } from './adapters/postgres/past-requests.ts';
import { postgresPeopleWithChats } from './adapters/postgres/people-with-chats.ts';
import { startQueue, type PostgresQueue } from './adapters/postgres/queue.ts';
import { postgresRequestStore } from './adapters/postgres/request-store.ts';
import { postgresSecretStore } from './adapters/postgres/secret-store.ts';
import { postgresTagStore } from './adapters/postgres/tag-store.ts';
import { postgresToldStore } from './adapters/postgres/told-store.ts';
import { postgresTopicStore } from './adapters/postgres/topic-store.ts';
import { postgresTurnStore } from './adapters/postgres/turn-store.ts';
import { postgresWatchReach } from './adapters/postgres/watch-reach.ts';
import { postgresWatchStore } from './adapters/postgres/watch-store.ts';
import { supportStatement } from './adapters/statement/statement-file.ts';
import { botToken } from './adapters/teams/bot-token.ts';
import { teamsClient } from './adapters/teams/client.ts';
import { teamsDigestPost } from './adapters/teams/digest-post.ts';
import { endingAccessNotice } from './adapters/teams/ending-access-notice.ts';
import { teamsFileDelivery } from './adapters/teams/file-delivery.ts';
import { teamsHandOverPost } from './adapters/teams/hand-over-post.ts';
import { teamsIncidentAnnouncer } from './adapters/teams/incident-announcer.ts';
import { teamsNotifier } from './adapters/teams/notifier.ts';
import { lostViewNotice } from './adapters/teams/lost-view-notice.ts';
import { ownChat } from './adapters/teams/own-chat.ts';
import { reportInChat } from './adapters/teams/report-in-chat.ts';
import { teamsRoster } from './adapters/teams/roster.ts';
import { createTransport } from './adapters/transport/transport.ts';
import type { Config } from './config.ts';
import { startAdminServer } from './delivery/admin-server.ts';
import { strictAuthentication } from './delivery/authentication.ts';
import { createBot } from './delivery/bot.ts';
import { clockWatchdog } from './delivery/clock-watchdog.ts';
import { commandParser } from './delivery/commands.ts';
import { reportFailure } from './delivery/failure.ts';
import { findNearCommand } from './delivery/near-command.ts';
import { createHealthPoller } from './delivery/health-poller.ts';
import { registerJobs } from './delivery/jobs.ts';
import { createMetrics, type Metrics } from './delivery/metrics.ts';
import { createServer } from './delivery/server.ts';
import { COMMAND_WORDS, FILTER_WORDS } from './locales/command-words.ts';
import { announceIncident } from './use-cases/announce-incident.ts';
import { askFollowers } from './use-cases/ask-followers.ts';
import { channelAudience } from './use-cases/channel-audience.ts';
import { checkAccess } from './use-cases/check-access.ts';
import { colleaguesWhoCan } from './use-cases/colleagues-who-can.ts';
import { customerEstate } from './use-cases/customer-estate.ts';
import { customerGate } from './use-cases/customer-gate.ts';
import { customerGrants } from './use-cases/customer-grants.ts';
import { fileRequest } from './use-cases/file-request.ts';
import { findCustomer } from './use-cases/find-customer.ts';
import { handOverDraft } from './use-cases/hand-over-draft.ts';
import { learnDomains } from './use-cases/learn-domains.ts';
import { partnerRelation } from './use-cases/partner-relation.ts';
import { pollHealth } from './use-cases/poll-health.ts';
import { tellTaken } from './use-cases/tell-taken.ts';
import { mayHear, mayKnow } from './use-cases/may-know.ts';
import { mendDeliveries } from './use-cases/mend-deliveries.ts';
import { readIncidents } from './use-cases/read-incidents.ts';
import { recognisePerson } from './use-cases/recognise-person.ts';
import { recoverRequests } from './use-cases/recover-requests.ts';
import { refreshAccess } from './use-cases/refresh-access.ts';
import { refreshCustomers } from './use-cases/refresh-customers.ts';
import { refreshTopics } from './use-cases/refresh-topics.ts';
import { refreshWatchers } from './use-cases/refresh-watchers.ts';
import { remindUnseen } from './use-cases/remind-unseen.ts';
import { sendDeliveries } from './use-cases/send-deliveries.ts';
import { sendDigests } from './use-cases/send-digests.ts';
import { showHealth } from './use-cases/show-health.ts';
import { showIncident } from './use-cases/show-incident.ts';
import { showPortals } from './use-cases/show-portals.ts';
import { submitReport } from './use-cases/submit-report.ts';
import { tellEndingAccess } from './use-cases/tell-ending-access.ts';
import { findWhoIsTold } from './use-cases/who-is-told.ts';
import { tellUnseen } from './use-cases/tell-unseen.ts';
import { wireEscalation } from './wiring-escalation.ts';
import { wireFiling } from './wiring-filing.ts';
import { wireTracking } from './wiring-tracking.ts';

/** The running bot. */
export interface App {
  readonly port: number;
  /** Runs once; ends in order: no more requests, no more jobs, the database, its own server. */
  stop(): Promise<void>;
}

const READY_TIMEOUT_MS = 2000;
const clock = { now: (): Date => new Date() };
const never = new AbortController().signal;

/** Joins the adapters to the ports and starts everything. What was started is stopped again when a later part fails. */
export async function startApp(config: Config): Promise<App> {
  const log = pino({ level: config.logLevel });
  const stops: (() => Promise<void>)[] = [];
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopping ??= stopAll(stops, log));
  try {
    const database = await openStorage(config, stops, log);
    const queue = await startQueue(database, note(log));
    stops.push(() => queue.stop());
    const metrics = createMetrics();
    const { receive, healthPoller, watchdog } = await startBot(config, database, queue, metrics, log);

    const admin = await startAdminServer({ port: config.adminPort, metrics });
    stops.push(() => admin.stop());
    const isReady = async (): Promise<Record<string, boolean>> => ({
      database: await database.isUp(AbortSignal.timeout(READY_TIMEOUT_MS)),
      queue: queue.isUp(),
    });
    const server = createServer({ host: config.host, port: config.port, receive, isReady, log, metrics });
    const { port } = await server.listen();
    stops.push(() => server.stop());
    log.info({ port, adminPort: admin.port, cloud: config.cloud }, 'The bot listens');
    healthPoller.start();
    stops.push(() => healthPoller.stop());
    watchdog.start();
    stops.push(() => watchdog.stop());
    // Only now: parsing takes a moment, and whoever waits for the start need not wait for it.
    prepareCards().catch(() => log.error({}, 'A card layout cannot be parsed'));
    return { port, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openStorage({ database }: Config, stops: (() => Promise<void>)[], log: Logger): Promise<Database> {
  let url: string;
  if ('url' in database) url = database.url;
  else {
    const server = await startEmbeddedServer(database.dataDir);
    if (server.adopted) log.warn({}, 'The embedded database runs already: it is shared with whoever started it');
    stops.push(() => server.stop());
    url = server.url;
  }
  const opened = await openDatabase(url);
  stops.push(() => opened.close());
  return opened;
}

async function startBot(config: Config, database: Database, queue: PostgresQueue, metrics: Metrics, log: Logger) {
  const { partner, canonical, bot } = config;
  const transport = createTransport(config);
  const secrets = postgresSecretStore(database, config.encryptionKey);
  const tokens = entraTokens({ transport, canonical, partner, secrets, clock, log: note(log) });
  const graph = graphClient({ transport, tokens, baseUrl: canonical.graph });
  const partnerCenter = partnerCenterClient({ transport, tokens, baseUrl: canonical.partnerCenter });
  const portals = adminPortals(config.cloud, portalLinks(config.portalLinksFile));
  const filing = wireFiling({ config, database, clock, transport, tokens, partnerCenter, portals });
  const { desks } = filing;

  const customers = postgresCustomerStore(database);
  const drafts = postgresDraftStore(database);
  const requests = postgresRequestStore(database, queue);
  const topics = postgresTopicStore(database);
  const conversations = postgresConversationStore(database);
  const turns = postgresTurnStore(database);
  const watches = postgresWatchStore(database);
  const watchReach = postgresWatchReach(database, partner.checkCustomerAccess);
  const digests = postgresDigestStore(database);
  const storage = postgresBotStorage(database);
  const healthSource = graphHealthSource(graph, healthBudget({ clock }));
  const health = postgresHealthStore(database, queue);
  const polls = postgresHealthPollStore(database);
  const incidents = postgresIncidentStore(database, queue, config.ledgerDays);
  const board = postgresBoardStore(database);
  const ledger = postgresDeliveryLedger(database, queue);
  const deliveries = postgresDeliveryStore(database, queue);
  const announcements = postgresAnnouncementStore(database, queue, partner.checkCustomerAccess);
  const incidentReach = postgresIncidentReach(database);
  const follows = postgresFollowStore(database, queue);
  const intervalMs = config.healthPollSeconds * 1000;
  const readCommand = commandParser(COMMAND_WORDS, FILTER_WORDS);
  const poll = pollHealth({ source: healthSource, store: health, polls, jobs: queue, clock, intervalMs, log: note(log) });
  const healthPoller = createHealthPoller({ poll, polls, intervalMs, clock, log, metrics });

  const teams = {
    token: botToken({
      appId: bot.appId,
      credential: bot.credential,
      authority: bot.type === 'SingleTenant' ? `${canonical.login}/${bot.tenantId}` : bot.channel.ToChannelFromBotLoginUrl,
      scope: bot.channel.ToChannelFromBotOAuthScope,
      networkClient: recordingNetwork(transport, { timeoutMs: 10_000, signal: never }).network,
    }),
    serviceUrls: bot.serviceUrls,
    onCall: (outcome: string) => metrics.outbound('teams', outcome),
  };
  const client = teamsClient(teams);
  // The ledger says what is tried again.
  const singleTry = teamsClient({ ...teams, tries: 1 });
  const announcer = teamsIncidentAnnouncer(singleTry);
  const notifier = teamsNotifier({ client, conversations, turns, portals, clock });
  const audience = channelAudience({
    roster: teamsRoster(client),
    tenantId: partner.tenantId,
    clock,
    enabled: partner.outsidersInChannels === 'own-chat',
    log: note(log),
  });

  // Microsoft's page on bots and files excepts GCC High and DoD.
  const files = config.cloud === 'global';

  const estateOf = customerEstate({
    directory: partnerCenterSubscriptions(partnerCenter),
    store: postgresEstateStore(database),
    clock,
    log: note(log),
  });

  const accessDirectory = graphAccessDirectory(graph);
  const accessStore = postgresAccessStore(database);
  const grants = customerGrants({ directory: accessDirectory, store: accessStore, clock });
  const gate = customerGate({ grants, clock, enabled: partner.checkCustomerAccess, log: note(log) });
  const recognise = recognisePerson({ directory: graphRoleDirectory(graph, { groups: partner.groups }), clock });

  const people = postgresPeopleWithChats(database);
  const past = postgresPastRequests(database);
  const chats = ownChat({ client, conversations, clock });
  const tags = postgresTagStore(database);
  const told = postgresToldStore(database);
  const escalation = wireEscalation({
    config,
    database,
    queue,
    client,
    singleTry,
    graph,
    tokens,
    filesPossible: files,
    conversations,
    audience,
    customers,
    tags,
    requests,
    incidents,
    announcements,
    told,
    recognise,
    gate,
    metrics,
    clock,
    log: note(log),
  });

  const knows = mayKnow({ customers, recognise, gate });
  const hears = mayHear({ customers, recognise, gate });
  const handOverPost = teamsHandOverPost({ client, conversations, clock, customers, turns, watches, defaultLocale: config.defaultLocale });
  const tracking = wireTracking({
    config,
    database,
    queue,
    desks,
    azureTicketsOf: filing.dialogs.azureTicketsOf,
    azureTicketsInJob: filing.azureTicketsInJob,
    requests,
    knows,
    hears,
    notifier,
    metrics,
    clock,
    log: note(log),
  });

  const dialog = new MainDialog({
    ...escalation.dialogs,
    ...tracking.dialogs,
    ...filing.dialogs,
    customers,
    drafts,
    requests,
    topics,
    turns,
    jobs: queue,
    portals,
    publishers: postgresPublisherStore(database),
    estateOf,
    showPortals: showPortals({
      directories: [graphServiceManagement(graph), partnerCenterManagedServices(partnerCenter)],
      store: postgresPortalStore(database),
      templates: portals,
      estateOf,
      clock,
    }),
    gate,
    checkAccess: checkAccess({
      grants,
      store: accessStore,
      polls,
      estateOf,
      partnerType: partner.type,
      ownTenantId: partner.tenantId,
      enabled: partner.checkCustomerAccess,
      clock,
    }),
    relationTo: partnerRelation({ store: accessStore, partnerType: partner.type, ownTenantId: partner.tenantId, clock }),
    endingAccess: accessStore,
    findCustomer: findCustomer({ customers }),
    readCommand,
    nearCommand: findNearCommand(COMMAND_WORDS, readCommand),
    showHealth: showHealth({ poll, store: health, polls, clock, intervalMs }),
    incidents,
    incidentReach,
    follows,
    announcements,
    deliveries,
    ledger,
    board,
    healthIntervalMs: intervalMs,
    tags,
    watches,
    watchReach,
    whoIsTold: findWhoIsTold({ watches, reach: watchReach, clock }),
    digests,
    writeSheet: writeSheet(),
    files: teamsFileDelivery({
      client,
      conversations,
      clock,
      possible: files,
      loopbackOrigins: bot.serviceUrls.filter((url) => url.startsWith('http:')),
    }),
    showIncident: showIncident({ incidents, reach: incidentReach, board, polls, source: healthSource, clock }),
    submitReport: submitReport({ requests, clock }),
    partner: {
      plans: partner.plans,
      cloud: config.cloud,
      azureSupportApi: partner.azureSupportApi,
      country: partner.country,
      helpdeskFilesCommercial: partner.helpdeskFilesCommercial,
      applicationId: partner.clientId,
    },
    supportStatement: supportStatement(config.supportStatementFile),
    audience,
    ownChat: chats,
    startInPersonalChat: reportInChat({ client, conversations, clock, drafts, customers }),
    lastCountry: (personId) => past.lastCountry(personId),
    colleaguesWhoCan: colleaguesWhoCan({
      people,
      recognise,
      gate,
      onCallFor: escalation.onCallFor,
      past,
      hasChat: (personId) => chats.exists(personId),
      clock,
    }),
    handOver: handOverDraft({
      drafts,
      post: handOverPost,
      clock,
      log: note(log),
    }),
    noteFailure: (failure) => reportFailure(failure, {}, log).errorId,
  });

  const unseen = { ledger, watches, announcements, conversations, audience, announcer, clock, log: note(log) };
  await registerJobs({
    ...escalation.jobs,
    ...tracking.jobs,
    tellTaken: tellTaken({ drafts, customers, recognise, mayHear: hears, told, post: handOverPost, clock, log: note(log) }),
    queue,
    fileRequest: fileRequest({
      requests,
      desks,
      notifier,
      mayKnow: knows,
      jobs: queue,
      responseHours: tracking.responseHours,
      clock,
      timeoutMs: config.filingTimeoutSeconds * 1000,
      settleMs: config.filingSettleSeconds * 1000,
      metrics,
      log: note(log),
    }),
    refreshAzureProblems: filing.refreshAzureProblems,
    recoverRequests: recoverRequests({ requests, jobs: queue, clock }),
    refreshCustomers: refreshCustomers({
      directories: [
        partnerCenterCustomers(partnerCenter),
        partnerCenterOwnTenant(partnerCenter, partner.tenantId),
        graphDelegatedAdminCustomers(graph),
        graphContracts(graph),
      ],
      store: customers,
      ownTenant: { tenantId: partner.tenantId },
      clock,
      log: note(log),
    }),
    refreshTopics: refreshTopics({ desks, topics, clock }),
    refreshAccess: refreshAccess({ directory: accessDirectory, store: accessStore, clock, log: note(log) }),
    tellEndingAccess: tellEndingAccess({
      people,
      recognise,
      gate,
      store: accessStore,
      told,
      notice: endingAccessNotice({ client, conversations, clock, turns, defaultLocale: config.defaultLocale }),
      clock,
      log: note(log),
    }),
    sendDeliveries: sendDeliveries({
      deliveries,
      announcements,
      announcer,
      conversations,
      audience,
      jobs: queue,
      perSecond: config.teamsSendsPerSecond,
      metrics,
      clock,
      log: note(log),
    }),
    announceIncident: announceIncident({ announcements, watches, clock, intervalMs, log: note(log) }),
    mendDeliveries: mendDeliveries({
      watchdog: postgresDeliveryWatchdog(database),
      deliveries,
      jobs: queue,
      clock,
      report: (totals, waitingSeconds) => metrics.deliveries(totals, waitingSeconds),
      log: note(log),
    }),
    remindUnseen: remindUnseen({
      ...unseen,
      escalation: escalation.unseen(tellUnseen({ ...unseen, told })),
      afterMs: config.seenReminderMinutes * 60_000,
    }),
    refreshWatchers: refreshWatchers({
      watches,
      recognise,
      lostView: lostViewNotice({ client, conversations, clock }),
      clock,
      log: note(log),
    }),
    learnDomains: learnDomains({ directory: partnerCenterCustomerProfile(partnerCenter), customers }),
    readIncidents: readIncidents({ source: healthSource, incidents, clock, log: note(log) }),
    askFollowers: askFollowers({ follows, incidents, customers, requests, recognise, gate, notifier, clock, log: note(log) }),
    sendDigests: sendDigests({
      digests,
      watches,
      deliveries,
      audience,
      digestPost: teamsDigestPost({ client, conversations, clock, files }),
      checkAccess: partner.checkCustomerAccess,
      clock,
      log: note(log),
    }),
    healthPoller,
    turns,
    drafts,
    incidents,
    follows,
    conversations,
    storage,
    customerRefreshMinutes: config.customerRefreshMinutes,
    accessRefreshMinutes: config.accessRefreshMinutes,
    clock,
    log,
    metrics,
  });

  const { receive } = createBot({
    findColleagues: escalation.findColleagues,
    ...filing.dialogs,
    gate,
    authenticate: strictAuthentication({ appId: bot.appId, channel: bot.channel, serviceUrls: bot.serviceUrls }),
    messenger: client,
    partnerTenantId: partner.tenantId,
    defaultLocale: config.defaultLocale,
    recognise,
    parseInput: readCommand,
    audience,
    dialog,
    turns,
    conversations,
    watches,
    customers,
    storage,
    clock,
    log,
    metrics,
  });
  return { receive, healthPoller, watchdog: clockWatchdog({ ...escalation.watched, clock, log, metrics }) };
}

function note(log: Logger): (event: string, details: Readonly<Record<string, string | number | undefined>>) => void {
  return (event, details) => log.info(details, event);
}

/** Last started, first stopped; a part that will not stop does not keep the others. */
async function stopAll(stops: readonly (() => Promise<void>)[], log: Logger): Promise<void> {
  for (const stop of stops.toReversed()) {
    try {
      await stop();
    } catch (error) {
      log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'A part did not stop cleanly');
    }
  }
}
