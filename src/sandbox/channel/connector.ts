import { z } from 'zod';
import { BOT, PARTNER, PEOPLE, TEAM } from '../world.ts';
import { badArgument, ChannelError } from './channel-error.ts';
import type { FaultTarget } from './faults.ts';
import type { LimitedOperation } from './limits.ts';
import { splitThread } from './ids.ts';
import { oneMember, roster, rosterPage } from './roster.ts';
import type { Rooms } from './rooms.ts';
import { SentActivity, type Sends } from './sends.ts';

/** What an operation answers. */
export interface Answer {
  readonly status: 200 | 201;
  readonly body: unknown;
}

export interface Call {
  /** Path segments, decoded, after `v3/`. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  /** Undefined when the request had none. */
  readonly body: unknown;
}

/** One operation of the Bot Connector REST API. */
export interface Operation {
  readonly target: FaultTarget;
  /** In which conversation a call acts, what it counts as there (undefined: for the tenant alone), and how often. */
  limit(call: Call): { readonly counts: LimitedOperation | undefined; readonly conversation: string; readonly weight: number };
  run(call: Call): Answer;
}

const NewConversation = z.looseObject({
  isGroup: z.boolean().optional(),
  members: z.array(z.looseObject({ id: z.string() })).optional(),
  tenantId: z.string().optional(),
  bot: z.looseObject({ id: z.string() }).optional(),
  activity: SentActivity.optional(),
  channelData: z
    .looseObject({ channel: z.looseObject({ id: z.string() }).optional(), tenant: z.looseObject({ id: z.string() }).optional() })
    .optional(),
});

/** The operations of teams-platform.md 2.2 that a bot needs; group chats cannot be created and bulk sends are not offered. */
export function connectorOperations(rooms: Rooms, sends: Sends): (method: string, path: readonly string[]) => Operation | undefined {
  const operations: Readonly<Record<string, Operation>> = {
    'POST conversations': {
      target: 'create',
      limit({ body }) {
        const { channelData, members } = parse(NewConversation, body);
        return { counts: 'create', conversation: channelData?.channel?.id ?? members?.[0]?.id ?? '', weight: 1 };
      },
      run: ({ body }) => createConversation(rooms, sends, parse(NewConversation, body)),
    },
    'POST conversations * activities': send(sends),
    'POST conversations * activities *': send(sends),
    'PUT conversations * activities *': {
      target: 'update',
      limit: changes,
      run({ path, body }) {
        sends.update(at(path, 1), at(path, 3), parse(SentActivity, body));
        return { status: 200, body: { id: at(path, 3) } };
      },
    },
    'DELETE conversations * activities *': {
      target: 'delete',
      limit: changes,
      run({ path }) {
        sends.remove(at(path, 1), at(path, 3));
        return { status: 200, body: undefined };
      },
    },
    'GET conversations * members': read('members', ({ path }) => roster(rooms.writable(at(path, 1)))),
    'GET conversations * pagedmembers': read('members', ({ path, query }) =>
      rosterPage(
        roster(rooms.writable(at(path, 1))),
        Number.parseInt(query.get('pageSize') ?? '', 10),
        query.get('continuationToken') ?? undefined,
      ),
    ),
    'GET conversations * members *': read('members', ({ path }) => oneMember(rooms.writable(at(path, 1)), at(path, 3))),
    'GET teams *': read('conversations', ({ path }) => {
      team(rooms, at(path, 1));
      return { id: TEAM.id, name: TEAM.name, aadGroupId: TEAM.groupId, channelCount: rooms.channels.length };
    }),
    'GET teams * conversations': read('conversations', ({ path }) => ({
      conversations: team(rooms, at(path, 1)).map(({ id, name }) => ({ id, name: id === TEAM.id ? null : name, type: kindOf(id) })),
    })),
  };
  return (method, path) => operations[[method, ...path.map((segment, index) => (index % 2 === 0 ? segment : '*'))].join(' ')];
}

const at = (path: readonly string[], index: number): string => path[index] ?? '';
/** The limits are those of the whole channel, not of a thread. */
const roomOf = (path: readonly string[]): string => splitThread(at(path, 1)).room;
const changes: Operation['limit'] = ({ path }) => ({ counts: undefined, conversation: roomOf(path), weight: 1 });

function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (!result.success) throw badArgument('The payload cannot be read.');
  return result.data;
}

function send(sends: Sends): Operation {
  return {
    target: 'send',
    limit: ({ path, body }) => ({ counts: 'send', conversation: roomOf(path), weight: sends.weight(parse(SentActivity, body)) }),
    // An unknown activity id to reply to is normal: proactive messages carry a random one.
    run({ path, body }) {
      const id = sends.send(at(path, 1), parse(SentActivity, body));
      return { status: 201, body: id === undefined ? {} : { id } };
    },
  };
}

function read(operation: 'members' | 'conversations', answer: (call: Call) => unknown): Operation {
  return {
    target: 'read',
    limit: ({ path }) => ({ counts: operation, conversation: roomOf(path), weight: 1 }),
    run: (call) => ({ status: 200, body: answer(call) }),
  };
}

function team(rooms: Rooms, id: string): Rooms['channels'] {
  if (id !== TEAM.id) throw new ChannelError(404, 'ConversationNotFound', 'Team not found.');
  rooms.writable(id);
  return rooms.channels;
}

function kindOf(id: string): 'standard' | 'shared' {
  return TEAM.channels.some((each) => each.id === id && each.outsiders.length > 0) ? 'shared' : 'standard';
}

function createConversation(rooms: Rooms, sends: Sends, asked: z.infer<typeof NewConversation>): Answer {
  if (asked.isGroup === true) {
    const channel = asked.channelData?.channel?.id;
    if (channel === undefined || asked.activity === undefined) throw badArgument('A new post needs a channel and an activity.');
    return { status: 201, body: sends.post(rooms.writable(channel), asked.activity) };
  }
  const [member, ...others] = asked.members ?? [];
  if (member === undefined || others.length > 0) throw badArgument('Exactly one member is needed.');
  if ((asked.tenantId ?? asked.channelData?.tenant?.id) !== PARTNER.tenantId) throw badArgument('Unknown tenant.');
  if (asked.bot !== undefined && ![`28:${BOT.appId}`, BOT.appId].includes(asked.bot.id)) throw badArgument('Wrong bot.');
  const person = PEOPLE.find(({ accountId, id }) => accountId === member.id || id === member.id);
  if (person === undefined) throw badArgument('Unknown member.');
  const chat = rooms.personal(person.key);
  const inTeam = rooms.channels.some((each) => each.installed && each.members.has(person.key));
  if (!chat.installed && !inTeam) throw new ChannelError(403, 'ForbiddenOperationException', 'The app is not installed for this person.');
  chat.installed = true;
  return { status: 201, body: { id: chat.id } };
}
