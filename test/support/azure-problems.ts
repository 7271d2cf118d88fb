import { createHash } from 'node:crypto';
import type { AzureProblem } from '../../src/domain/azure-filing.ts';

/** A problem of a service; the same names have the same id. */
export function anAzureProblem(service: string, name: string, some: Partial<AzureProblem> = {}): AzureProblem {
  const id = `/providers/Microsoft.Support/services/${guidOf(service)}/problemClassifications/${guidOf(`${service} ${name}`)}`;
  return { id, service, name, consents: [], ...some };
}

function guidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
