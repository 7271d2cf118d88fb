import { CardFactory, type TurnContext } from 'botbuilder';
import { noticeCard, type Notice } from '../../cards/notice.ts';
import { errorCard } from '../../cards/error.ts';
import { setTurnInput, type TurnInput } from '../../dialogs/turn-input.ts';
import { localeOf, type Locale } from '../domain/locale.ts';
import type { Clock } from '../ports/clock.ts';
import { activityKeyOf, conversationIdOf } from './activity.ts';
import type { Admit, NotAdmitted } from './admission.ts';
import type { Conversations } from './conversations.ts';
import { dialogStateKey, type RunDialog } from './dialog-run.ts';
import { reportFailure } from './failure.ts';
import type { Log } from './log.ts';
import type { ServeOnce } from './serve-once.ts';
import { timeZoneOf } from './time-zone.ts';
import type { WatchPlaces } from './watch-places.ts';

interface ConversingDeps {
  readonly admit: Admit;
  readonly serveOnce: ServeOnce;
  readonly conversations: Conversations;
  readonly places: Pick<WatchPlaces, 'learn'>;
  readonly runDialog: RunDialog;
  readonly defaultLocale: Locale;
  readonly clock: Clock;
  readonly log: Log;
}

/** How a turn ended; `locale` is the one to speak. */
type Conversed = { readonly locale: Locale } & (
  | { readonly outcome: 'served' | 'duplicate' }
  /** Nothing was done; the notice says why. */
  | { readonly outcome: 'refused'; readonly notice: NotAdmitted | 'busy' | 'text-too-long' }
  /** The error card, and its text for the places that take no card. */
  | { readonly outcome: 'failed'; readonly card: ReturnType<typeof errorCard>; readonly code: string }
);

/** One turn of one person with the dialogs, whether by a message or by a button. Never throws. */
export type Converse = (
  context: TurnContext,
  /** undefined: the text is too long. */
  input: TurnInput['input'] | undefined,
  limits: { readonly waitMs: number; readonly turnMs: number },
) => Promise<Conversed>;

export function converser(deps: ConversingDeps): Converse {
  const { admit, serveOnce, conversations, places, runDialog, defaultLocale, clock, log } = deps;

  return async (context, input, { waitMs, turnMs }) => {
    const { activity } = context;
    const conversationId = conversationIdOf(activity);
    const signal = AbortSignal.timeout(waitMs + turnMs);
    let locale = localeOf(activity.locale) ?? defaultLocale;
    try {
      const admission = await admit(activity, signal);
      if (admission.kind === 'refused') return { locale, outcome: 'refused', notice: admission.reason };
      if (input === undefined) return { locale, outcome: 'refused', notice: 'text-too-long' };
      const { person, scope } = admission;

      const stateKey = dialogStateKey(conversationId, person.id);
      const served = await serveOnce(
        { conversationId, personId: person.id, activityKey: activityKeyOf(activity), stateKey, waitMs },
        async (begun) => {
          locale = begun.locale ?? locale;
          await conversations.learn(activity, begun.isKnown);
          await conversations.meet(activity);
          await places.learn(activity, person, locale);
          setTurnInput(context, {
            person,
            locale,
            timeZone: timeZoneOf(activity),
            scope,
            conversationId,
            customer: begun.customer,
            now: clock.now(),
            signal,
            input,
          });
          await runDialog(context, stateKey, begun.state);
        },
      );
      return served === 'busy' ? { locale, outcome: 'refused', notice: 'busy' } : { locale, outcome: served };
    } catch (error) {
      const view = reportFailure(error, { activityType: activity.type, invoke: activity.name, inputKind: input?.kind }, log);
      return { locale, outcome: 'failed', card: errorCard(locale, view), code: view.code };
    }
  };
}

/** The card of a turn that was refused or failed. */
export function outcomeCard(conversed: Conversed): ReturnType<typeof errorCard> | undefined {
  if (conversed.outcome === 'failed') return conversed.card;
  return conversed.outcome === 'refused' ? noticeCard(conversed.locale, { name: conversed.notice } satisfies Notice) : undefined;
}

/** Sends a card as a message of its own; when even that fails, only the log can know. */
export async function sendCard(context: TurnContext, card: ReturnType<typeof errorCard>, log: Log): Promise<void> {
  try {
    await context.sendActivity({ attachments: [CardFactory.adaptiveCard(card)], summary: card.fallbackText });
  } catch (error) {
    reportFailure(error, { activityType: context.activity.type }, log);
  }
}
