import { randomUUID } from 'node:crypto';
import { Dialog, DialogTurnStatus, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs';
import { turnInput, type TurnInput } from '../../dialogs/turn-input.ts';
import { postgresAzureProblemStore } from '../../src/adapters/postgres/azure-problem-store.ts';
import { postgresBotStorage } from '../../src/adapters/postgres/bot-storage.ts';
import { postgresConversationStore } from '../../src/adapters/postgres/conversation-store.ts';
import { postgresCustomerStore } from '../../src/adapters/postgres/customer-store.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { postgresTurnStore } from '../../src/adapters/postgres/turn-store.ts';
import { postgresWatchStore } from '../../src/adapters/postgres/watch-store.ts';
import { teamsClient } from '../../src/adapters/teams/client.ts';
import { strictAuthentication } from '../../src/delivery/authentication.ts';
import { createBot, type BotDeps } from '../../src/delivery/bot.ts';
import { createMetrics, type Metrics } from '../../src/delivery/metrics.ts';
import { createServer, type Server } from '../../src/delivery/server.ts';
import { APP_ID, type FakeChannel } from './fake-channel.ts';
import { aPerson, OWN_TENANT } from './use-case-fixtures.ts';

export const PARTNER_TENANT = OWN_TENANT;
export const ADELE = aPerson();

/** What a dialog was asked, and what it shall do. */
export type Turn = (dc: DialogContext, input: TurnInput) => Promise<DialogTurnResult | void>;

/** The smallest dialog: it notes its inputs and does what the test says, then ends. */
class ScriptedDialog extends Dialog {
  readonly inputs: TurnInput['input'][] = [];
  turn: Turn = async () => undefined;

  constructor() {
    super('scripted');
  }

  override async beginDialog(dc: DialogContext): Promise<DialogTurnResult> {
    return this.#run(dc);
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    return this.#run(dc);
  }

  async #run(dc: DialogContext): Promise<DialogTurnResult> {
    const input = turnInput(dc.context);
    this.inputs.push(input.input);
    const result = await this.turn(dc, input);
    if (result !== undefined && result !== null) return result;
    return dc.activeDialog === undefined ? { status: DialogTurnStatus.complete } : dc.endDialog();
  }
}

/** An entry of the log. */
interface Logged {
  readonly level: string;
  readonly event: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface RunningBot {
  readonly url: string;
  readonly dialog: ScriptedDialog;
  readonly logged: Logged[];
  readonly metrics: Metrics;
  /** Posts an activity with a genuine token, or with the one given; null sends none. */
  post(activity: object, options?: { readonly token?: string | null; readonly headers?: Record<string, string> }): Promise<Posted>;
  stop(): Promise<void>;
}

export interface Posted {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body, when it is JSON. */
  readonly json: { readonly statusCode: number; readonly type: string; readonly value: unknown };
}

/** The real server, guard, turns and client on loopback, with a scripted dialog. */
export async function startBot(
  channel: FakeChannel,
  database: Database,
  options: Partial<BotDeps> & { readonly isReady?: () => Promise<Record<string, boolean>> } = {},
): Promise<RunningBot> {
  const dialog = new ScriptedDialog();
  const logged: Logged[] = [];
  const write = (level: string) => (details: object, event: string) => void logged.push({ level, event, details: { ...details } });
  const log = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
  const metrics = createMetrics();
  const serviceUrls = [channel.url];
  const bot = createBot({
    authenticate: strictAuthentication({ appId: APP_ID, channel: channel.channelKeys, serviceUrls }),
    messenger: teamsClient({
      token: { get: async () => 'bot-token', discard: () => undefined },
      serviceUrls,
      timeoutMs: 1000,
      deadlineMs: 2000,
    }),
    partnerTenantId: PARTNER_TENANT,
    defaultLocale: 'en',
    recognise: async (id) => (id === ADELE.id ? ADELE : undefined),
    audience: { membersChanged: () => undefined },
    parseInput: (text) => (text === 'help' ? { name: 'help' } : undefined),
    dialog,
    turns: postgresTurnStore(database),
    conversations: postgresConversationStore(database),
    customers: postgresCustomerStore(database),
    findColleagues: async () => [],
    azureProblems: postgresAzureProblemStore(database),
    azureSubscriptions: async () => ({ copy: undefined, failure: undefined }),
    gate: { check: async () => 'granted' },
    watches: postgresWatchStore(database),
    storage: postgresBotStorage(database),
    clock: { now: () => new Date() },
    log,
    metrics,
    ...options,
  });
  const server: Server = createServer({
    host: '127.0.0.1',
    port: 0,
    receive: bot.receive,
    isReady: options.isReady ?? (async () => ({ database: true })),
    log,
    metrics,
  });
  const { port } = await server.listen();
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    dialog,
    logged,
    metrics,
    async post(activity, { token = channel.token(), headers = {} } = {}) {
      const response = await fetch(`${url}/api/messages`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...(token === null ? {} : { Authorization: `Bearer ${token}` }), ...headers },
        body: JSON.stringify(activity),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, text, json: text.startsWith('{') ? JSON.parse(text) : {} };
    },
    stop: () => server.stop(),
  };
}

/** A personal message of Adele's in a conversation of its own. */
export function message(channel: FakeChannel, overrides: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    type: 'message',
    id: randomUUID(),
    channelId: 'msteams',
    timestamp: '2026-11-20T12:00:00.123Z',
    serviceUrl: channel.serviceUrl,
    from: { id: '29:1adele', name: 'Adele Vance', aadObjectId: ADELE.id },
    recipient: { id: `28:${APP_ID}`, name: 'Partner Support' },
    conversation: { conversationType: 'personal', id: `a:${randomUUID()}`, tenantId: PARTNER_TENANT },
    textFormat: 'plain',
    text: 'hello',
    locale: 'en-GB',
    entities: [{ type: 'clientInfo', locale: 'en-GB', country: 'GB', platform: 'Windows', timezone: 'Europe/London' }],
    channelData: { tenant: { id: PARTNER_TENANT } },
    ...overrides,
  };
}

/** The same as an invoke. */
export function invoke(
  channel: FakeChannel,
  name: string,
  value: unknown,
  overrides: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return message(channel, {
    type: 'invoke',
    id: `f:${randomUUID()}`,
    name,
    value,
    text: undefined,
    replyToId: '1763640009999',
    ...overrides,
  });
}
