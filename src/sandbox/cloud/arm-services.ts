import { armRefusal } from './arm-turn.ts';
import type { ArmTurn } from './arm-turn.ts';
import { AZURE_SERVICES } from './azure-services.ts';
import type { AzureProblem, AzureService } from './azure-services.ts';
import { json } from './exchange.ts';
import type { Route } from './exchange.ts';

const SERVICES = '/providers/Microsoft.Support/services';

/** What tickets are filed under (cloud-apis 4.4): not paged, the same for every tenant. */
export const SERVICE_ROUTES: readonly Route<ArmTurn>[] = [
  {
    method: 'GET',
    path: /^\/providers\/Microsoft\.Support\/services$/i,
    handle: () => json(200, { value: AZURE_SERVICES.map(printed) }),
  },
  {
    method: 'GET',
    path: /^\/providers\/Microsoft\.Support\/services\/(?<id>[^/]+)$/i,
    handle: (_turn, { id = '' }) => json(200, printed(serviceWith(id))),
  },
  {
    method: 'GET',
    path: /^\/providers\/Microsoft\.Support\/services\/(?<id>[^/]+)\/problemClassifications$/i,
    handle(_turn, { id = '' }) {
      const service = serviceWith(id);
      return json(200, { value: service.problems.map((problem) => printedProblem(service, problem)) });
    },
  },
  {
    method: 'GET',
    path: /^\/providers\/Microsoft\.Support\/services\/(?<id>[^/]+)\/problemClassifications\/(?<problem>[^/]+)$/i,
    handle(_turn, { id = '', problem = '' }) {
      const service = serviceWith(id);
      const found = service.problems.find((each) => each.id === problem.toLowerCase());
      if (found === undefined) throw notFound('problemClassifications', problem);
      return json(200, printedProblem(service, found));
    },
  },
];

/** The service and problem of two full paths, which must fit each other; undefined otherwise. */
export function classified(serviceId: string, problemId: string): { service: AzureService; problem: AzureProblem } | undefined {
  const service = AZURE_SERVICES.find((each) => pathOf(each).toLowerCase() === serviceId.toLowerCase());
  const problem = service?.problems.find((each) => pathOf(service, each).toLowerCase() === problemId.toLowerCase());
  return service === undefined || problem === undefined ? undefined : { service, problem };
}

function serviceWith(id: string): AzureService {
  const found = AZURE_SERVICES.find((service) => service.id === id.toLowerCase());
  if (found === undefined) throw notFound('services', id);
  return found;
}

function notFound(type: string, id: string): Error {
  return armRefusal(404, 'ResourceNotFound', `The Resource 'Microsoft.Support/${type}/${id}' was not found.`);
}

function pathOf({ id }: AzureService, problem?: AzureProblem): string {
  return problem === undefined ? `${SERVICES}/${id}` : `${SERVICES}/${id}/problemClassifications/${problem.id}`;
}

function printed(service: AzureService): Readonly<Record<string, unknown>> {
  const { id, name, resourceTypes } = service;
  return { id: pathOf(service), name: id, type: 'Microsoft.Support/services', properties: { displayName: name, resourceTypes } };
}

function printedProblem(service: AzureService, problem: AzureProblem): Readonly<Record<string, unknown>> {
  return {
    id: pathOf(service, problem),
    name: problem.id,
    type: 'Microsoft.Support/problemClassifications',
    properties: {
      displayName: problem.name,
      // Left out as often as empty: both are met.
      ...(problem.consents.length === 0 && problem.id.endsWith('1') ? {} : { secondaryConsentEnabled: problem.consents }),
    },
  };
}
