import { setTimeout as wait } from 'node:timers/promises';
import { BotError } from '../domain/errors.ts';
import type { CaseClockStore } from '../ports/case-clock-store.ts';
import type { Clock } from '../ports/clock.ts';
import { STANDS_STILL_MS } from '../use-cases/sweep-once.ts';
import type { TellClocks } from '../use-cases/tell-clocks.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';

/** Looks in every replica whether the clocks of cases run: no job of the queue, since the queue may be what stands. */
export interface ClockWatchdog {
  start(): void;
  stop(): Promise<void>;
}

const LOOK_MS = 60_000;
/** More than these need not be counted. */
const MOST = 1000;

export function clockWatchdog(deps: {
  readonly clocks: Pick<CaseClockStore, 'lastBeat' | 'due'>;
  readonly tell: TellClocks;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'caseClocksAge' | 'caseClocksDue'>;
  readonly lookMs?: number;
}): ClockWatchdog {
  const { clocks, tell, clock, log, metrics, lookMs = LOOK_MS } = deps;
  const stopping = new AbortController();
  const { signal } = stopping;
  let loop: Promise<void> | undefined;
  let startedAt = clock.now();
  /** As far as is known: time goes on from here while the database does not answer. */
  let beat: Date | undefined;

  async function look(): Promise<void> {
    try {
      beat = (await clocks.lastBeat()) ?? beat;
      metrics.caseClocksDue((await clocks.due(clock.now(), MOST)).length);
    } catch (error) {
      log.warn({ code: codeOf(error) }, 'Whether the clocks of cases run cannot be read');
    }
    // All replicas may have been down: the sweeper gets its time first.
    const since = beat === undefined || beat < startedAt ? startedAt : beat;
    const ageMs = Math.max(0, clock.now().getTime() - since.getTime());
    metrics.caseClocksAge(ageMs / 1000);
    if (ageMs <= STANDS_STILL_MS) return;
    log.error({ seconds: Math.round(ageMs / 1000) }, 'The clocks of cases stand still');
    try {
      await tell({ kind: 'stands-still', from: beat ?? startedAt }, signal);
    } catch (error) {
      log.warn({ code: codeOf(error) }, 'The channels cannot be told that the clocks stand still');
    }
  }

  async function run(): Promise<void> {
    for (;;) {
      await wait(lookMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      await look();
    }
  }

  return {
    start() {
      startedAt = clock.now();
      loop ??= run();
    },
    async stop() {
      stopping.abort(new Error('The watchdog stops'));
      await loop;
    },
  };
}

const codeOf = (error: unknown): string => (error instanceof BotError ? error.code : 'INTERNAL');
