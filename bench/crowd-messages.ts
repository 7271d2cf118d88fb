import type { AdaptiveCard } from '../cards/render.ts';
import { textsOf } from '../test/whole-process/card-reading.ts';
import type { CrowdReport } from './crowd.ts';

interface Card {
  readonly issueId: string;
  readonly id: string;
  text: string;
  updates: number;
}

interface Conversation {
  readonly cards: Card[];
  readonly lines: string[];
}

interface Sent {
  readonly text?: string;
  readonly attachments?: readonly { readonly content?: AdaptiveCard }[];
}

/** Microsoft's number of an issue, somewhere in a card. */
const ISSUE = /\b[A-Z]{2}\d{4,8}\b/;

/** The conversation of a thread's id: a channel's has `;messageid=`. */
export function roomOfThread(conversationId: string): string {
  return conversationId.split(';', 1)[0] ?? conversationId;
}

/** What every conversation of the crowd holds, and what was counted on the way. */
export function crowdMessages() {
  let conversations = new Map<string, Conversation>();
  let refusals: Record<number, number> = {};
  let firstCards: Record<string, number> = {};
  let counts = { cards: 0, updates: 0, lines: 0, reads: 0 };
  let lastCard: AdaptiveCard | undefined;
  let firstAt: number | undefined;
  let lastAt: number | undefined;
  let last = 1_763_640_000_000;

  const of = (id: string): Conversation => {
    const known = conversations.get(id) ?? { cards: [], lines: [] };
    conversations.set(id, known);
    return known;
  };
  function stamp(): void {
    lastAt = Date.now();
    firstAt ??= lastAt;
  }

  return {
    /** Keeps a message; gives its id. One in a channel's thread belongs to the channel. */
    posted(conversationId: string, sent: unknown): string {
      stamp();
      const conversation = of(roomOfThread(conversationId));
      const id = String(++last);
      const { text = '', attachments } = sent as Sent;
      const card = attachments?.[0]?.content;
      if (card === undefined) {
        counts.lines++;
        conversation.lines.push(text);
      } else {
        counts.cards++;
        lastCard = card;
        const issueId = ISSUE.exec(JSON.stringify(card))?.[0] ?? '';
        firstCards[issueId] ??= lastAt ?? 0;
        conversation.cards.push({ issueId, id, text: textsOf(card), updates: 0 });
      }
      return id;
    },

    /** False when there is no such card. */
    updated(conversationId: string, activityId: string, sent: unknown): boolean {
      const card = of(roomOfThread(conversationId)).cards.find(({ id }) => id === activityId);
      const content = (sent as Sent).attachments?.[0]?.content;
      if (card === undefined || content === undefined) return false;
      stamp();
      counts.updates++;
      card.updates++;
      card.text = textsOf(content);
      return true;
    },

    read(): void {
      stamp();
      counts.reads++;
    },

    refused(status: number): void {
      refusals[status] = (refusals[status] ?? 0) + 1;
    },

    report(whole: boolean): CrowdReport {
      return {
        ...counts,
        refusals,
        firstCards,
        lastCard,
        firstAt,
        lastAt,
        conversations: whole ? [...conversations].map(([id, conversation]) => ({ id, ...conversation })) : [],
      };
    },

    forget(): void {
      conversations = new Map();
      refusals = {};
      firstCards = {};
      counts = { cards: 0, updates: 0, lines: 0, reads: 0 };
      firstAt = undefined;
      lastAt = undefined;
    },
  };
}
