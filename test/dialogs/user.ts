import { randomUUID } from 'node:crypto';
import { TurnContext, type Activity, type Attachment, type Storage } from 'botbuilder';
import type { AdaptiveCard } from '../../cards/render.ts';
import type { DialogDependencies } from '../../dialogs/dependencies.ts';
import { MainDialog } from '../../dialogs/main-dialog.ts';
import { invokeCard } from '../../dialogs/show.ts';
import { setTurnInput, type TurnInput } from '../../dialogs/turn-input.ts';
import { commandParser } from '../../src/delivery/commands.ts';
import { dialogRunner, dialogStateKey } from '../../src/delivery/dialog-run.ts';
import { TurnAdapter } from '../../src/delivery/turn-adapter.ts';
import type { Locale } from '../../src/domain/locale.ts';
import type { Colleague } from '../../src/domain/roles.ts';
import { COMMAND_WORDS, FILTER_WORDS } from '../../src/locales/command-words.ts';
import type { Clock } from '../../src/ports/clock.ts';
import { NEVER } from '../support/use-case-fixtures.ts';
import { buttonsOf } from './card-reading.ts';

const PARSE = commandParser(COMMAND_WORDS, FILTER_WORDS);

export interface Where {
  readonly conversationId: string;
  readonly scope: TurnInput['scope'];
  readonly locale: Locale;
  /** As Teams sends it with every activity of a channel. */
  readonly channelData: object;
}

interface Button {
  readonly verb: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly messageId: string;
}

interface Bot {
  readonly deps: DialogDependencies;
  readonly storage: Storage;
  readonly clock: Clock;
}

/** A person in a chat with the bot: writes, presses buttons, sees cards. */
export class User {
  /** The cards in the chat, oldest first; one that was replaced stands where it stood. */
  readonly messages = new Map<string, AdaptiveCard>();
  /** Cards of the last turn, and whether each came in place of another. */
  lastTurn: { readonly card: AdaptiveCard; readonly replaced: boolean }[] = [];
  presses = 0;
  /** Files in the chat. */
  readonly files: Attachment[] = [];
  /** Ids of messages that the bot took away. */
  readonly removed: string[] = [];
  readonly #deps: DialogDependencies;
  readonly #run: ReturnType<typeof dialogRunner>;
  readonly #storage: Storage;
  readonly #clock: Clock;
  readonly #person: Colleague;
  readonly #where: Where;

  constructor(bot: Bot, person: Colleague, where: Partial<Where>) {
    this.#deps = bot.deps;
    this.#storage = bot.storage;
    this.#clock = bot.clock;
    this.#run = dialogRunner({ dialog: new MainDialog(bot.deps), storage: bot.storage });
    this.#person = person;
    this.#where = { conversationId: `chat-of-${person.id}`, scope: 'personal', locale: 'en', channelData: {}, ...where };
  }

  get card(): AdaptiveCard {
    const last = this.lastTurn.at(-1);
    if (last === undefined) throw new Error('The bot showed no card');
    return last.card;
  }

  async says(text: string): Promise<AdaptiveCard> {
    const command = PARSE(text);
    await this.#turn({ type: 'message', text }, command === undefined ? { kind: 'text', text } : { kind: 'command', command });
    return this.card;
  }

  /** Presses the first button with this verb (and this data) on the newest card that has one. */
  async clicks(
    verb: string,
    inputs: Readonly<Record<string, unknown>> = {},
    data: Readonly<Record<string, unknown>> = {},
  ): Promise<AdaptiveCard> {
    return this.press(this.button(verb, data), inputs);
  }

  button(verb: string, data: Readonly<Record<string, unknown>> = {}): Button {
    for (const [messageId, card] of [...this.messages].toReversed()) {
      const found = buttonsOf(card).find(
        (one) => one.verb === verb && Object.entries(data).every(([key, value]) => one.data[key] === value),
      );
      if (found !== undefined) return { ...found, messageId };
    }
    throw new Error(`No button ${verb} in ${JSON.stringify([...this.messages.values()].flatMap(buttonsOf))}`);
  }

