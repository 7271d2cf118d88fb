import type { EnteredShift } from '../domain/on-call.ts';

/** Shifts that were entered by hand or imported. Each change is in the audit (`change_audit`, subject `on-call`). */
export interface ShiftStore {
  /** Those of a rota that touch the span, in the order in which they were entered; bounded. */
  of(rota: string, from: Date, to: Date): Promise<readonly EnteredShift[]>;
  /** Of all rotas. */
  all(from: Date, to: Date): Promise<readonly EnteredShift[]>;
  /** One that is there already (by its id) stays as it is. */
  enter(shifts: readonly EnteredShift[], actor: string, at: Date): Promise<void>;
  /** Takes one away, of a swap both; what has begun ends at this moment. False when it was over or gone. */
  remove(id: string, actor: string, at: Date): Promise<boolean>;
  /** Puts what was imported into a rota in place of what was imported before, from a moment on. Gives how many shifts came in. */
  replaceImported(rota: string, shifts: readonly EnteredShift[], actor: string, at: Date): Promise<number>;
  /** Forgets what ended long ago. */
  prune(now: Date): Promise<number>;
}
