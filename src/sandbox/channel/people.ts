import { z } from 'zod';
import type { Locale } from '../../domain/locale.ts';
import type {
  FileAnswerRequest,
  InvokeAnswer,
  InvokeRequest,
  PageFile,
  PageMention,
  PageMessage,
  SayAnswer,
  SayRequest,
  SendFileRequest,
  SubmitRequest,
} from '../page/wire.ts';
import type { SandboxPerson } from '../world.ts';
import { botAccount, fileActivity, invokeActivity, messageActivity, submitActivity, type Activity, type Occasion } from './activities.ts';
import type { BotLine, Delivery } from './bot-line.ts';
import { activityNotFound, badArgument, conversationNotFound } from './channel-error.ts';
import type { Drive } from './drive.ts';
import { eventId } from './ids.ts';
import { personByKey, type Room, type Rooms } from './rooms.ts';

/** What people do in their Teams client. Everything is refused with a ChannelError where the person is no member. */
export interface People {
  say(request: SayRequest): SayAnswer;
  /** Into the person's own chat with the app. */
  sendFile(request: SendFileRequest): void;
  /** A press on `Action.Submit`, which reaches the bot as a message. */
  submit(request: SubmitRequest): void;
  /** `adaptiveCard/action` and `application/search`; a failure is what the client would show as one. */
  invoke(request: InvokeRequest): Promise<InvokeAnswer>;
  /** Takes an offered file, or does not; whether the bot heard it. */
  answerFile(request: FileAnswerRequest): Promise<boolean>;
  read(personKey: string, conversation: string, id: string): void;
  /** When every turn under way is over. */
  settled(): Promise<void>;
}

interface PeopleOptions {
  readonly rooms: Rooms;
  readonly line: BotLine;
  readonly drive: Pick<Drive, 'place' | 'keep'>;
  readonly nextId: () => string;
  readonly now: () => Date;
  readonly occasion: (person: SandboxPerson, room: Room, locale: Locale, thread?: string) => Occasion;
  /** Looks at a card that answers an invoke; throws for one that Teams could not show. */
  readonly inspectCard: (card: unknown) => void;
}

const CARD = 'application/vnd.microsoft.card.adaptive';

const InvokeBody = z.object({ statusCode: z.number(), type: z.string(), value: z.unknown() });

const TeamsData = z.object({
  msteams: z.discriminatedUnion('type', [
    z.object({ type: z.literal('imBack'), value: z.string() }),
    z.object({ type: z.literal('messageBack'), text: z.string().optional(), displayText: z.string().optional(), value: z.unknown() }),
  ]),
});

