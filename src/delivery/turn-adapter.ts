import { BotAdapter, type Activity, type ConversationReference, type ResourceResponse, type TurnContext } from 'botbuilder';

/** A conversation at the channel. */
export interface Destination {
  readonly serviceUrl: string;
  readonly conversationId: string;
}

/** Writes into conversations. Each throws `BackEndError` (back end `teams`). */
export interface Messenger {
  /** Gives the id of the new message. */
  send(to: Destination, activity: object, replyToId?: string): Promise<string>;
  update(to: Destination, activityId: string, activity: object): Promise<void>;
  remove(to: Destination, activityId: string): Promise<void>;
}

/**
 * Joins the SDK's turns to our own client of the connector. `CloudAdapter` would build a connector client and a user-token client on every turn, and
 * its pipeline sends a message again when the answer was lost (teams-platform 2.5); there is no option against either. Its `process` is not used
 * anyway, since it answers strangers with internal messages (toolchain 4).
 */
export class TurnAdapter extends BotAdapter {
  readonly #messenger: Messenger;

  constructor(messenger: Messenger) {
    super();
    this.#messenger = messenger;
  }

  override async sendActivities(context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    const to = destination(context);
    const responses: ResourceResponse[] = [];
    for (const { id: _ours, ...activity } of activities) {
      if (activity.type === 'trace') responses.push({ id: '' });
      // In order: the next message follows the one before it.
      else responses.push({ id: await this.#messenger.send(to, activity, activity.replyToId) });
    }
    return responses;
  }

  override async updateActivity(context: TurnContext, activity: Partial<Activity>): Promise<ResourceResponse | void> {
    if (activity.id === undefined) throw new TypeError('An update needs the id of the message');
    await this.#messenger.update(destination(context), activity.id, activity);
    return { id: activity.id };
  }

  override async deleteActivity(context: TurnContext, reference: Partial<ConversationReference>): Promise<void> {
    if (reference.activityId === undefined) throw new TypeError('A deletion needs the id of the message');
    await this.#messenger.remove(destination(context), reference.activityId);
  }

  /** Writing outside a turn is the notifier's. */
  override async continueConversation(): Promise<void> {
    throw new Error('Not offered: the notifier writes outside turns');
  }
}

function destination({ activity }: TurnContext): Destination {
  return { serviceUrl: activity.serviceUrl, conversationId: activity.conversation.id };
}
