import type { AddressInfo } from 'node:net';
import type { Locale } from '../../domain/locale.ts';
import { controlStrip } from '../control.ts';
import type { SandboxControls } from '../controls.ts';
import type { PagePerson, PageState } from '../page/wire.ts';
import type { Signing } from '../signing.ts';
import { PEOPLE, TEAM, type SandboxPerson } from '../world.ts';
import { botAccount } from './activities.ts';
import { usualChannelBehaviour, type ChannelBehaviour } from './behaviour.ts';
import { channelControls } from './channel-controls.ts';
import { createBotLine } from './bot-line.ts';
import { createChannelServer } from './channel-server.ts';
import { connectorOperations } from './connector.ts';
import { createDrive, type Drive } from './drive.ts';
import { createFaults, type Faults } from './faults.ts';
import { createFeed, type Feed } from './feed.ts';
import { messageIds } from './ids.ts';
import { createInstalls, type Installs } from './installs.ts';
import { createLimiter, TEAMS_LIMITS, type Limits } from './limits.ts';
import { createPeople, type People } from './people.ts';
import { createRooms, personByKey, personName, type Room, type Rooms } from './rooms.ts';
import { createSends, MAX_MESSAGE_BYTES } from './sends.ts';
import { createTrafficCount, type Traffic } from './traffic.ts';

/** The region in the service URL. */
const BASE = '/emea/';
/** After this Teams shows a failed invoke, and delivers a message turn once more. */
const DEADLINE_MS = 15_000;
const KEPT_PROBLEMS = 200;

export interface ChannelOptions {
  readonly signing: Signing;
  /** The bot's `/api/messages`, asked for at each delivery. */
  readonly botEndpoint: () => string;
  readonly port?: number;
  readonly now?: () => Date;
  readonly limits?: Limits;
  readonly deadlineMs?: number;
  readonly maxMessageBytes?: number;
  readonly conversationUpdateFirst?: boolean;
}

/** The Teams of the sandbox: the Bot Connector for the bot, and what people do in their clients. */
export interface SandboxChannel {
  /** For the bot's `SERVICE_URLS` (its origin) and in every activity. Ends in a slash. */
  readonly serviceUrl: string;
  readonly openIdMetadataUrl: string;
  /** What Teams would hold against the bot's messages; tests assert that it is empty. */
  readonly problems: readonly string[];
  readonly faults: Faults;
  readonly behaviour: ChannelBehaviour;
  /** What the bot's calls came to. */
  traffic(): Traffic;
  readonly rooms: Rooms;
  readonly feed: Feed;
  readonly installs: Installs;
  readonly controls: SandboxControls;
  readonly drive: Drive;
  readonly people: People;
  /** A token as the channel signs it; given claims replace its own. */
  token(claims?: Readonly<Record<string, unknown>>): string;
  /** What a person's client shows when it opens (without the control strip). */
  stateFor(personKey: string): Omit<PageState, 'controls'>;
  stop(): Promise<void>;
}

/** Starts the channel on a loopback port. */
export async function startChannel(options: ChannelOptions): Promise<SandboxChannel> {
  const now = options.now ?? (() => new Date());
  const problems: string[] = [];
  const problem = (text: string): void => {
    if (problems.length < KEPT_PROBLEMS) problems.push(text);
  };
  const stopped = new AbortController();
  const nextId = messageIds(now);
  const feed = createFeed();
  const rooms = createRooms(feed);
  const faults = createFaults();
  const sends = createSends({ rooms, nextId, now, problem, maxMessageBytes: options.maxMessageBytes ?? MAX_MESSAGE_BYTES });
  const limiter = createLimiter(options.limits ?? TEAMS_LIMITS, now);
  const behaviour = usualChannelBehaviour();
  const traffic = createTrafficCount();
  let origin = '';
  const drive = createDrive(() => origin);
  const operation = connectorOperations(rooms, sends);
  const { server, metadataPath } = createChannelServer({
    signing: options.signing,
    operation,
    faults,
    limiter,
    behaviour,
    traffic,
    drive,
    base: BASE,
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await new Promise<void>((resolve, reject) => server.once('listening', resolve).once('error', reject));

  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const serviceUrl = `${origin}${BASE}`;
  const line = createBotLine({
    signing: options.signing,
    botEndpoint: options.botEndpoint,
    serviceUrl,
    deadlineMs: options.deadlineMs ?? DEADLINE_MS,
    stopped: stopped.signal,
  });
  const occasion = (person: SandboxPerson, room: Room, locale: Locale, thread?: string) => ({
    serviceUrl,
    person,
    room,
    thread,
    locale,
    at: now(),
  });

  const installs = createInstalls({
    rooms,
    occasion,
    tell: (activity) => line.tell(activity),
    conversationUpdateFirst: options.conversationUpdateFirst ?? false,
  });

  return {
    serviceUrl,
    openIdMetadataUrl: `${origin}${metadataPath}`,
    problems,
    faults,
    behaviour,
    traffic: () => ({ ...traffic, done: { ...traffic.done }, throttled: { ...limiter.refused } }),
    rooms,
    feed,
    installs,
    controls: controlStrip(channelControls({ rooms, installs, faults })),
    drive,
    people: createPeople({ rooms, line, drive, nextId, now, occasion, inspectCard: (card) => sends.inspectCard(card) }),
    token: (claims) => line.token(claims),
    stateFor: (personKey) => stateFor(rooms, feed, personKey),
    async stop() {
      stopped.abort();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function stateFor(rooms: Rooms, feed: Feed, personKey: string): Omit<PageState, 'controls'> {
  const me = personByKey(personKey);
  const inTeam = rooms.channels.some(({ members }) => members.has(personKey));
  const channels = rooms.channels.map(({ id, kind, name }) => ({ id, kind, name }));
  const { id, kind, name } = rooms.personal(personKey);
  return {
    seq: feed.seq,
    me: pagePerson(me),
    bot: botAccount,
    people: PEOPLE.map(pagePerson),
    personal: { id, kind, name },
    team: inTeam ? { name: TEAM.name, channels } : undefined,
    reads: rooms.reads(personKey),
    messages: rooms.visibleTo(personKey).flatMap((room) => [...room.messages.values()]),
  };
}

function pagePerson(person: SandboxPerson): PagePerson {
  const { key, id, accountId, roles, guest, locale, timeZone } = person;
  return { key, id, accountId, name: personName(person), roles, guest, locale, timeZone };
}
