import { incidentOverCard } from '../../../cards/incident-over.ts';
import { numberReminderCard } from '../../../cards/number-reminder.ts';
import { requestCard } from '../../../cards/request.ts';
import { requestNewsCard } from '../../../cards/request-news.ts';
import type { Locale } from '../../domain/locale.ts';
import type { RequestFollower } from '../../domain/service-request.ts';
import type { AdminPortals } from '../../ports/admin-portals.ts';
import type { Notifier } from '../../ports/notifier.ts';
import type { TurnStore } from '../../ports/turn-store.ts';
import { cardMessage } from './card-message.ts';
import { proactive, type ProactiveDeps } from './proactive.ts';

interface NotifierDeps extends ProactiveDeps {
  readonly turns: Pick<TurnStore, 'localeOf'>;
  readonly portals: Pick<AdminPortals, 'requestsOf'>;
}

/** Writes to people in Teams outside a turn, in the language that each has chosen since. */
export function teamsNotifier(deps: NotifierDeps): Notifier {
  const { turns, portals, clock } = deps;
  const conversations = proactive(deps);
  const localeOf = async ({ personId, locale }: Pick<RequestFollower, 'personId' | 'locale'>): Promise<Locale> =>
    (await turns.localeOf(personId)) ?? locale;

  return {
    async showRequest(request, record, followers) {
      const { timeZone, place, personId, tenantId, customerDomain: domain } = request;
      const lookUpAt = portals.requestsOf(request.route, { tenantId, domain });
      const view = { request, record, failure: undefined, followers, lookUpAt, timeZone, now: clock.now() };
      const message = cardMessage(requestCard(await localeOf(request), view));
      if (place !== undefined && (await conversations.update(place, message))) return place;
      return conversations.post(personId, message);
    },

    async remindOfNumber(request) {
      await conversations.post(request.personId, cardMessage(numberReminderCard(await localeOf(request), { request }), true));
    },

    async tellNews(request, news, to, bare = false) {
      const card = requestNewsCard(await localeOf(to), { request, news, timeZone: to.timeZone, bare });
      return (await conversations.post(to.personId, cardMessage(card, true))) !== undefined;
    },

    async askFollower(followUp) {
      const { follow } = followUp;
      return conversations.post(follow.personId, cardMessage(incidentOverCard(await localeOf(follow), followUp), true));
    },
  };
}
