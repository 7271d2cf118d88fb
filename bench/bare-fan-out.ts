import { ConfidentialClientApplication } from '@azure/msal-node';
import { CloudAdapter, ConfigurationBotFrameworkAuthentication, type ConversationReference } from 'botbuilder';
import { MsalServiceClientCredentialsFactory } from 'botframework-connector';
import { z } from 'zod';
import { recordingNetwork } from '../src/adapters/entra/recording-network.ts';
import { createTransport } from '../src/adapters/transport/transport.ts';
import { CLOUD_ENDPOINTS } from '../src/cloud-endpoints.ts';
import { BOT, PARTNER } from '../src/sandbox/world.ts';
import type { Round } from './fan-out-round.ts';

/**
 * The baseline of a fan-out, in a process of its own: the SDK's `continueConversationAsync` in a loop, nothing kept and nothing asked. Its parent says to whom
 * and what; it answers with what that cost.
 */
const Asked = z.object({ origin: z.string(), conversations: z.array(z.string()), card: z.unknown(), atOnce: z.number() });

const { baseUrls, channel } = CLOUD_ENDPOINTS.global;

function adapterAt(origin: string): CloudAdapter {
  const transport = createTransport({ canonical: baseUrls, actual: { ...baseUrls, login: `${origin}/login` } });
  const application = new ConfidentialClientApplication({
    auth: { clientId: BOT.appId, clientSecret: BOT.secret, authority: `${baseUrls.login}/${PARTNER.tenantId}` },
    system: { networkClient: recordingNetwork(transport, { timeoutMs: 10_000, signal: new AbortController().signal }).network },
  });
  // The factory's type is that of the SDK's own, older msal; the calls are the same.
  const credentials = new MsalServiceClientCredentialsFactory(BOT.appId, application as never);
  return new CloudAdapter(new ConfigurationBotFrameworkAuthentication({ ...channel, MicrosoftAppId: BOT.appId }, credentials));
}

let adapter: CloudAdapter | undefined;

async function round({ origin, conversations, card, atOnce }: z.infer<typeof Asked>): Promise<Round> {
  adapter ??= adapterAt(origin);
  const sender = adapter;
  const left = [...conversations];
  const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', content: card };
  const begun = performance.now();
  const before = process.cpuUsage();
  const worker = async (): Promise<void> => {
    for (let id = left.pop(); id !== undefined; id = left.pop()) {
      const to = {
        channelId: 'msteams',
        serviceUrl: `${origin}/emea/`,
        bot: { id: `28:${BOT.appId}` },
        user: { id: '29:1' },
        conversation: { id },
      };
      await sender.continueConversationAsync(BOT.appId, to as ConversationReference, async (context) => {
        await context.sendActivity({ type: 'message', attachments: [attachment] });
      });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const { user, system } = process.cpuUsage(before);
  return { sends: conversations.length, seconds: (performance.now() - begun) / 1000, cpuMs: (user + system) / 1000 };
}

async function answer(message: unknown): Promise<void> {
  const done = await round(Asked.parse(message));
  process.send?.(done);
}
process.on('message', (message) => void answer(message));
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
