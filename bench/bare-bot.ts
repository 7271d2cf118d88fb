import { ConfidentialClientApplication } from '@azure/msal-node';
import { CloudAdapter, ConfigurationBotFrameworkAuthentication, ConversationState, MemoryStorage, type TurnContext } from 'botbuilder';
import { DialogSet, DialogTurnStatus, TextPrompt, WaterfallDialog } from 'botbuilder-dialogs';
import { MsalServiceClientCredentialsFactory } from 'botframework-connector';
import restify from 'restify';
import { z } from 'zod';
import { recordingNetwork } from '../src/adapters/entra/recording-network.ts';
import { createTransport } from '../src/adapters/transport/transport.ts';
import { CLOUD_ENDPOINTS } from '../src/cloud-endpoints.ts';

/**
 * The baseline: the smallest bot of the same SDK with authentication on and a waterfall over memory storage. One message in, one message out. It stands
 * on the same transport for its token, so that both bots can be pointed at the sandbox.
 */
const env = z
  .object({
    PORT: z.coerce.number(),
    APP_ID: z.string(),
    APP_SECRET: z.string(),
    TENANT_ID: z.string(),
    METADATA_URL: z.string(),
    LOGIN_URL: z.string(),
  })
  .parse(process.env);

const { baseUrls, channel } = CLOUD_ENDPOINTS.global;
const transport = createTransport({ canonical: baseUrls, actual: { ...baseUrls, login: env.LOGIN_URL } });
const application = new ConfidentialClientApplication({
  auth: { clientId: env.APP_ID, clientSecret: env.APP_SECRET, authority: `${baseUrls.login}/${env.TENANT_ID}` },
  system: { networkClient: recordingNetwork(transport, { timeoutMs: 10_000, signal: new AbortController().signal }).network },
});
const keys = {
  ...channel,
  ToBotFromChannelOpenIdMetadataUrl: env.METADATA_URL,
  ToBotFromEmulatorOpenIdMetadataUrl: env.METADATA_URL,
  MicrosoftAppId: env.APP_ID,
};
// The factory's type is that of the SDK's own, older msal; the calls are the same.
const adapter = new CloudAdapter(
  new ConfigurationBotFrameworkAuthentication(keys, new MsalServiceClientCredentialsFactory(env.APP_ID, application as never)),
);

const conversations = new ConversationState(new MemoryStorage());
const dialogs = new DialogSet(conversations.createProperty('dialogs'))
  .add(new TextPrompt('text'))
  .add(
    new WaterfallDialog('questions', [
      (step) => step.prompt('text', 'What?'),
      (step) => step.prompt('text', 'Since when?'),
      (step) => step.endDialog(),
    ]),
  );

async function onTurn(context: TurnContext): Promise<void> {
  const dialog = await dialogs.createContext(context);
  const { status } = await dialog.continueDialog();
  if (status === DialogTurnStatus.empty || status === DialogTurnStatus.complete) await dialog.beginDialog('questions');
  await conversations.saveChanges(context);
}

const server = restify.createServer({ name: '' });
server.use(restify.plugins.bodyReader({ maxBodySize: 262_144 }), restify.plugins.jsonBodyParser({ mapParams: false, bodyReader: true }));
server.post('/api/messages', async (request, response) => adapter.process(request, response, onTurn));
server.listen(env.PORT, '127.0.0.1', () => process.send?.('listening'));
