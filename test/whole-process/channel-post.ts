import assert from 'node:assert/strict';
import type { SandboxChannel } from '../../src/sandbox/channel/channel.ts';
import type { PageMention, PageMessage } from '../../src/sandbox/page/wire.ts';
import { BOT, PEOPLE } from '../../src/sandbox/world.ts';

const PATIENCE_MS = 30_000;

/** A mention of the bot, as a client makes one. */
export const AT_BOT: PageMention = {
  type: 'mention',
  text: `<at>${BOT.name}</at>`,
  mentioned: { id: `28:${BOT.appId}`, name: BOT.name },
};

/** A mention of one of the sandbox's people. */
export function atPerson(key: string): PageMention {
  const person = PEOPLE.find((each) => each.key === key);
  assert.ok(person);
  const name = `${person.givenName} ${person.surname}`;
  return { type: 'mention', text: `<at>${name}</at>`, mentioned: { id: person.accountId, name } };
}

/** What somebody posts in a channel, or replies in the thread of an earlier post. */
export interface Post {
  readonly as: string;
  readonly text: string;
  readonly mentions?: readonly PageMention[];
  readonly thread?: string;
}

/** A channel of the team by its name, with the app in it. */
export async function teamChannel(channel: SandboxChannel, name: string) {
  await channel.installs.open('camille', 'en');
  const room = channel.rooms.channels.find((each) => each.name === name);
  assert.ok(room);

  const fromBot = (): readonly PageMessage[] => [...room.messages.values()].filter(({ from }) => from === 'bot');

  /** Posts, and gives all that the bot wrote into the channel until it was done, oldest first. */
  async function post({
    as,
    text,
    mentions = [AT_BOT],
    thread,
  }: Post): Promise<{ readonly id: string; readonly answers: readonly PageMessage[] }> {
    assert.ok(room);
    const known = new Set(fromBot().map(({ id }) => id));
    const { id } = channel.people.say({ as, conversation: room.id, thread, text, mentions, locale: 'en' });
    await Promise.race([channel.people.settled(), late(text)]);
    return { id, answers: fromBot().filter((message) => !known.has(message.id)) };
  }

  return { room, post };
}

function late(text: string): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  setTimeout(() => reject(new Error(`no end of the turn of "${text.slice(0, 40)}"`)), PATIENCE_MS).unref();
  return promise;
}
