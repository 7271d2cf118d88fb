import type { Activity, Storage, TurnContext } from 'botbuilder';
import { welcomeCard } from '../../cards/welcome.ts';
import { localeOf, type Locale } from '../domain/locale.ts';
import { activityKeyOf, channelDataOf, conversationIdOf, scopeOf } from './activity.ts';
import type { Conversations } from './conversations.ts';
import { sendCard } from './conversing.ts';
import type { Log } from './log.ts';
import type { ServeOnce } from './serve-once.ts';
import type { WatchPlaces } from './watch-places.ts';

type OnInstall = (context: TurnContext) => Promise<void>;

/** Another event of the same installation is being served: it will be over soon. */
const WAIT_MS = 5_000;
const GONE_EVENTS: ReadonlySet<string> = new Set(['teamdeleted', 'teamharddeleted']);

/**
 * `installationUpdate` and `conversationUpdate`: the bot came or went. Teams may send either first, or one of them only (teams-platform 1.5), so the
 * welcome is given once per conversation, whichever comes; joins and leaves of others are none of ours.
 */
export function onInstall({
  conversations,
  places,
  serveOnce,
  storage,
  defaultLocale,
  log,
}: {
  readonly conversations: Conversations;
  readonly places: Pick<WatchPlaces, 'install'>;
  readonly serveOnce: ServeOnce;
  readonly storage: Storage;
  readonly defaultLocale: Locale;
  readonly log: Log;
}): OnInstall {
  async function arrive(context: TurnContext): Promise<void> {
    const { activity } = context;
    const scope = scopeOf(activity);
    if (scope === undefined) return;
    await conversations.learn(activity, false);
    const locale = localeOf(activity.locale) ?? defaultLocale;
    const told = await places.install(activity, locale);
    const key = welcomeKey(activity);
    if ((await storage.read([key]))[key] !== undefined) return;
    await storage.write({ [key]: { welcomed: true, eTag: '*' } });
    await sendCard(context, welcomeCard(locale, { scope, told }), log);
  }

  async function leave({ activity }: TurnContext): Promise<void> {
    await storage.delete([welcomeKey(activity)]);
    const teamId = channelDataOf(activity).team?.id;
    const gone = new Set([conversationIdOf(activity), ...(teamId === undefined ? [] : [teamId])]);
    for (const conversationId of gone) {
      await conversations.retire(conversationId);
    }
  }

  return async (context) => {
    const { activity } = context;
    const what = whatHappened(activity);
    if (what === undefined) return;
    await serveOnce(
      // Both events of one installation take their turns under the same lease; neither is the other's duplicate.
      {
        conversationId: conversationIdOf(activity),
        personId: activity.recipient.id,
        activityKey: activityKeyOf(activity),
        waitMs: WAIT_MS,
      },
      () => (what === 'arrived' ? arrive(context) : leave(context)),
    );
  };
}

function whatHappened(activity: Activity): 'arrived' | 'left' | undefined {
  if (activity.type === 'installationUpdate') {
    // `add-upgrade` and `remove-upgrade` come when an app's new version adds or removes the bot; the case of letters is not promised.
    if (/^add\b/i.test(activity.action ?? '')) return 'arrived';
    return /^remove\b/i.test(activity.action ?? '') ? 'left' : undefined;
  }
  const isBot = ({ id }: { readonly id: string }): boolean => id === activity.recipient.id;
  if (activity.membersAdded?.some(isBot)) return 'arrived';
  if (activity.membersRemoved?.some(isBot)) return 'left';
  return GONE_EVENTS.has(channelDataOf(activity).eventType?.toLowerCase() ?? '') ? 'left' : undefined;
}

const welcomeKey = (activity: Activity): string => `welcome/${conversationIdOf(activity)}`;
