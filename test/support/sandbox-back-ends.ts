import { azureSupportClient, type AzureSupportClient } from '../../src/adapters/azure-support/client.ts';
import { entraTokens } from '../../src/adapters/entra/tokens.ts';
import { graphClient, type GraphClient } from '../../src/adapters/graph/client.ts';
import { partnerCenterClient, type PartnerCenterClient } from '../../src/adapters/partner-center/client.ts';
import type { AccessTokens } from '../../src/adapters/transport/access-tokens.ts';
import { createTransport } from '../../src/adapters/transport/transport.ts';
import { startCloud, type SandboxCloud } from '../../src/sandbox/cloud/cloud.ts';
import { PARTNER } from '../../src/sandbox/world.ts';
import { memorySecretStore } from './memory-secret-store.ts';
import { CANONICAL } from './microsoft-clouds.ts';
import { sharedSigning } from './shared-signing.ts';

export interface SandboxBackEnds {
  readonly cloud: SandboxCloud;
  readonly graph: GraphClient;
  readonly partnerCenter: PartnerCenterClient;
  readonly azureSupport: AzureSupportClient;
  readonly tokens: AccessTokens;
}

/** The real clients, with real tokens, on a sandbox cloud of their own. */
export async function sandboxBackEnds(options: { readonly now?: () => Date } = {}): Promise<SandboxBackEnds> {
  const cloud = await startCloud({ signing: await sharedSigning(), ...options });
  const transport = createTransport({ canonical: CANONICAL, actual: cloud.baseUrls });
  const tokens = entraTokens({
    transport,
    canonical: CANONICAL,
    partner: {
      tenantId: PARTNER.tenantId,
      clientId: PARTNER.clientId,
      credential: { secret: PARTNER.clientSecret },
      refreshToken: PARTNER.refreshToken,
    },
    secrets: memorySecretStore(),
    clock: { now: () => new Date() },
    log: () => undefined,
  });
  const retry = { firstWaitMs: 1, longestWaitMs: 50 };
  return {
    cloud,
    graph: graphClient({ transport, tokens, baseUrl: CANONICAL.graph, retry }),
    partnerCenter: partnerCenterClient({ transport, tokens, baseUrl: CANONICAL.partnerCenter, retry }),
    azureSupport: azureSupportClient({ transport, tokens, baseUrl: CANONICAL.arm, retry }),
    tokens,
  };
}
