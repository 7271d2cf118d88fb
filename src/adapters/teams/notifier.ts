import { incidentOverCard } from '../../../cards/incident-over.ts';
import { numberReminderCard } from '../../../cards/number-reminder.ts';
import { requestCard } from '../../../cards/request.ts';
import { requestNewsCard } from '../../../cards/request-news.ts';
import type { Notifier } from '../../ports/notifier.ts';
import { cardMessage } from './card-message.ts';
import { proactive, type ProactiveDeps } from './proactive.ts';

/** Writes to people in Teams outside a turn. */
export function teamsNotifier(deps: ProactiveDeps): Notifier {
  const conversations = proactive(deps);
  return {
    async showRequest(request, record, followers) {
      const { locale, timeZone, place, personId } = request;
      const message = cardMessage(requestCard(locale, { request, record, failure: undefined, followers, timeZone, now: deps.clock.now() }));
      if (place !== undefined && (await conversations.update(place, message))) return place;
      return conversations.post(personId, message);
    },

    async remindOfNumber(request) {
      await conversations.post(request.personId, cardMessage(numberReminderCard(request.locale, { request }), true));
    },

    async tellNews(request, news, { personId, locale, timeZone }) {
      return (await conversations.post(personId, cardMessage(requestNewsCard(locale, { request, news, timeZone }), true))) !== undefined;
    },

    askFollower: (followUp) =>
      conversations.post(followUp.follow.personId, cardMessage(incidentOverCard(followUp.follow.locale, followUp), true)),
  };
}
