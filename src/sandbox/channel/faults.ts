export type FaultTarget = 'send' | 'update' | 'delete' | 'create' | 'read';

/** What goes wrong with a call of the bot to the connector. */
export type Fault =
  | { readonly kind: 'status'; readonly status: number; readonly code?: string; readonly retryAfterSeconds?: number }
  /** The connection breaks: before anything was done, or after the message was stored (its answer is lost). */
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }
  | { readonly kind: 'slow'; readonly ms: number }
  /** Tells the test: before anything was done (and nothing will be, the connection breaks), after the message was stored, or when the answer is out. */
  | { readonly kind: 'tell'; readonly when: 'before' | 'after' | 'answered'; readonly hook: () => void | Promise<void> };

/** The script of faults a test writes: each planned fault hits the next calls of its kind, in order, once each. */
export interface Faults {
  /** Plans a fault for the next `times` calls. */
  plan(target: FaultTarget, fault: Fault, times?: number): void;
  /** The fault that hits this call, which uses it up. */
  take(target: FaultTarget): Fault | undefined;
}

export function createFaults(): Faults {
  const planned: { readonly target: FaultTarget; readonly fault: Fault }[] = [];
  return {
    plan(target, fault, times = 1) {
      for (let n = 0; n < times; n += 1) planned.push({ target, fault });
    },
    take(target) {
      const at = planned.findIndex((entry) => entry.target === target);
      return at < 0 ? undefined : planned.splice(at, 1)[0]?.fault;
    },
  };
}
