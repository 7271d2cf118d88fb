import type { Behaviour } from './behaviour.ts';
import type { ApiName, CloudReply } from './exchange.ts';

/** Which requests are meant; what is left out fits all. */
export interface Matching {
  readonly api?: ApiName;
  readonly method?: string | readonly string[];
  /** Tested against the path below the API's base with its query, as sent. */
  readonly path?: RegExp;
  /** Tenant of the bearer token. */
  readonly tenantId?: string;
  /** Tested against the body; a token request's is without its secrets. */
  readonly body?: RegExp;
}

/** Something that goes wrong with a request. Without `reply` the cloud acts and answers, apart from what else is said. */
export interface Fault extends Matching {
  /** How many requests it strikes: 1 unless told; Infinity until it is lifted. */
  readonly times?: number;
  /** Waits so long before anything else, in milliseconds. */
  readonly delayMs?: number;
  /** Answers this instead of acting; with `act` the cloud acts first. */
  readonly reply?: CloudReply;
  readonly act?: boolean;
  /** Breaks the connection: before the cloud acts, after it acted, or in the middle of the answer. */
  readonly reset?: 'before' | 'after' | 'half-way';
  /** Takes the request and does nothing until it is lifted, or the client leaves. */
  readonly silent?: boolean;
  /** Spoils the answer: cut JSON, no JSON, or a body of many megabytes. */
  readonly spoil?: 'cut' | 'malformed' | 'huge';
  /** Changes the body of an answer that is a success. */
  readonly alter?: (body: string) => string;
}

/** A moment in the life of a request: it arrived; the cloud has acted; the answer has been sent. */
export type Moment = 'arrived' | 'acted' | 'answered';

/** One request the cloud has seen, without secrets. */
export interface SeenRequest {
  /** 1 for the first request since start or `forget`. */
  readonly number: number;
  readonly api: ApiName;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** Tenant of the bearer token. */
  readonly tenantId: string | undefined;
  readonly tokenKind: 'app' | 'user' | undefined;
  /** `MS-RequestId`. */
  readonly requestId: string | undefined;
  /** Of a token request the form without its secrets. */
  readonly body: string;
  /** undefined while it is not answered, or when the connection was broken. */
  readonly status: number | undefined;
}

/** Told of a request at a moment; the cloud goes on when the promise ends. */
export type Hook = (request: SeenRequest) => void | Promise<void>;

/** How tests and the control strip direct the cloud. Every registration returns what lifts it again. */
export interface CloudScript {
  readonly behaviour: Behaviour;
  /** Lasting faults strike together; of those with a number of times, the first that fits strikes first. */
  fault(fault: Fault): () => void;
  at(moment: Moment, matching: Matching, hook: Hook): () => void;
  /** The last requests, oldest first (at most 2000; those for service health are forgotten first). */
  readonly requests: readonly SeenRequest[];
  count(matching?: Matching): number;
  /** Empties `requests` and starts counting at 1 again. */
  forget(): void;
  /** Refuses every access token issued so far. */
  revokeAccessTokens(): void;
}
