/** What the GDAP relationships of one customer say. */
export interface AccessFacts {
  /** `active` while access exists (status active, expiring or terminationRequested before the end date). */
  readonly relationship: 'active' | 'none';
  /** Security groups of the partner that hold an active access assignment. */
  readonly groupIds: readonly string[];
}

/** Which groups of the partner may act in a customer's tenant. */
export interface AccessDirectory {
  /** @throws {BackEndError} */
  accessTo(tenantId: string, signal: AbortSignal): Promise<AccessFacts>;
}
