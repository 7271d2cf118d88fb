import { recordingNetwork } from '../src/adapters/entra/recording-network.ts';
import { postgresConversationStore } from '../src/adapters/postgres/conversation-store.ts';
import type { Database } from '../src/adapters/postgres/database.ts';
import { postgresDeliveryStore } from '../src/adapters/postgres/delivery-store.ts';
import type { PostgresQueue } from '../src/adapters/postgres/queue.ts';
import { botToken } from '../src/adapters/teams/bot-token.ts';
import { teamsClient } from '../src/adapters/teams/client.ts';
import { teamsIncidentAnnouncer } from '../src/adapters/teams/incident-announcer.ts';
import { teamsRoster } from '../src/adapters/teams/roster.ts';
import { createTransport } from '../src/adapters/transport/transport.ts';
import { CLOUD_ENDPOINTS } from '../src/cloud-endpoints.ts';
import type { AnnouncementStore } from '../src/ports/announcement-store.ts';
import { BOT, PARTNER } from '../src/sandbox/world.ts';
import { channelAudience } from '../src/use-cases/channel-audience.ts';
import { sendDeliveries } from '../src/use-cases/send-deliveries.ts';
import { createMetrics } from '../src/delivery/metrics.ts';
import { warn } from './line.ts';

const clock = { now: (): Date => new Date() };
const never = new AbortController().signal;

/** Serves the job `send-deliveries` with the real sender, as `wiring.ts` joins it, towards the channel at this origin. */
export async function startSender(
  database: Database,
  queue: PostgresQueue,
  announcements: AnnouncementStore,
  channel: { readonly origin: string; readonly perSecond: number },
): Promise<void> {
  const { origin, perSecond } = channel;
  const { baseUrls, channel: keys } = CLOUD_ENDPOINTS.global;
  const transport = createTransport({ canonical: baseUrls, actual: { ...baseUrls, login: `${origin}/login` } });
  const token = botToken({
    appId: BOT.appId,
    credential: { secret: BOT.secret },
    authority: `${baseUrls.login}/${PARTNER.tenantId}`,
    scope: keys.ToChannelFromBotOAuthScope,
    networkClient: recordingNetwork(transport, { timeoutMs: 10_000, signal: never }).network,
  });
  const onTeams = { token, serviceUrls: [origin] };
  const send = sendDeliveries({
    announcements,
    announcer: teamsIncidentAnnouncer(teamsClient({ ...onTeams, tries: 1 })),
    audience: channelAudience({ roster: teamsRoster(teamsClient(onTeams)), tenantId: PARTNER.tenantId, clock, enabled: true, log: warn }),
    conversations: postgresConversationStore(database),
    deliveries: postgresDeliveryStore(database, queue),
    jobs: queue,
    clock,
    perSecond,
    metrics: createMetrics(),
    log: warn,
  });
  await queue.work('send-deliveries', async (_data, signal) => {
    await send(signal);
  });
}
