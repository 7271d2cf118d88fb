import type { TurnContext } from 'botbuilder';
import { boardCard } from '../cards/board.ts';
import { failingCustomersCard } from '../cards/failing-customers.ts';
import { BoardAction } from './board-data.ts';
import { readAction } from './card-data.ts';
import type { DialogDependencies } from './dependencies.ts';
import { offerIncidentFile } from './incident-file.ts';
import { filterIncidents, showFilter, showIncidents } from './incidents.ts';
import { notify, permitted, reply } from './reply.ts';
import { turnInput, type CardAction } from './turn-input.ts';

type Needs = Pick<
  DialogDependencies,
  'customers' | 'gate' | 'board' | 'healthIntervalMs' | 'tags' | 'writeSheet' | 'files' | 'noteFailure'
>;

const ROWS = 7;
const FAILING_SHOWN = 5;
/** Knowledge that is older is none: as many readings have been missed. */
const READINGS_MISSED = 3;

/** All customers at a glance. */
export async function openBoard(context: TurnContext, deps: Needs): Promise<void> {
  if (!(await permitted(context, 'see-health'))) return;
  const { customers, gate, board, files, healthIntervalMs } = deps;
  const { locale, person, now, timeZone } = turnInput(context);
  const view = gate.view(person, now);
  const [listedAt, counts, incidents] = await Promise.all([
    customers.refreshedAt(),
    board.counts(view, {}, new Date(now.getTime() - READINGS_MISSED * healthIntervalMs)),
    board.incidents(view, {}, { limit: ROWS, offset: 0 }),
  ]);
  if (listedAt === undefined) return notify(context, { name: 'customers-loading' });
  await reply(
    context,
    boardCard(locale, {
      counts,
      ofAccess: view !== 'all',
      incidents: incidents.rows,
      total: incidents.total,
      files: files.possible,
      now,
      timeZone,
    }),
  );
}

/** Buttons `board.…`: pages, filters, failing customers, CSV. */
export async function actOnBoard(context: TurnContext, deps: Needs, pressed: CardAction): Promise<void> {
  const action = readAction(BoardAction, pressed);
  if (action === undefined) return notify(context, { name: 'old-card' });
  switch (action.verb) {
    case 'board.refresh':
      return openBoard(context, deps);
    case 'board.page':
      return showIncidents(context, deps, action, action.offset);
    case 'board.form':
      return showFilter(context, deps, action);
    case 'board.filter':
      return filterIncidents(context, deps, action);
    case 'board.failing':
      return showFailing(context, deps, action.offset);
    case 'board.csv':
      return offerIncidentFile(context, deps, action);
  }
}

async function showFailing(context: TurnContext, deps: Pick<Needs, 'board' | 'gate'>, offset: number): Promise<void> {
  if (!(await permitted(context, 'see-health'))) return;
  const { locale, person, now, timeZone } = turnInput(context);
  const page = { limit: FAILING_SHOWN, offset };
  const found = await deps.board.failing(deps.gate.view(person, now), page);
  // Some may be read again by now, so that there is no such page any more.
  if (found.total === 0 && offset > 0) return showFailing(context, deps, 0);
  await reply(context, failingCustomersCard(locale, { ...page, ...found, now, timeZone }));
}
