import { z } from 'zod';
import type { Reader } from '../../domain/audience.ts';
import { BackEndError } from '../../domain/errors.ts';
import type { ChannelRoster } from '../../ports/channel-roster.ts';
import type { TeamsClient } from './client.ts';

const text = z.string().min(1).optional().catch(undefined);

/** A page of `pagedmembers` (teams-platform 2.2). What says nothing of a member is left open, for the use case to judge. */
const Page = z.object({
  members: z.array(z.object({ id: z.string(), tenantId: text, userPrincipalName: text, userRole: text })),
  continuationToken: z.string().nullish(),
});

/** Of 500 people each: more than the largest team has (25,000). */
const MOST_PAGES = 60;
/** Apps are members of some rosters; they read nothing that their owners were not given by whoever added them. */
const APP = /^28:/;

/** The rosters of the Bot Connector. In a channel that is shared or private they are the channel's own people, since the channel's id is asked for. */
export function teamsRoster(client: Pick<TeamsClient, 'members'>): ChannelRoster {
  return {
    async *readers(channel, signal) {
      let after: string | undefined;
      for (let pages = 0; pages < MOST_PAGES; pages++) {
        signal.throwIfAborted();
        const page = Page.safeParse(await client.members(channel, after));
        if (!page.success) throw unreadable('A page of a roster cannot be read');
        const { members, continuationToken } = page.data;
        yield members.filter(({ id }) => !APP.test(id)).map(readerOf);
        if (continuationToken === undefined || continuationToken === null || continuationToken === '') return;
        after = continuationToken;
      }
      throw unreadable('A roster does not end');
    },
  };
}

function readerOf({ tenantId, userPrincipalName, userRole }: z.infer<typeof Page>['members'][number]): Reader {
  return { tenantId, userPrincipalName, role: userRole };
}

function unreadable(message: string): BackEndError {
  return new BackEndError({ backEnd: 'teams', code: 'UNREADABLE', message, effect: 'none' });
}
