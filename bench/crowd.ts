import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { AdaptiveCard } from '../cards/render.ts';

/** How the channel of the crowd behaves. */
export interface CrowdRules {
  /** Teams' limits are enforced. */
  readonly limits?: boolean;
  /** Added to every call, half before and half after it is acted on. */
  readonly networkMs?: number;
}

/** What came to the channel; times are milliseconds since 1970. */
export interface CrowdReport {
  readonly cards: number;
  readonly updates: number;
  readonly lines: number;
  /** Questions of who is in a channel. */
  readonly reads: number;
  /** Calls that were refused, by status. */
  readonly refusals: Readonly<Record<number, number>>;
  /** When the first card of an issue came. */
  readonly firstCards: Readonly<Record<string, number>>;
  readonly lastCard: AdaptiveCard | undefined;
  readonly firstAt: number | undefined;
  readonly lastAt: number | undefined;
  /** Only where all of it was asked for. */
  readonly conversations: readonly CrowdConversation[];
}

export interface CrowdConversation {
  readonly id: string;
  readonly cards: readonly { readonly issueId: string; readonly id: string; readonly text: string; readonly updates: number }[];
  readonly lines: readonly string[];
}

export type CrowdAsk =
  | { readonly ask: 'rules'; readonly rules: CrowdRules }
  | { readonly ask: 'forget' }
  | { readonly ask: 'counts' }
  | { readonly ask: 'report' };

/** The channel of the crowd, in its own process. */
export interface Crowd {
  readonly origin: string;
  readonly serviceUrl: string;
  rules(rules: CrowdRules): Promise<void>;
  /** Empties every conversation and all counts. */
  forget(): Promise<void>;
  /** Without the conversations. */
  counts(): Promise<CrowdReport>;
  report(): Promise<CrowdReport>;
  stop(): void;
}

export async function startCrowd(rules: CrowdRules = {}): Promise<Crowd> {
  const child = fork('bench/crowd-channel.ts', { stdio: 'inherit' });
  const [origin] = (await once(child, 'message')) as [string];
  const ask = asker(child);
  await ask({ ask: 'rules', rules });
  return {
    origin,
    serviceUrl: `${origin}/emea/`,
    async rules(next) {
      await ask({ ask: 'rules', rules: next });
    },
    async forget() {
      await ask({ ask: 'forget' });
    },
    counts: () => ask({ ask: 'counts' }),
    report: () => ask({ ask: 'report' }),
    stop: () => child.disconnect(),
  };
}

/** One question after the other: the answers name none. */
function asker(child: ChildProcess): (ask: CrowdAsk) => Promise<CrowdReport> {
  let before: Promise<unknown> = Promise.resolve();
  return (ask) => {
    const answer = before.then(async () => {
      const answered = once(child, 'message') as Promise<[CrowdReport]>;
      child.send(ask);
      return (await answered)[0];
    });
    before = answer.catch(() => undefined);
    return answer;
  };
}
