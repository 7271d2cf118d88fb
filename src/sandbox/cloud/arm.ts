import { randomUUID } from 'node:crypto';
import type { Signing } from '../signing.ts';
import { authorised } from './arm-access.ts';
import { COMMUNICATION_ROUTES } from './arm-communications.ts';
import { OPERATION_ROUTES } from './arm-operations.ts';
import { SERVICE_ROUTES } from './arm-services.ts';
import { SUBSCRIPTION_ROUTES } from './arm-subscriptions.ts';
import { TICKET_ROUTES } from './arm-tickets.ts';
import { armRefusal } from './arm-turn.ts';
import type { ArmTurn } from './arm-turn.ts';
import { answerOrRefusal, findRoute, header } from './exchange.ts';
import type { CloudApi, CloudReply, CloudRequest, Route } from './exchange.ts';
import type { CloudState } from './state.ts';

interface Provider {
  readonly routes: readonly Route<ArmTurn>[];
  readonly versions: readonly string[];
  /** The code that refuses any other version. */
  readonly otherVersion: string;
}

const PROVIDERS: readonly Provider[] = [
  { routes: SUBSCRIPTION_ROUTES, versions: ['2020-01-01', '2021-01-01', '2022-12-01'], otherVersion: 'InvalidApiVersionParameter' },
  {
    routes: [...SERVICE_ROUTES, ...TICKET_ROUTES, ...COMMUNICATION_ROUTES, ...OPERATION_ROUTES],
    versions: ['2024-04-01'],
    otherVersion: 'NoRegisteredProviderFound',
  },
];

/** Azure Resource Manager: subscriptions, and the support tickets of Microsoft.Support (cloud-apis 4). */
export function createArm(state: CloudState, signing: Signing): CloudApi {
  function handle(request: CloudRequest): CloudReply {
    const turn = authorised(state, signing, request);
    for (const provider of PROVIDERS) {
      const route = findRoute(provider.routes, request);
      if (route === undefined) continue;
      checkVersion(request, provider);
      return route(turn);
    }
    throw armRefusal(404, 'InvalidResourceType', 'The resource type could not be found in the namespace.');
  }

  return {
    answer(request) {
      const reply = answerOrRefusal(() => handle(request));
      const requestId = randomUUID();
      return {
        ...reply,
        headers: {
          'x-ms-request-id': requestId,
          'x-ms-correlation-request-id': header(request, 'x-ms-correlation-request-id') ?? randomUUID(),
          'x-ms-routing-request-id': `SANDBOX:${state.now().toISOString()}:${requestId}`,
          ...reply.headers,
        },
      };
    },
  };
}

function checkVersion({ query }: CloudRequest, { versions, otherVersion }: Provider): void {
  const version = query.get('api-version');
  if (version === null)
    throw armRefusal(400, 'MissingApiVersionParameter', 'The api-version query parameter (?api-version=) is required for all requests.');
  if (!versions.includes(version))
    throw armRefusal(
      400,
      otherVersion,
      `The api-version '${version}' is not supported. The supported versions are '${versions.join(', ')}'.`,
    );
}
