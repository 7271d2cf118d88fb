import type { PageMessage } from '../page/wire.ts';
import { BOT, PEOPLE, TEAM, type SandboxPerson } from '../world.ts';
import { activityNotFound, badArgument, ChannelError, conversationNotFound } from './channel-error.ts';
import type { Feed } from './feed.ts';
import { splitThread } from './ids.ts';

/** The oldest messages of a room are forgotten beyond this. */
const KEPT_MESSAGES = 500;

export interface Room {
  readonly id: string;
  readonly kind: 'personal' | 'channel';
  readonly name: string;
  /** Keys of the people in it, those of other organisations too. */
  readonly members: Set<string>;
  readonly messages: Map<string, PageMessage>;
  /** The app is installed here: it hears and may write. */
  installed: boolean;
  /** The person blocked the app. */
  blocked: boolean;
}

export const personName = (person: Pick<SandboxPerson, 'givenName' | 'surname'>): string => `${person.givenName} ${person.surname}`;

/** @throws {ChannelError} 400 for somebody who does not exist. */
export function personByKey(key: string): SandboxPerson {
  const person = PEOPLE.find((each) => each.key === key);
  if (person === undefined) throw badArgument('Unknown person.');
  return person;
}

/** The chats, channels, messages and read marks of the sandbox; everything that changes is published to the pages. */
export interface Rooms {
  readonly channels: readonly Room[];
  personal(personKey: string): Room;
  /** Chats of so many people who are nobody's page, `a:1crowd-<n>PersonalChat` from 1 on, with the app installed though it was not told. */
  addCrowd(count: number): void;
  /** @throws {ChannelError} 404 when there is no such conversation. */
  find(conversation: string): Room;
  /** The room when the app may write there. @throws {ChannelError} 403 or 404, from the room's state. */
  writable(conversation: string): Room;
  roomOfMessage(id: string): Room | undefined;
  add(room: Room, message: PageMessage): void;
  /** @throws {ChannelError} 404 when the message is gone, 403 when the app did not write it. */
  ofBot(room: Room, id: string): PageMessage;
  change(room: Room, message: PageMessage): void;
  remove(room: Room, id: string): void;
  typing(room: Room, thread: string | undefined): void;
  markRead(personKey: string, room: Room, id: string): void;
  reads(personKey: string): Readonly<Record<string, string>>;
  visibleTo(personKey: string): readonly Room[];
}

const room = (id: string, kind: Room['kind'], name: string, members: Iterable<string>): Room => ({
  id,
  kind,
  name,
  members: new Set(members),
  messages: new Map(),
  installed: false,
  blocked: false,
});

const chatId = (personKey: string): string => `a:1${personKey}PersonalChat`;

export function createRooms(feed: Feed): Rooms {
  // The guest is not in the team until a test puts them there.
  const team = PEOPLE.filter((person) => !person.guest).map((person) => person.key);
  const channels = [{ id: TEAM.id, name: 'General', outsiders: [] }, ...TEAM.channels].map(({ id, name, outsiders }) =>
    room(id, 'channel', name, [...team, ...outsiders]),
  );
  // Ids that stay the same from run to run, since the bot's database does too.
  const chats = PEOPLE.map(({ key }) => room(chatId(key), 'personal', BOT.name, [key]));
  const all = new Map([...channels, ...chats].map((each) => [each.id, each]));
  const readMarks = new Map<string, Record<string, string>>();

  const publishMessage = (where: Room, message: PageMessage): void =>
    feed.publish({ name: 'message', message }, (key) => where.members.has(key));

  const find = (conversation: string): Room => {
    const { room: id, root } = splitThread(conversation);
    const found = all.get(id);
    if (found === undefined || (root !== undefined && !found.messages.has(root))) throw conversationNotFound();
    return found;
  };

  return {
    channels,
    find,
    personal(personKey) {
      const person = personByKey(personKey);
      return find(chatId(person.key));
    },
    addCrowd(count) {
      for (let n = 1; n <= count; n += 1) {
        const key = `crowd-${n}`;
        all.set(chatId(key), { ...room(chatId(key), 'personal', BOT.name, [key]), installed: true });
      }
    },
    writable(conversation) {
      const found = find(conversation);
      if (found.blocked) throw new ChannelError(403, 'ConversationBlockedByUser', 'User blocked the conversation with the bot.');
      if (!found.installed) throw new ChannelError(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.');
      return found;
    },
    roomOfMessage: (id) => all.values().find((each) => each.messages.has(id)),
    add(where, message) {
      where.messages.set(message.id, message);
      const [oldest] = where.messages.keys();
      if (where.messages.size > KEPT_MESSAGES && oldest !== undefined) where.messages.delete(oldest);
      publishMessage(where, message);
    },
    ofBot(where, id) {
      const message = where.messages.get(id);
      if (message === undefined) throw activityNotFound();
      if (message.from !== 'bot') throw new ChannelError(403, 'NotEnoughPermissions', 'Only own messages can be changed.');
      return message;
    },
    change(where, message) {
      const next = { ...message, version: message.version + 1 };
      where.messages.set(message.id, next);
      publishMessage(where, next);
    },
    remove(where, id) {
      where.messages.delete(id);
      feed.publish({ name: 'remove', conversation: where.id, id }, (key) => where.members.has(key));
    },
    typing(where, thread) {
      feed.publish({ name: 'typing', conversation: where.id, thread }, (key) => where.members.has(key));
    },
    markRead(personKey, where, id) {
      const marks = readMarks.get(personKey) ?? {};
      if ((marks[where.id] ?? '') >= id) return;
      readMarks.set(personKey, { ...marks, [where.id]: id });
      feed.publish({ name: 'read', conversation: where.id, id }, (key) => key === personKey);
    },
    reads: (personKey) => readMarks.get(personKey) ?? {},
    visibleTo: (personKey) => [...all.values()].filter((each) => each.members.has(personKey)),
  };
}
