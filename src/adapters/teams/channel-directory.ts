import { z } from 'zod';
import { BackEndError } from '../../domain/errors.ts';
import type { ChannelDirectory, DescribedChannel } from '../../ports/channel-directory.ts';
import type { TeamsClient } from './client.ts';

const name = z.string().min(1).max(300).optional().catch(undefined);
/** `type` is newer than the list itself: where it is missing, the kind is not known (teams-platform 2.2). */
const Team = z.object({ name, aadGroupId: z.guid().optional().catch(undefined) });
const Channels = z.object({ conversations: z.array(z.object({ id: z.string(), name, type: z.string().optional().catch(undefined) })) });

const KINDS: Readonly<Record<string, DescribedChannel['kind']>> = { standard: 'standard', private: 'private', shared: 'shared' };

/** Channels as the Bot Connector tells of them. */
export function teamsChannelDirectory(client: Pick<TeamsClient, 'team' | 'channels'>): ChannelDirectory {
  return {
    async describe({ serviceUrl, teamId, conversationId }, signal) {
      signal.throwIfAborted();
      const [team, channels] = await Promise.all([client.team({ serviceUrl, teamId }), client.channels({ serviceUrl, teamId })]);
      const ofTeam = Team.safeParse(team);
      const listed = Channels.safeParse(channels);
      if (!ofTeam.success || !listed.success)
        throw new BackEndError({ backEnd: 'teams', code: 'UNREADABLE', message: 'A team or its channels cannot be read', effect: 'none' });
      const channel = listed.data.conversations.find(({ id }) => id === conversationId);
      return {
        teamName: ofTeam.data.name,
        groupId: ofTeam.data.aadGroupId?.toLowerCase(),
        name: channel?.name,
        kind: KINDS[channel?.type?.toLowerCase() ?? ''] ?? 'unknown',
      };
    },
  };
}
