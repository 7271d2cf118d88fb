import { z } from 'zod';
import type { PageMention, PageMessage } from '../page/wire.ts';
import { badArgument, ChannelError } from './channel-error.ts';
import { cardProblems, hasDateFunction } from './card-rules.ts';
import { fileOf } from './file-cards.ts';
import { splitThread, threadId } from './ids.ts';
import type { Room, Rooms } from './rooms.ts';

/** Above this Teams answers 413; counted as UTF-16 (teams-platform.md 5.3). */
export const MAX_MESSAGE_BYTES = 100 * 1024;

const CARD = 'application/vnd.microsoft.card.adaptive';

const Mention = z.object({ type: z.literal('mention'), text: z.string(), mentioned: z.object({ id: z.string(), name: z.string() }) });

/** What the bot sends, as far as the channel looks at it. */
export const SentActivity = z.looseObject({
  type: z.string(),
  text: z.string().nullish(),
  textFormat: z.string().nullish(),
  attachments: z.array(z.looseObject({ contentType: z.string(), content: z.unknown() })).nullish(),
  entities: z.array(z.unknown()).nullish(),
});
export type SentActivity = z.infer<typeof SentActivity>;

/** Takes in what the bot writes. */
export interface Sends {
  /** How many messages Teams makes of it: a text and a card in one activity become two. */
  weight(activity: SentActivity): number;
  /** Returns the message's id; undefined when there is no usable one (after a split). */
  send(conversation: string, activity: SentActivity): string | undefined;
  /** A new post in a channel. */
  post(room: Room, activity: SentActivity): { readonly id: string; readonly activityId: string | undefined };
  update(conversation: string, id: string, activity: SentActivity): void;
  remove(conversation: string, id: string): void;
  /** Notes what is wrong with a card that came another way (an invoke's answer). @throws {ChannelError} for a card Teams cannot show. */
  inspectCard(card: unknown): void;
}

interface SendsOptions {
  readonly rooms: Rooms;
  readonly nextId: () => string;
  readonly now: () => Date;
  readonly maxMessageBytes: number;
  readonly problem: (text: string) => void;
}

export function createSends({ rooms, nextId, now, maxMessageBytes, problem }: SendsOptions): Sends {
  const inspectCard = (card: unknown): void => {
    if (hasDateFunction(card)) throw badArgument('Teams does not localise {{DATE()}} and {{TIME()}} in cards.');
    for (const text of cardProblems(card)) problem(text);
  };

  const check = (activity: SentActivity, kind: Room['kind']): void => {
    if (Buffer.byteLength(JSON.stringify(activity), 'utf16le') > maxMessageBytes) {
      throw new ChannelError(413, 'MessageSizeTooBig', 'The message size is too big.');
    }
    if ((activity.text ?? '') === '' && (activity.attachments ?? []).length === 0) throw badArgument('The message has no content.');
    for (const attachment of activity.attachments ?? []) {
      const { contentType, content } = attachment;
      if (contentType === CARD) inspectCard(content);
      else if (fileOf(attachment) === undefined) problem(`an attachment of type ${contentType} is not shown by this client`);
      else if (kind !== 'personal') problem('files are given in personal chats only');
    }
    if (weight(activity) > 1) problem('text and attachment in one activity are split, and no usable id comes back');
  };

  const store = (room: Room, root: string | undefined, activity: SentActivity): string => {
    const id = nextId();
    const thread = room.kind === 'channel' ? (root ?? id) : undefined;
    const { text, format, mentions, cards, file } = contentOf(activity);
    const at = now().toISOString();
    const base: PageMessage = {
      id,
      conversation: room.id,
      thread,
      from: 'bot',
      at,
      text,
      format,
      mentions,
      cards,
      file,
      version: 1,
      unanswered: false,
    };
    if (weight(activity) === 1) {
      rooms.add(room, base);
      return id;
    }
    rooms.add(room, { ...base, cards: [], file: undefined });
    rooms.add(room, { ...base, id: nextId(), thread: thread ?? undefined, text: '', mentions: [] });
    return id;
  };

  return {
    weight,
    inspectCard,
    send(conversation, activity) {
      const room = rooms.writable(conversation);
      const { root } = splitThread(conversation);
      if (activity.type === 'typing') {
        rooms.typing(room, root);
        return nextId();
      }
      if (activity.type !== 'message') throw badArgument(`Activities of type ${activity.type} cannot be sent.`);
      check(activity, room.kind);
      const id = store(room, root, activity);
      return weight(activity) === 1 ? id : undefined;
    },
    post(room, activity) {
      rooms.writable(room.id);
      check(activity, room.kind);
      const id = store(room, undefined, activity);
      return { id: threadId(room.id, id), activityId: weight(activity) === 1 ? id : undefined };
    },
    update(conversation, id, activity) {
      const room = rooms.writable(conversation);
      const message = rooms.ofBot(room, id);
      check(activity, room.kind);
      rooms.change(room, { ...message, ...contentOf(activity) });
    },
    remove(conversation, id) {
      const room = rooms.writable(conversation);
      rooms.remove(room, rooms.ofBot(room, id).id);
    },
  };
}

function weight(activity: SentActivity): number {
  return (activity.text ?? '') !== '' && (activity.attachments ?? []).length > 0 ? 2 : 1;
}

function contentOf({
  text,
  textFormat,
  attachments,
  entities,
}: SentActivity): Pick<PageMessage, 'text' | 'format' | 'mentions' | 'cards' | 'file'> {
  const mentions: readonly PageMention[] = (entities ?? []).flatMap((entity) => {
    const mention = Mention.safeParse(entity);
    return mention.success ? [mention.data] : [];
  });
  const format = textFormat === 'plain' || textFormat === 'xml' ? textFormat : 'markdown';
  const cards = (attachments ?? []).filter(({ contentType }) => contentType === CARD).map(({ content }) => content);
  const file = (attachments ?? []).map(fileOf).find((found) => found !== undefined);
  return { text: text ?? '', format, mentions, cards, file };
}
