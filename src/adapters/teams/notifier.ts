import { incidentOverCard } from '../../../cards/incident-over.ts';
import { numberReminderCard } from '../../../cards/number-reminder.ts';
import { requestCard } from '../../../cards/request.ts';
import type { Notifier } from '../../ports/notifier.ts';
import { cardMessage } from './card-message.ts';
import { proactive, type ProactiveDeps } from './proactive.ts';

/** Writes to people in Teams outside a turn. */
export function teamsNotifier(deps: ProactiveDeps): Notifier {
  const conversations = proactive(deps);
  return {
    async showRequest(request) {
      const { locale, timeZone, place, personId } = request;
      const message = cardMessage(requestCard(locale, { request, record: undefined, failure: undefined, timeZone }));
      if (place !== undefined && (await conversations.update(place, message))) return place;
      return conversations.post(personId, message);
    },

    async remindOfNumber(request) {
      await conversations.post(request.personId, cardMessage(numberReminderCard(request.locale, { request }), true));
    },

    askFollower: (followUp) =>
      conversations.post(followUp.follow.personId, cardMessage(incidentOverCard(followUp.follow.locale, followUp), true)),
  };
}
