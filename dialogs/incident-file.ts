import type { TurnContext } from 'botbuilder';
import { incidentSheet } from '../cards/incident-sheet.ts';
import { filterData } from '../cards/incidents.ts';
import type { FilterData } from './board-data.ts';
import type { DialogDependencies } from './dependencies.ts';
import { authorised, storeFilter } from './incidents.ts';
import { MOST_LINES, offerFile, type MadeFile } from './offered-file.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'customers' | 'gate' | 'board' | 'writeSheet'>;

/** Offers the open issues that fit as a CSV file. */
export async function offerIncidentFile(
  context: TurnContext,
  deps: Needs & Pick<DialogDependencies, 'files'>,
  asked: FilterData,
): Promise<void> {
  const file = await incidentFile(context, deps, asked);
  if (file !== undefined) await offerFile(context, deps, file);
}

/** The open issues that fit and that this person may see now; undefined when the reason why not has been shown. */
export async function incidentFile(context: TurnContext, deps: Needs, asked: FilterData): Promise<MadeFile | undefined> {
  const filter = await authorised(context, deps, asked);
  if (filter === undefined) return undefined;
  const { locale, person, now, timeZone } = turnInput(context);
  const { rows, total } = await deps.board.hits(deps.gate.view(person, now), storeFilter(filter), MOST_LINES);
  const sheet = incidentSheet(locale, rows, { now, timeZone });
  return { of: { kind: 'incidents' }, sheet, bytes: await deps.writeSheet(sheet), total, data: filterData(filter), verb: 'board.csv' };
}
