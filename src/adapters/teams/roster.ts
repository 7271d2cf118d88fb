import { z } from 'zod';
import type { Reader } from '../../domain/audience.ts';
import { BackEndError } from '../../domain/errors.ts';
import type { ChannelMember, ChannelPeople } from '../../ports/channel-people.ts';
import type { Channel, ChannelRoster } from '../../ports/channel-roster.ts';
import type { TeamsClient } from './client.ts';

const text = z.string().min(1).optional().catch(undefined);

/** A page of `pagedmembers` (teams-platform 2.2). What says nothing of a member is left open, for the use case to judge. */
const Page = z.object({
  members: z.array(z.object({ id: z.string(), objectId: text, name: text, tenantId: text, userPrincipalName: text, userRole: text })),
  continuationToken: z.string().nullish(),
});

/** Of 500 people each: more than the largest team has (25,000). */
const MOST_PAGES = 60;
/** Apps are members of some rosters; they read nothing that their owners were not given by whoever added them. */
const APP = /^28:/;

/** The rosters of the Bot Connector. In a channel that is shared or private they are the channel's own people, since the channel's id is asked for. */
export function teamsRoster(client: Pick<TeamsClient, 'members'>): ChannelRoster & ChannelPeople {
  async function* pages(channel: Channel, signal: AbortSignal): AsyncIterable<readonly Member[]> {
    let after: string | undefined;
    for (let read = 0; read < MOST_PAGES; read++) {
      signal.throwIfAborted();
      const page = Page.safeParse(await client.members(channel, after));
      if (!page.success) throw unreadable('A page of a roster cannot be read');
      const { members, continuationToken } = page.data;
      yield members.filter(({ id }) => !APP.test(id));
      if (continuationToken === undefined || continuationToken === null || continuationToken === '') return;
      after = continuationToken;
    }
    throw unreadable('A roster does not end');
  }

  return {
    async *readers(channel, signal) {
      for await (const page of pages(channel, signal)) yield page.map(readerOf);
    },
    async *members(channel, signal) {
      for await (const page of pages(channel, signal)) yield page.flatMap(memberOf);
    },
  };
}

type Member = z.infer<typeof Page>['members'][number];

function readerOf({ tenantId, userPrincipalName, userRole }: Member): Reader {
  return { tenantId, userPrincipalName, role: userRole };
}

function memberOf(member: Member): readonly ChannelMember[] {
  const { objectId: id, name } = member;
  return id === undefined || name === undefined ? [] : [{ id: id.toLowerCase(), name, ...readerOf(member) }];
}

function unreadable(message: string): BackEndError {
  return new BackEndError({ backEnd: 'teams', code: 'UNREADABLE', message, effect: 'none' });
}
