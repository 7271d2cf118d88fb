import type { PageEvent } from '../page/wire.ts';

/** How many events a page may be behind and still resume. */
const KEPT = 2000;

interface NumberedEvent {
  readonly seq: number;
  readonly event: PageEvent;
}

type Audience = (personKey: string) => boolean;

/** What happened, in order, for the pages of those who may see it. */
export interface Feed {
  readonly seq: number;
  publish(event: PageEvent, audience: Audience): void;
  /**
   * Calls `listener` with the events after `after` that this person may see, then with each new one.
   * Returns undefined when `after` is no longer (or not yet) known: the page has to load its state anew.
   */
  subscribe(personKey: string, after: number, listener: (entry: NumberedEvent) => void): (() => void) | undefined;
}

export function createFeed(): Feed {
  let seq = 0;
  const kept: { readonly entry: NumberedEvent; readonly audience: Audience }[] = [];
  const listeners = new Set<(entry: NumberedEvent, audience: Audience) => void>();
  return {
    get seq() {
      return seq;
    },
    publish(event, audience) {
      seq += 1;
      const entry = { seq, event };
      kept.push({ entry, audience });
      if (kept.length > KEPT) kept.shift();
      for (const listener of listeners) listener(entry, audience);
    },
    subscribe(personKey, after, listener) {
      const first = seq - kept.length;
      if (after > seq || after < first) return undefined;
      for (const { entry, audience } of kept) if (entry.seq > after && audience(personKey)) listener(entry);
      const own = (entry: NumberedEvent, audience: Audience): void => {
        if (audience(personKey)) listener(entry);
      };
      listeners.add(own);
      return () => listeners.delete(own);
    },
  };
}
