import type { Fault, FaultTarget } from './faults.ts';

const KINDS = {
  '429-wait': { kind: 'status', status: 429, code: 'Throttled', retryAfterSeconds: 1 },
  '429': { kind: 'status', status: 429, code: 'Throttled' },
  '412': { kind: 'status', status: 412, code: 'PreconditionFailed' },
  '502': { kind: 'status', status: 502, code: 'ServiceError' },
  'reset-before': { kind: 'reset', when: 'before' },
  'reset-after': { kind: 'reset', when: 'after' },
} as const satisfies Readonly<Record<string, Fault>>;

export type SharedFault = keyof typeof KINDS;
export const SHARED_FAULTS = Object.keys(KINDS) as readonly SharedFault[];

export interface ShareOptions {
  /** Of all calls, 0 to 1. */
  readonly part: number;
  /** The same seed strikes the same calls. */
  readonly seed: number;
  /** All of them unless told, each as often as another. */
  readonly kinds?: readonly SharedFault[];
  /** Everything that writes unless told. */
  readonly targets?: readonly FaultTarget[];
}

/** A share of faults at work. */
export interface FaultShare {
  /** How often one kind (or any) struck one kind of call (or any). */
  struck(kind?: SharedFault, target?: FaultTarget): number;
  readonly lift: () => void;
}

export function createFaultShare({
  part,
  seed,
  kinds = SHARED_FAULTS,
  targets = ['send', 'update', 'delete', 'create'],
}: ShareOptions): Pick<FaultShare, 'struck'> & { strike(target: FaultTarget): Fault | undefined } {
  const chance = chances(seed);
  const counts = new Map<string, number>();
  return {
    strike(target) {
      if (!targets.includes(target) || chance() >= part) return undefined;
      const kind = kinds[Math.floor(chance() * kinds.length)];
      if (kind === undefined) return undefined;
      const key = `${kind} ${target}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
      return KINDS[kind];
    },
    struck(kind, target) {
      let sum = 0;
      for (const [key, count] of counts) {
        const [struckKind, struckTarget] = key.split(' ');
        if ((kind ?? struckKind) === struckKind && (target ?? struckTarget) === struckTarget) sum += count;
      }
      return sum;
    },
  };
}

/** Numbers from 0 to 1 that look like chance (the generator "mulberry32"). */
function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
