import type { TurnContext } from 'botbuilder';
import type * as z from 'zod';
import { incidentNoticeCard } from '../cards/incident-notice.ts';
import { noticeFor } from '../src/domain/incident-notice.ts';
import { hitIndex, judge, type WatchPlace } from '../src/domain/watch.ts';
import { readAction } from './card-data.ts';
import { offerDeliveryFile } from './delivery-file.ts';
import type { DialogDependencies } from './dependencies.ts';
import { NoticeAction } from './incident-data.ts';
import { actOnIncident, openIncident } from './incident.ts';
import { notify, permitted } from './reply.ts';
import { answerPress, leavePressed } from './show.ts';
import { turnInput, type CardAction } from './turn-input.ts';

type Needs = Parameters<typeof actOnIncident>[1] &
  Parameters<typeof offerDeliveryFile>[1] &
  Pick<DialogDependencies, 'announcements' | 'board' | 'deliveries' | 'ledger' | 'watches'>;

/** The place whose card was pressed, which is this very conversation, and the issue that the card is about. */
interface Pressed {
  readonly issueId: string;
  readonly place: WatchPlace;
}

/** Buttons `notice.…` of the living card of an incident; `notice.file` stands on the card that lists who was told. */
export async function actOnNotice(context: TurnContext, deps: Needs, pressed: CardAction): Promise<void> {
  const action = readAction(NoticeAction, pressed);
  if (action === undefined) return notify(context, { name: 'old-card' });
  if (action.verb === 'notice.file') return offerDeliveryFile(context, deps, action.issueId);
  if (!(await permitted(context, 'see-health'))) return;
  const on = await pressedCard(context, deps, action);
  if (on === undefined) return notify(context, { name: 'old-card' });
  switch (action.verb) {
    case 'notice.seen':
      return see(context, deps, on);
    case 'notice.text':
    case 'notice.report': // A report begins before any look-up, unless the customer is still to be chosen.
      leavePressed(context);
      return actOnIncident(context, deps, await aboutIncident(context, deps, action));
  }
}

/** The same as a button of the card of an incident, for the one customer that can be meant; undefined when it has to be chosen, or the card is an old one. */
export async function reportOfNotice(
  context: TurnContext,
  deps: Pick<Needs, 'board' | 'deliveries' | 'gate' | 'incidentReach' | 'watches'>,
  pressed: CardAction,
): Promise<CardAction | undefined> {
  const action = readAction(NoticeAction, pressed);
  if (action?.verb !== 'notice.report' || (await pressedCard(context, deps, action)) === undefined) return undefined;
  const about = await aboutIncident(context, deps, action);
  return about.data['tenantId'] === undefined ? undefined : about;
}

/** Everybody else gets the changed card from whoever sends; a second press finds it changed already. */
async function see(context: TurnContext, deps: Needs, { issueId, place }: Pressed): Promise<void> {
  const { person, now } = turnInput(context);
  if ((await deps.ledger.cardIn(issueId, place.id)) === undefined) return notify(context, { name: 'old-card' });
  const seen = await deps.ledger.markSeen(issueId, place.id, person, now);
  const current = await deps.announcements.current(issueId, now);
  if (current === undefined) return notify(context, { name: 'old-card' });
  const hits = hitIndex(current.hits);
  const verdict = judge(place, current.incident, hits, now);
  if (verdict.kind === 'muted' && verdict.reason === 'access') {
    // What the place may see is not known just now: the person's own rights decide.
    leavePressed(context);
    return openIncident(context, deps, issueId);
  }
  await answerPress(context, incidentNoticeCard(place.locale, noticeFor(place, current.incident, hits, { seen, now })));
}

/** Whoever presses a card tells where it is, which mends a row of the ledger that did not know. */
async function pressedCard(
  context: TurnContext,
  { watches, deliveries }: Pick<Needs, 'deliveries' | 'watches'>,
  { issueId, placeId }: Extract<z.infer<typeof NoticeAction>, { readonly placeId: string }>,
): Promise<Pressed | undefined> {
  const { conversationId, now } = turnInput(context);
  const place = await watches.byId(placeId);
  if (place?.conversationId !== conversationId) return undefined;
  const { conversation, replyToId } = context.activity;
  if (replyToId !== undefined) {
    await deliveries.foundCard(issueId, place.id, { conversationId: conversation.id, activityId: replyToId }, now);
  }
  return { issueId, place };
}

/** The customer in force, if it is hit, or the only one in the person's view that is; else the card of the incident lets one be chosen. */
async function aboutIncident(
  context: TurnContext,
  { board, gate, incidentReach }: Pick<Needs, 'board' | 'gate' | 'incidentReach'>,
  { verb, issueId }: Extract<z.infer<typeof NoticeAction>, { readonly verb: 'notice.text' | 'notice.report' }>,
): Promise<CardAction> {
  const { customer, person, now } = turnInput(context);
  const [inForce] = customer === undefined ? [] : await incidentReach.hits(issueId, [customer.tenantId]);
  const { customers, total } = await board.customersHit(issueId, gate.view(person, now), { limit: 1, offset: 0 });
  const tenantId = inForce?.tenantId ?? (total === 1 ? customers[0]?.tenantId : undefined);
  return { verb: verb.replace('notice.', 'incident.'), data: { issueId, ...(tenantId !== undefined && { tenantId }) } };
}