export function createPeople({ rooms, line, drive, nextId, now, occasion, inspectCard }: PeopleOptions): People {
  const turns = new Set<Promise<void>>();

  const roomFor = (person: SandboxPerson, conversation: string): Room => {
    const room = rooms.find(conversation);
    if (!room.members.has(person.key)) throw conversationNotFound();
    return room;
  };

  const cardFor = (person: SandboxPerson, id: string): { room: Room; message: PageMessage } => {
    const room = rooms.roomOfMessage(id);
    const message = room?.messages.get(id);
    if (room === undefined || message === undefined || !room.members.has(person.key)) throw activityNotFound();
    return { room, message };
  };

  /** Tells the bot and, when that fails, marks the message for its writer. */
  const tell = (room: Room, activity: Activity): void => {
    const turn = async (): Promise<void> => {
      const delivery: Delivery = room.installed ? await line.tell(activity) : { outcome: 'unreachable' };
      if (delivery.outcome === 'answered' && delivery.status < 300) return;
      const message = room.messages.get(activity.id);
      if (message !== undefined) rooms.change(room, { ...message, unanswered: true });
    };
    const running: Promise<void> = turn().finally(() => turns.delete(running));
    turns.add(running);
  };

  const write = (
    person: SandboxPerson,
    room: Room,
    thread: string | undefined,
    text: string,
    mentions: readonly PageMention[],
    file?: PageFile,
  ): PageMessage => {
    const id = nextId();
    const message: PageMessage = {
      id,
      conversation: room.id,
      thread: room.kind === 'channel' ? (thread ?? id) : undefined,
      from: person.key,
      at: now().toISOString(),
      text,
      format: 'plain',
      mentions,
      cards: [],
      ...(file === undefined ? {} : { file }),
      version: 1,
      unanswered: false,
    };
    rooms.add(room, message);
    rooms.markRead(person.key, room, id);
    return message;
  };

  return {
    say({ as, conversation, thread, text, mentions, locale }) {
      const person = personByKey(as);
      const room = roomFor(person, conversation);
      if (thread !== undefined && !room.messages.has(thread)) throw activityNotFound();
      const message = write(person, room, thread, text, mentions);
      const delivered = room.kind === 'personal' || mentions.some(({ mentioned }) => mentioned.id === botAccount.id);
      if (delivered) tell(room, messageActivity(occasion(person, room, locale, message.thread), message.id, text, mentions));
      return { id: message.id, delivered };
    },

    sendFile({ as, name, content, locale }) {
      const person = personByKey(as);
      const room = rooms.personal(as);
      const kept = drive.keep(name, Buffer.from(content, 'base64'));
      const message = write(person, room, undefined, '', [], { kind: 'given', name, url: kept.contentUrl });
      tell(room, fileActivity(occasion(person, room, locale), message.id, kept));
    },

    submit({ as, message: id, data, locale }) {
      const person = personByKey(as);
      const { room, message } = cardFor(person, id);
      const where = occasion(person, room, locale, message.thread);
      const special = TeamsData.safeParse(data);
      if (!special.success) {
        tell(room, submitActivity(where, eventId(), id, data));
        return;
      }
      const { msteams } = special.data;
      if (msteams.type === 'imBack') {
        const said = write(person, room, message.thread, msteams.value, []);
        tell(room, messageActivity(where, said.id, msteams.value, []));
        return;
      }
      if (msteams.displayText !== undefined) write(person, room, message.thread, msteams.displayText, []);
      tell(room, submitActivity(where, eventId(), id, msteams.value, msteams.text ?? ''));
    },

    async invoke({ as, message: id, name, value, locale }) {
      const person = personByKey(as);
      const { room, message } = cardFor(person, id);
      if (!room.installed) return { ok: false, reason: 'unreachable' };
      const delivery = await line.ask(invokeActivity(occasion(person, room, locale, message.thread), name, id, value));
      if (delivery.outcome !== 'answered') return { ok: false, reason: delivery.outcome };
      if (delivery.status !== 200) return { ok: false, reason: 'status' };
      return answerOf(delivery.body, inspectCard);
    },

    async answerFile({ as, message: id, answer, locale }) {
      const person = personByKey(as);
      const { room, message } = cardFor(person, id);
      if (message.file?.kind !== 'offered') throw badArgument('The message offers no file.');
      if (!room.installed) return false;
      const { name, acceptContext, declineContext } = message.file;
      const value =
        answer === 'accept'
          ? { type: 'fileUpload', action: 'accept', context: acceptContext, uploadInfo: drive.place(name) }
          : { type: 'fileUpload', action: 'decline', context: declineContext };
      const delivery = await line.ask(invokeActivity(occasion(person, room, locale), 'fileConsent/invoke', id, value));
      return delivery.outcome === 'answered' && delivery.status === 200;
    },

    read(personKey, conversation, id) {
      const person = personByKey(personKey);
      rooms.markRead(person.key, roomFor(person, conversation), id);
    },

    async settled() {
      while (turns.size > 0) await Promise.all(turns);
    },
  };
}

function answerOf(text: string, inspectCard: (card: unknown) => void): InvokeAnswer {
  try {
    const body = InvokeBody.parse(JSON.parse(text));
    if (body.type === CARD) inspectCard(body.value);
    return { ok: true, body };
  } catch {
    return { ok: false, reason: 'shape' };
  }
}