  async press(button: Button, inputs: Readonly<Record<string, unknown>> = {}): Promise<AdaptiveCard> {
    await this.pressesOnly(button, inputs);
    return this.card;
  }

  /** Presses a button on a client that does not know `Action.Execute`: a message arrives, which has no answer. */
  async submits({ verb, data, messageId }: Button, inputs: Readonly<Record<string, unknown>> = {}): Promise<AdaptiveCard> {
    const all = { ...data, ...inputs };
    const activity = { type: 'message', text: '', replyToId: messageId, value: { ...all, verb } };
    await this.#turn(activity, { kind: 'action', action: { verb, data: all } });
    return this.card;
  }

  /** Presses a button whose answer need not be a card. */
  async pressesOnly({ verb, data, messageId }: Button, inputs: Readonly<Record<string, unknown>> = {}): Promise<void> {
    this.presses++;
    const all = { ...data, ...inputs };
    const value = { action: { type: 'Action.Execute', verb, data: all }, trigger: 'manual' };
    const activity = { type: 'invoke', name: 'adaptiveCard/action', replyToId: messageId, value };
    await this.#turn(activity, { kind: 'action', action: { verb, data: all } });
  }

  /** Sends a file. */
  async sends(name: string): Promise<AdaptiveCard> {
    await this.#turn({ type: 'message', text: '' }, { kind: 'file', name, url: 'https://drive.example/file' });
    return this.card;
  }

  /** Answers an offered file, in the message that offered it. */
  async answersFile(answer: 'accept' | 'decline', data: Readonly<Record<string, unknown>>): Promise<void> {
    const activity = { type: 'invoke', name: 'fileConsent/invoke', replyToId: 'the-offer', value: { action: answer, ...data } };
    await this.#turn(activity, { kind: 'action', action: { verb: `file.${answer}`, data } });
  }

  async #turn(activity: Partial<Activity>, input: TurnInput['input']): Promise<void> {
    this.lastTurn = [];
    const { conversationId, scope, locale, channelData } = this.#where;
    const { id: personId } = this.#person;
    const conversation = { id: conversationId, isGroup: scope === 'team', name: '', conversationType: scope };
    const whole = { ...activity, id: randomUUID(), channelId: 'msteams', serviceUrl: 'https://channel.example', conversation, channelData };
    const context = new TurnContext(this.#adapter(), whole);
    setTurnInput(context, {
      person: this.#person,
      locale,
      timeZone: 'Europe/London',
      scope,
      conversationId,
      input,
      signal: NEVER,
      customer: await this.#deps.customers.chosen(personId, conversationId),
      now: this.#clock.now(),
    });
    const key = dialogStateKey(conversationId, personId);
    await this.#run(context, key, (await this.#storage.read([key]))[key]);
    this.#keepAnswer(context);
  }

  /** The answer to a press changes the card for the one who pressed, also where nobody else sees it change. */
  #keepAnswer(context: TurnContext): void {
    const card = invokeCard(context);
    const { replyToId } = context.activity;
    if (card === undefined || replyToId === undefined || this.lastTurn.some(({ replaced }) => replaced)) return;
    this.messages.set(replyToId, card);
    this.lastTurn.push({ card, replaced: true });
  }

  #adapter(): TurnAdapter {
    const keep = (id: string, activity: object, replaced: boolean) => {
      const [attachment] = (activity as Activity).attachments ?? [];
      if (attachment?.contentType === 'application/vnd.microsoft.teams.card.file.info') {
        this.files.push(attachment);
        return id;
      }
      const card = attachment?.content as AdaptiveCard;
      this.messages.set(id, card);
      this.lastTurn.push({ card, replaced });
      return id;
    };
    return new TurnAdapter({
      send: async (_to, activity) => keep(randomUUID(), activity, false),
      update: async (_to, id, activity) => {
        keep(id, activity, true);
      },
      remove: async (_to, id) => void this.removed.push(id),
    });
  }
}
