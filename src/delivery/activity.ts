import { randomUUID } from 'node:crypto';
import type { Activity } from 'botbuilder';
import { z } from 'zod';

const identifier = z.string().max(1_000);
/** It becomes a part of Graph's paths and a key of ours: anything but an object id is none, and one person is spelt in one way. */
const objectId = z
  .guid()
  .transform((id) => id.toLowerCase())
  .optional()
  .catch(undefined);
const account = z.looseObject({ id: identifier, aadObjectId: objectId });

/** What this bot relies on; anything else may be there and is left alone. Optional things of a wrong shape count as absent. */
const InboundActivity = z.looseObject({
  type: z.string().max(100),
  id: identifier.optional(),
  name: z.string().max(200).optional(),
  channelId: z.literal('msteams'),
  serviceUrl: z.string(),
  from: account,
  recipient: account,
  conversation: z.looseObject({
    id: identifier.min(1),
    conversationType: z.string().optional().catch(undefined),
    tenantId: z.string().optional().catch(undefined),
  }),
  text: z.string().catch(''),
  locale: z.string().max(100).optional().catch(undefined),
  localTimezone: z.string().max(100).optional().catch(undefined),
  replyToId: identifier.optional().catch(undefined),
  entities: z
    .array(z.looseObject({ type: z.string() }))
    .max(1_000)
    .optional()
    .catch(undefined),
  channelData: ChannelData().optional().catch(undefined),
  membersAdded: z
    .array(z.looseObject({ id: identifier }))
    .max(10_000)
    .optional(),
  membersRemoved: z
    .array(z.looseObject({ id: identifier }))
    .max(10_000)
    .optional(),
  action: z.string().optional(),
});

function ChannelData() {
  const name = z.string().max(200).optional().catch(undefined);
  return z.looseObject({
    eventType: z.string().optional().catch(undefined),
    tenant: z.looseObject({ id: z.string() }).optional().catch(undefined),
    team: z.looseObject({ id: z.string(), name }).optional().catch(undefined),
    // Its name only as it is created or renamed, and in some installations.
    channel: z.looseObject({ name }).optional().catch(undefined),
  });
}

type ChannelData = z.infer<ReturnType<typeof ChannelData>>;

/** The activity, when it has the shape of one from Teams. */
export function readActivity(body: unknown): Activity | undefined {
  const parsed = InboundActivity.safeParse(body);
  if (!parsed.success) return undefined;
  // Teams awaits replies at its connector; a buffered delivery mode would make the SDK swallow them.
  const { deliveryMode: _ignored, ...activity } = parsed.data;
  return activity as unknown as Activity;
}

/** `channelData` as checked by `readActivity`. */
export function channelDataOf(activity: Activity): ChannelData {
  return (activity.channelData ?? {}) as ChannelData;
}

/** The conversation without the thread (`;messageid=`). */
export function conversationIdOf(activity: Activity): string {
  return activity.conversation.id.split(';', 1)[0] ?? activity.conversation.id;
}

/**
 * What tells an activity sent again from another one. Message ids are unique within a conversation; one without an id is always another one.
 * An offered file is answered once, however often its buttons are pressed.
 */
export function activityKeyOf({ id = randomUUID(), type, name, replyToId }: Activity): string {
  if (name === 'fileConsent/invoke') return `${type}:${replyToId ?? id}:${name}`;
  return type === 'message' ? id : `${type}:${id}:${name ?? ''}`;
}

/** Where the bot speaks: undefined for group chats and meetings. */
export function scopeOf(activity: Activity): 'personal' | 'team' | undefined {
  const { conversationType } = activity.conversation;
  if (conversationType === 'personal') return 'personal';
  return conversationType === 'channel' ? 'team' : undefined;
}
