import type { EndingRelationship } from './access-store.ts';

/** Relationships that end soon, as a person may see them. */
export interface EndingAccess {
  /** The soonest of them. */
  readonly rows: readonly EndingRelationship[];
  readonly total: number;
  readonly readAt: Date | undefined;
}

/** Tells a person outside a turn that relationships end soon. */
export interface EndingAccessNotice {
  /**
   * Posts into the person's own chat; it rings. False when there is none any more.
   *
   * @throws {BackEndError} with `effect: 'unknown'` when the message may have been posted all the same.
   */
  tell(personId: string, ending: EndingAccess): Promise<boolean>;
}
