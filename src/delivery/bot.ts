import { TurnContext, type Activity, type Storage } from 'botbuilder';
import type { Dialog } from 'botbuilder-dialogs';
import { z } from 'zod';
import { errorCard } from '../../cards/error.ts';
import { localeOf, type Locale } from '../domain/locale.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConversationStore } from '../ports/conversation-store.ts';
import type { CustomerStore } from '../ports/customer-store.ts';
import type { TurnStore } from '../ports/turn-store.ts';
import type { WatchStore } from '../ports/watch-store.ts';
import type { ChannelAudience } from '../use-cases/channel-audience.ts';
import type { FindColleagues } from '../use-cases/find-colleagues.ts';
import type { RecognisePerson } from '../use-cases/recognise-person.ts';
import { readActivity } from './activity.ts';
import { admission, isOfTenant } from './admission.ts';
import { errorAnswer, OK, type HttpAnswer } from './answers.ts';
import type { Authenticate } from './authentication.ts';
import type { ParseInput } from './commands.ts';
import { conversations } from './conversations.ts';
import { converser } from './conversing.ts';
import { dialogRunner } from './dialog-run.ts';
import { reportFailure } from './failure.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { azureSearch, type AzureSearchDeps } from './azure-search.ts';
import { onCardAction } from './on-card-action.ts';
import { onFileConsent } from './on-file-consent.ts';
import { onInstall } from './on-install.ts';
import { onMessage } from './on-message.ts';
import { onSearch } from './on-search.ts';
import { serveOnce } from './serve-once.ts';
import { TurnAdapter, type Messenger } from './turn-adapter.ts';
import { watchPlaces } from './watch-places.ts';

export interface BotDeps extends Omit<AzureSearchDeps, 'customers'> {
  readonly authenticate: Authenticate;
  readonly messenger: Messenger;
  readonly partnerTenantId: string;
  readonly defaultLocale: Locale;
  readonly recognise: RecognisePerson;
  readonly parseInput: ParseInput;
  readonly audience: Pick<ChannelAudience, 'membersChanged'>;
  readonly dialog: Dialog;
  readonly turns: TurnStore;
  readonly conversations: ConversationStore;
  readonly watches: Pick<WatchStore, 'ensure'>;
  readonly customers: Pick<CustomerStore, 'search' | 'byTenantId'>;
  readonly findColleagues: FindColleagues;
  readonly storage: Storage;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'turn' | 'refused'>;
}

/** The bot behind its HTTP server. */
export interface Bot {
  /** Serves what was posted to `/api/messages`: tells whether it comes from Teams, runs the turn to its end, gives the answer. Never throws. */
  readonly receive: (body: unknown, authorization: string | undefined) => Promise<HttpAnswer>;
}

const Posted = z.looseObject({ type: z.string() });

const BAD_REQUEST: HttpAnswer = { status: 400, body: { error: 'bad request' } };
const UNAUTHORIZED: HttpAnswer = { status: 401, body: { error: 'unauthorized' } };
const UNAVAILABLE: HttpAnswer = { status: 503, body: { error: 'unavailable' } };
const NOT_IMPLEMENTED: HttpAnswer = { status: 501 };

export function createBot(deps: BotDeps): Bot {
  const { authenticate, partnerTenantId, defaultLocale, log, metrics } = deps;
  const adapter = new TurnAdapter(deps.messenger);
  const handle = handlers(deps);

  async function serve(activity: Activity): Promise<HttpAnswer> {
    try {
      return await handle(new TurnContext(adapter, activity));
    } catch (error) {
      const view = reportFailure(error, { activityType: activity.type, invoke: activity.name }, log);
      if (activity.type !== 'invoke') return OK; // Teams would only send the event again
      const locale = localeOf(activity.locale) ?? defaultLocale;
      return errorAnswer(500, view.code, errorCard(locale, view).fallbackText);
    }
  }

  return {
    async receive(body, authorization) {
      if (!Posted.safeParse(body).success) return refuse('body', BAD_REQUEST);
      const verdict = await authenticate(body, authorization);
      if (verdict.kind === 'refused') return refuse(verdict.reason, UNAUTHORIZED);
      if (verdict.kind === 'unavailable') {
        log.error({ error: verdict.cause instanceof Error ? verdict.cause.name : 'unknown' }, 'The keys of the channel cannot be had');
        return refuse('keys-unavailable', UNAVAILABLE);
      }
      const activity = readActivity(body);
      if (activity === undefined) return refuse('activity', BAD_REQUEST);
      if (!isOfTenant(activity, partnerTenantId)) metrics.refused('tenant');

      const begunAt = performance.now();
      const answer = await serve(activity);
      metrics.turn(kindOf(activity), (performance.now() - begunAt) / 1000);
      return answer;
    },
  };

  function refuse(reason: string, answer: HttpAnswer): HttpAnswer {
    metrics.refused(reason);
    return answer;
  }
}

/** One function per kind of activity; kinds and events unknown to us are none of ours, and new ones may come at any time. */
function handlers(deps: BotDeps): (context: TurnContext) => Promise<HttpAnswer> {
  const { log, storage, clock, defaultLocale, partnerTenantId } = deps;
  const once = serveOnce({ turns: deps.turns, clock, log });
  const known = conversations({ store: deps.conversations, clock });
  const places = watchPlaces({ watches: deps.watches, recognise: deps.recognise, clock, log });
  const admit = admission({ partnerTenantId, recognise: deps.recognise });
  const converse = converser({
    admit,
    serveOnce: once,
    conversations: known,
    places,
    runDialog: dialogRunner(deps),
    defaultLocale,
    clock,
    log,
  });

  const message = onMessage({ converse, parseInput: deps.parseInput, log });
  const cardAction = onCardAction({ converse, log });
  const fileConsent = onFileConsent({ converse, log });
  const search = onSearch({ ...deps, admit, searchAzure: azureSearch(deps) });
  const install = onInstall({ conversations: known, places, serveOnce: once, storage, defaultLocale, log });

  return async (context) => {
    const { activity } = context;
    switch (activity.type) {
      case 'message':
        return message(context);
      case 'invoke':
        if (activity.name === 'adaptiveCard/action') return cardAction(context);
        if (activity.name === 'fileConsent/invoke') return fileConsent(context);
        return activity.name === 'application/search' ? search(context) : NOT_IMPLEMENTED;
      case 'installationUpdate':
      case 'conversationUpdate':
        // Whoever's it is: an event about people of another organisation may name theirs.
        deps.audience.membersChanged();
        if (isOfTenant(activity, partnerTenantId)) await install(context);
        return OK;
      default:
        return OK;
    }
  };
}

const KINDS: ReadonlySet<string> = new Set(['message', 'installationUpdate', 'conversationUpdate']);
const INVOKES: ReadonlySet<string> = new Set(['adaptiveCard/action', 'application/search', 'fileConsent/invoke']);

/** A label of the metrics: what strangers may name must not make new series. */
function kindOf({ type, name = '' }: Activity): string {
  if (type === 'invoke') return INVOKES.has(name) ? name : 'invoke';
  return KINDS.has(type) ? type : 'other';
}
