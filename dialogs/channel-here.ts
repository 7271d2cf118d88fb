import type { TurnContext } from 'botbuilder';
import * as z from 'zod';
import type { ChannelHere } from '../src/use-cases/set-up-channel.ts';
import { turnInput } from './turn-input.ts';

const text = z.string().trim().min(1).max(300).optional().catch(undefined);

/** What an event in a channel may tell of it; most tell ids only (teams-platform 1.3). */
const ChannelData = z
  .object({
    team: z
      .object({ id: text, name: text, aadGroupId: z.guid().optional().catch(undefined) })
      .optional()
      .catch(undefined),
    channel: z
      .object({ name: text, type: z.enum(['standard', 'private', 'shared']).optional().catch(undefined) })
      .optional()
      .catch(undefined),
  })
  .catch({});

/** The channel of the turn, from the event itself; undefined in a chat. */
export function channelHere(context: TurnContext): ChannelHere | undefined {
  const { scope, conversationId, locale, timeZone } = turnInput(context);
  if (scope !== 'team') return undefined;
  const { team, channel } = ChannelData.parse(context.activity.channelData ?? {});
  return {
    conversationId,
    serviceUrl: context.activity.serviceUrl,
    teamId: team?.id,
    teamName: team?.name,
    groupId: team?.aadGroupId?.toLowerCase(),
    name: channel?.name,
    kind: channel?.type ?? 'unknown',
    locale,
    timeZone,
  };
}
