import type { TurnContext } from 'botbuilder';
import { ownTicketOf } from '../src/domain/report-answers.ts';
import type { ServiceRequest } from '../src/domain/service-request.ts';
import type { RequestAction } from './card-data.ts';
import type { DialogDependencies } from './dependencies.ts';
import { turnInput } from './turn-input.ts';

type OurAction = Extract<
  RequestAction,
  { readonly verb: 'request.join' | 'request.leave' | 'request.end' | 'request.resume' | 'request.ownTicket' }
>;

/** What concerns our side of a request alone, and nothing at Microsoft. Gives it as it is then; a press on an older card changes nothing. */
export async function changeOurSide(
  context: TurnContext,
  { requests }: Pick<DialogDependencies, 'requests'>,
  request: ServiceRequest,
  action: OurAction,
): Promise<ServiceRequest> {
  const { person, locale, timeZone, now } = turnInput(context);
  switch (action.verb) {
    case 'request.join':
      await requests.join(request.id, { personId: person.id, personName: person.displayName, locale, timeZone }, now);
      return (await requests.byId(request.id)) ?? request;
    case 'request.leave':
      await requests.leave(request.id, person.id, now);
      return request;
    case 'request.end':
      return (await requests.end(request.id, action.version, action.ending, person.id, now)) ?? request;
    case 'request.resume':
      return (await requests.resume(request.id, action.version, person.id, now)) ?? request;
    case 'request.ownTicket':
      if (action.version !== request.version) return request;
      return (await requests.setOwnTicket(request.id, ownTicketOf(action.ownTicket), person.id, now)) ?? request;
  }
}
