import { createFaultShare, type FaultShare, type ShareOptions } from './fault-share.ts';

export type FaultTarget = 'send' | 'update' | 'delete' | 'create' | 'read';

/** What goes wrong with a call of the bot to the connector. */
export type Fault =
  | { readonly kind: 'status'; readonly status: number; readonly code?: string; readonly retryAfterSeconds?: number }
  /** The connection breaks: before anything was done, or after the message was stored (its answer is lost). */
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }
  /** Takes long: before it does anything, or (`after`) when the message is stored already. */
  | { readonly kind: 'slow'; readonly ms: number; readonly when?: 'before' | 'after' }
  /** Tells the test: before anything was done (and nothing will be, the connection breaks), after the message was stored, or when the answer is out. */
  | { readonly kind: 'tell'; readonly when: 'before' | 'after' | 'answered'; readonly hook: () => void | Promise<void> };

/** The script of faults. Planned ones strike first, then lasting ones, then those of a share. */
export interface Faults {
  /** Plans a fault for the next `times` calls of a kind: in order, once each. */
  plan(target: FaultTarget, fault: Fault, times?: number): void;
  /** Strikes every call of these kinds until it is lifted. */
  lasting(targets: readonly FaultTarget[], fault: Fault): () => void;
  /** Strikes a share of the calls, as chance would but the same with each run, until it is lifted. */
  share(options: ShareOptions): FaultShare;
  /** The fault that hits this call; a planned one is used up. */
  take(target: FaultTarget): Fault | undefined;
}

export function createFaults(): Faults {
  const planned: { readonly target: FaultTarget; readonly fault: Fault }[] = [];
  const lasting = new Set<(target: FaultTarget) => Fault | undefined>();

  const until = (strike: (target: FaultTarget) => Fault | undefined): (() => void) => {
    lasting.add(strike);
    return () => lasting.delete(strike);
  };

  return {
    plan(target, fault, times = 1) {
      for (let n = 0; n < times; n += 1) planned.push({ target, fault });
    },
    lasting: (targets, fault) => until((target) => (targets.includes(target) ? fault : undefined)),
    share(options) {
      const share = createFaultShare(options);
      return { struck: (kind, target) => share.struck(kind, target), lift: until((target) => share.strike(target)) };
    },
    take(target) {
      const at = planned.findIndex((entry) => entry.target === target);
      if (at >= 0) return planned.splice(at, 1)[0]?.fault;
      for (const strike of lasting) {
        const fault = strike(target);
        if (fault !== undefined) return fault;
      }
      return undefined;
    },
  };
}
