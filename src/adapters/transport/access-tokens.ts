/** As whom a back end is called (design.md 7). */
export type Identity =
  /** The bot's own application in the partner tenant (client credentials): groups and users. */
  | { readonly kind: 'application' }
  /** The partner's service account in the partner tenant: Partner Center, GDAP relationships, the proof of the plan to Azure Support. */
  | { readonly kind: 'partner-account' }
  /** The partner's service account in a customer's tenant: service health, Azure. */
  | { readonly kind: 'customer-account'; readonly tenantId: string };

export type Resource = 'graph' | 'partnerCenter' | 'arm';

/** Bearer tokens, remembered until shortly before they expire. */
export interface AccessTokens {
  /** @throws {BackEndError} of `entra`, with `effect: 'none'`: nothing was sent to the resource yet. */
  token(identity: Identity, resource: Resource, signal: AbortSignal): Promise<string>;

  /** Forgets a token that the resource refused. */
  discard(identity: Identity, resource: Resource, token: string): void;
}
