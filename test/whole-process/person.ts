import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { AdaptiveCard } from '../../cards/render.ts';
import type { Locale } from '../../src/domain/locale.ts';
import type { SandboxChannel } from '../../src/sandbox/channel/channel.ts';
import type { InvokeAnswer, PageMessage } from '../../src/sandbox/page/wire.ts';
import { PEOPLE } from '../../src/sandbox/world.ts';
import { buttonsOf, inputsOf, textsOf } from './card-reading.ts';

/** A card on somebody's screen, and the message that holds it. */
export interface Shown {
  readonly message: string;
  readonly card: AdaptiveCard;
}

const PATIENCE_MS = 60_000;

/** One of the sandbox's people at their Teams client: they write, press and look, over the channel's real HTTP. */
export interface Person {
  /** Entra object id. */
  readonly id: string;
  /** Writes and gives the app's first message after it, as text with the texts of its cards. */
  says(text: string): Promise<string>;
  /** Writes and gives the first card that comes after it. */
  asks(text: string): Promise<Shown>;
  /** Writes, and waits for nothing. */
  writes(text: string): void;
  /** Presses a button and gives the card that is there then: the answer's, or the next that is sent. */
  presses(shown: Shown, verb: string, inputs?: Readonly<Record<string, string>>): Promise<Shown>;
  /** Presses a button and gives what the client got. */
  invokes(shown: Shown, verb: string, inputs?: Readonly<Record<string, string>>): Promise<InvokeAnswer>;
  /** Waits until a message of the app fits; gives it. The present ones count. */
  sees(what: string, fits: (text: string, message: PageMessage) => boolean): Promise<PageMessage>;
  /** All messages of the app, oldest first, as texts. */
  screen(): readonly string[];
  /** Messages of their own that the client marks as failed. */
  unanswered(): readonly string[];
}

export async function personAt(channel: SandboxChannel, key: string, locale?: Locale): Promise<Person> {
  const found = PEOPLE.find((each) => each.key === key);
  assert.ok(found);
  const language = locale ?? found.locale;
  await channel.installs.open(key, language);
  const room = channel.rooms.personal(key);
  const fromBot = (): PageMessage[] => [...room.messages.values()].filter(({ from }) => from === 'bot');

  async function when<T>(what: string, look: () => T | undefined): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const check = (): void => {
      const seen = look();
      if (seen !== undefined) resolve(seen);
    };
    const stop = channel.feed.subscribe(key, channel.feed.seq, check);
    const late = setTimeout(
      () => reject(new Error(`${key} waited in vain for ${what}; on the screen:\n${fromBot().map(readable).slice(-3).join('\n--\n')}`)),
      PATIENCE_MS,
    );
    check();
    try {
      return await promise;
    } finally {
      clearTimeout(late);
      stop?.();
    }
  }

  const after = (known: ReadonlySet<string>, fits: (message: PageMessage) => boolean) => (): PageMessage | undefined =>
    fromBot().find((message) => !known.has(message.id) && fits(message));
  const present = (): ReadonlySet<string> => new Set(fromBot().map(({ id }) => id));
  const say = (text: string): void => void channel.people.say({ as: key, conversation: room.id, text, mentions: [], locale: language });

  const invokes: Person['invokes'] = (shown, verb, inputs = {}) => {
    const button = buttonsOf(shown.card).find((each) => each.verb === verb);
    assert.ok(button, `no button ${verb} on: ${textsOf(shown.card)}`);
    const data = { ...button.data, ...inputsOf(shown.card), ...inputs };
    const action = { type: 'Action.Execute', id: randomUUID(), verb, data };
    const value = { action, trigger: 'manual' };
    return channel.people.invoke({ as: key, message: shown.message, name: 'adaptiveCard/action', value, locale: language });
  };

  return {
    id: found.id,
    writes: say,
    async says(text) {
      const known = present();
      say(text);
      return readable(
        await when(
          `an answer to "${text.slice(0, 40)}"`,
          after(known, () => true),
        ),
      );
    },
    async asks(text) {
      const known = present();
      say(text);
      return shownOf(
        await when(
          `a card after "${text.slice(0, 40)}"`,
          after(known, ({ cards }) => cards.length > 0),
        ),
      );
    },
    invokes,
    async presses(shown, verb, inputs) {
      const known = present();
      const answer = await invokes(shown, verb, inputs);
      assert.ok(answer.ok, `the press of ${verb} failed: ${answer.ok ? '' : answer.reason}`);
      if (answer.body.type.endsWith('card.adaptive')) return { message: shown.message, card: answer.body.value as AdaptiveCard };
      assert.ok(answer.body.statusCode === 200, `the press of ${verb} failed: ${JSON.stringify(answer.body.value)}`);
      return shownOf(
        await when(
          `a card after ${verb}`,
          after(known, ({ cards }) => cards.length > 0),
        ),
      );
    },
    sees: (what, fits) => when(what, () => fromBot().find((message) => fits(readable(message), message))),
    screen: () => fromBot().map(readable),
    unanswered: () => [...room.messages.values()].filter(({ from, unanswered }) => from === key && unanswered).map(({ text }) => text),
  };
}

export function shownOf(message: PageMessage): Shown {
  return { message: message.id, card: message.cards[0] as AdaptiveCard };
}

/** All a person reads of a message. */
export function readable({ text, cards }: PageMessage): string {
  return [text, ...cards.map((card) => textsOf(card as AdaptiveCard))].filter((part) => part !== '').join('\n');
}
