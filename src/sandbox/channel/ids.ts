import { randomUUID } from 'node:crypto';

/** Message ids as Teams makes them: milliseconds since 1970, 13 digits, each higher than the one before. */
export function messageIds(now: () => Date): () => string {
  let last = 0;
  return () => {
    last = Math.max(now().getTime(), last + 1);
    return String(last);
  };
}

/** The id of an event or invoke, which is not a message. */
export const eventId = (): string => `f:${randomUUID()}`;

/** A thread of a channel, as `conversation.id` names it. */
export const threadId = (channel: string, root: string): string => `${channel};messageid=${root}`;

/** The channel (or chat) and the thread of a conversation id. */
export function splitThread(conversation: string): { readonly room: string; readonly root: string | undefined } {
  const [room = '', root] = conversation.split(';messageid=');
  return { room, root };
}
