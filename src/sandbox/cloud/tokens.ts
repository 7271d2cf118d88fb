import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { PARTNER } from '../world.ts';
import type { Claims, Signing } from '../signing.ts';
import type { CloudRequest } from './exchange.ts';
import type { CloudState } from './state.ts';

/** The canonical addresses of the APIs: what tokens are issued for. */
export const RESOURCES = {
  graph: 'https://graph.microsoft.com',
  partnerCenter: 'https://api.partnercenter.microsoft.com',
  arm: 'https://management.azure.com',
  channel: 'https://api.botframework.com',
} as const;
export type Resource = (typeof RESOURCES)[keyof typeof RESOURCES];

const AccessToken = z.object({
  aud: z.string(),
  tid: z.string(),
  appid: z.string(),
  oid: z.string(),
  idtyp: z.enum(['app', 'user']),
  amr: z.array(z.string()).default([]),
  roles: z.array(z.string()).default([]),
  /** Number of issue. */
  uti: z.string(),
});
export type AccessToken = z.infer<typeof AccessToken>;

interface Grant {
  readonly tenantId: string;
  readonly resource: Resource;
  readonly appId: string;
}

/** Permissions of the partner's application, by resource: delegated ones for users, application ones in its own tenant. */
export const DELEGATED: Readonly<Record<Resource, string>> = {
  [RESOURCES.graph]: 'Directory.Read.All DelegatedAdminRelationship.Read.All ServiceHealth.Read.All User.Read',
  [RESOURCES.partnerCenter]: 'user_impersonation',
  [RESOURCES.arm]: 'user_impersonation',
  [RESOURCES.channel]: '',
};
const APPLICATION = ['Directory.Read.All', 'DelegatedAdminRelationship.Read.All'];

export function issueAppToken(signing: Signing, state: CloudState, grant: Grant): string {
  const atHome = grant.tenantId === PARTNER.tenantId && grant.appId === PARTNER.clientId;
  return issue(signing, state, grant, {
    idtyp: 'app',
    oid: `5e5e0000-0000-4000-8000-${grant.appId.slice(-12)}`,
    ...(atHome && grant.resource === RESOURCES.graph ? { roles: APPLICATION } : {}),
  });
}

/** A token for the partner's service account. */
export function issueUserToken(signing: Signing, state: CloudState, grant: Grant): string {
  return issue(signing, state, grant, {
    idtyp: 'user',
    oid: PARTNER.serviceAccountId,
    upn: `support-bot@${PARTNER.domain}`,
    amr: state.behaviour.mfa === 'absent' ? ['pwd'] : ['pwd', 'mfa'],
    scp: DELEGATED[grant.resource],
  });
}

function issue(signing: Signing, state: CloudState, grant: Grant, claims: Claims): string {
  const now = Math.floor(state.now().getTime() / 1000);
  state.tokensIssued += 1;
  return signing.sign({
    iss: `https://sts.windows.net/${grant.tenantId}/`,
    aud: grant.resource,
    tid: grant.tenantId,
    appid: grant.appId,
    iat: now,
    nbf: now,
    exp: now + state.behaviour.accessTokenSeconds,
    ver: '1.0',
    jti: randomUUID(),
    uti: String(state.tokensIssued),
    ...claims,
  });
}

/** The bearer token of a request, when it is in force and meant for this API; otherwise what is wrong with it. */
export function bearer(
  state: CloudState,
  request: CloudRequest,
  resource: Resource,
): AccessToken | 'missing' | 'invalid' | 'wrong-audience' {
  if (request.headers.authorization === undefined) return 'missing';
  const token = AccessToken.safeParse(request.claims);
  if (!token.success || Number(token.data.uti) <= state.revokedUpTo) return 'invalid';
  return token.data.aud === resource ? token.data : 'wrong-audience';
}
