import type { PageEvent, PageMessage, PageState } from './wire.ts';

/** What the page knows: messages by conversation, read marks, and cards that only this viewer sees changed. */
export interface Store {
  messages(conversation: string): readonly PageMessage[];
  message(conversation: string, id: string): PageMessage | undefined;
  unread(conversation: string): number;
  readMark(conversation: string): string;
  /** The card this viewer's press was answered with; gone as soon as the app updates the message. */
  replacedCard(id: string): unknown;
  replaceCard(message: PageMessage, card: unknown): void;
  /** Takes an event in; false when there was nothing new in it. */
  take(event: PageEvent): boolean;
}

export function createStore(state: PageState): Store {
  const byConversation = new Map<string, Map<string, PageMessage>>();
  const reads = new Map(Object.entries(state.reads));
  const replaced = new Map<string, { readonly version: number; readonly card: unknown }>();

  const put = (message: PageMessage): boolean => {
    const messages = byConversation.get(message.conversation) ?? new Map<string, PageMessage>();
    const known = messages.get(message.id);
    if (known !== undefined && known.version >= message.version) return false;
    byConversation.set(message.conversation, messages.set(message.id, message));
    replaced.delete(message.id);
    return true;
  };
  for (const message of state.messages) put(message);

  const readMark = (conversation: string): string => reads.get(conversation) ?? '';

  return {
    // Ids rise, so the order of arrival is theirs.
    messages: (conversation) => [...(byConversation.get(conversation)?.values() ?? [])],
    message: (conversation, id) => byConversation.get(conversation)?.get(id),
    unread(conversation) {
      const mark = readMark(conversation);
      let count = 0;
      for (const { id, from } of byConversation.get(conversation)?.values() ?? []) if (id > mark && from !== state.me.key) count += 1;
      return count;
    },
    readMark,
    replacedCard: (id) => replaced.get(id)?.card,
    replaceCard(message, card) {
      replaced.set(message.id, { version: message.version, card });
    },
    take(event) {
      switch (event.name) {
        case 'message':
          return put(event.message);
        case 'remove':
          return byConversation.get(event.conversation)?.delete(event.id) ?? false;
        case 'read':
          reads.set(event.conversation, event.id);
          return true;
        default:
          return true;
      }
    },
  };
}
