import type { AdaptiveCard } from '../../cards/render.ts';
import { DELIVERY_STATES, type DeliveryState } from '../../src/domain/delivery.ts';
import { textsOf } from './card-reading.ts';
import type { TwoBots } from './fan-out-bots.ts';

/** What the ledger says of an incident and what people see, compared. Lists hold ids of places. */
export interface Screens {
  readonly places: number;
  readonly rows: number;
  readonly states: Readonly<Record<DeliveryState, number>>;
  /** More than one card of the incident. */
  readonly doubled: readonly string[];
  /** No card, and the row does not say so. */
  readonly withoutCard: readonly string[];
  /** The same line more than once. */
  readonly rungTwice: readonly string[];
  /** The ledger has the card behind the last change, though it does not say why. */
  readonly behind: readonly string[];
  /** Different texts that the cards of the incident have, apart from figures: one. */
  readonly texts: readonly string[];
}

/** States in which a card is there for certain, and as the ledger says. */
const CERTAIN: ReadonlySet<string> = new Set<DeliveryState>(['sent', 'updated']);

export async function ledgerAgainstScreens({ sandbox, database }: TwoBots, issueId: string): Promise<Screens> {
  const rows = await database.kysely
    .selectFrom('delivery')
    .innerJoin('watch_place', 'watch_place.id', 'delivery.place_id')
    .innerJoin('incident', 'incident.id', 'delivery.issue_id')
    .where('delivery.issue_id', '=', issueId)
    .select(['delivery.place_id', 'delivery.state', 'delivery.shown_revision'])
    .select(['watch_place.conversation_id', 'incident.revision'])
    .execute();
  const places = await database.kysely.selectFrom('watch_place').select('id').execute();
  const doubled: string[] = [];
  const withoutCard: string[] = [];
  const rungTwice: string[] = [];
  const behind: string[] = [];
  const texts = new Set<string>();
  const states = Object.fromEntries(DELIVERY_STATES.map((state) => [state, 0])) as Record<DeliveryState, number>;

  for (const row of rows) {
    states[row.state]++;
    const messages = [...sandbox.channel.rooms.find(row.conversation_id ?? '').messages.values()].filter(({ from }) => from === 'bot');
    const cards = messages.flatMap(({ cards: [card] }) => (card === undefined ? [] : [card as AdaptiveCard]));
    const own = cards.map(textsOf).filter((text) => text.includes(issueId));
    if (own.length > 1) doubled.push(row.place_id);
    if (CERTAIN.has(row.state)) {
      if (own.length === 0) withoutCard.push(row.place_id);
      if (row.shown_revision !== row.revision) behind.push(row.place_id);
      for (const text of own) texts.add(withoutFigures(text));
    }
    const lines = messages.filter(({ cards: none }) => none.length === 0).map(({ text }) => withoutFigures(text));
    if (new Set(lines).size < lines.length) rungTwice.push(row.place_id);
  }
  return { places: places.length, rows: rows.length, states, doubled, withoutCard, rungTwice, behind, texts: [...texts] };
}

/** Times differ between cards of one and the same state; Microsoft's number stays. */
function withoutFigures(text: string): string {
  return text.replace(/(?<![A-Z\d])\d+/g, '#');
}
