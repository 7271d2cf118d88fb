import { BackEndError } from '../../domain/errors.ts';
import type { TeamDirectory } from '../../ports/team-directory.ts';
import type { GraphClient } from './client.ts';
import { DirectoryObject } from './schema.ts';

/** Who owns the partner's teams, read as the application. */
export function graphTeamDirectory(graph: GraphClient): TeamDirectory {
  return {
    async isOwner(groupId, personId, signal) {
      const path = `/groups/${encodeURIComponent(groupId)}/owners?$select=id`;
      try {
        const owners = await graph.list(DirectoryObject, path, { kind: 'application' }, signal);
        return owners.some(({ id }) => id.toLowerCase() === personId.toLowerCase());
      } catch (error) {
        // A team of another organisation, whose channel is shared with us: nobody here owns it.
        if (error instanceof BackEndError && error.code === 'NOT_FOUND') return false;
        throw error;
      }
    },
  };
}
