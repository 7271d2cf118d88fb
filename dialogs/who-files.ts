import type { FilingRoute } from '../src/domain/filing-route.ts';
import { whoMay } from '../src/domain/permissions.ts';
import type { Colleague, PartnerRole } from '../src/domain/roles.ts';
import type { PartnerFacts } from './dependencies.ts';

/** Who files instead of this person, where helpdesk agents are not to file commercial requests (a setting); undefined when the person may. */
export function whoFiles(
  route: FilingRoute,
  { roles }: Pick<Colleague, 'roles'>,
  { helpdeskFilesCommercial }: Pick<PartnerFacts, 'helpdeskFilesCommercial'>,
): readonly PartnerRole[] | undefined {
  if (helpdeskFilesCommercial || route !== 'partner-center') return undefined;
  const others: readonly PartnerRole[] = whoMay('report').filter((role) => role !== 'helpdesk-agent');
  return roles.some((role) => others.includes(role)) ? undefined : others;
}
