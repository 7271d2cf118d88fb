import type { Customer } from '../domain/customer.ts';
import type { Locale } from '../domain/locale.ts';

/** One activity that wants to be served, and the lease it is served under. */
export interface TurnStart {
  /** Conversation and person: activities of one pair are served one after the other, across replicas. */
  readonly conversationId: string;
  readonly personId: string;
  /** `activity.id`, plus the name for an invoke. */
  readonly activityKey: string;
  /** Who holds the lease: unique per turn. */
  readonly holder: string;
  readonly now: Date;
  /** The lease ends by itself then, should the process die. */
  readonly until: Date;
  /** The item of the bot's state that the turn will want; undefined when it wants none. */
  readonly stateKey?: string | undefined;
}

export type TurnBegin =
  /**
   * Ours now. `locale` is the one the person chose; `customer` the one in force; `isKnown`: the address of its conversation is stored and not
   * retired; `state` the item of `stateKey`, with its `eTag`.
   */
  | {
      readonly kind: 'begun';
      readonly locale: Locale | undefined;
      readonly customer: Customer | undefined;
      readonly isKnown: boolean;
      readonly state: object | undefined;
    }
  /** This activity was already served to its end. */
  | { readonly kind: 'duplicate' }
  /** Another turn of this person in this conversation is running. */
  | { readonly kind: 'busy' };

/** Serves activities once, and one at a time per person and conversation. One statement each: it runs on every turn and holds no connection. */
export interface TurnStore {
  begin(turn: TurnStart): Promise<TurnBegin>;
  /** Marks the activity as served and gives the lease back. */
  end(turn: TurnStart): Promise<void>;
  setLocale(personId: string, locale: Locale): Promise<void>;
  localeOf(personId: string): Promise<Locale | undefined>;
  /** Forgets activities served longer ago than a day; returns how many. */
  prune(now: Date): Promise<number>;
}
