import type { TurnContext } from 'botbuilder';
import { requestsData } from '../cards/requests-filter.ts';
import { requestsSheet } from '../cards/requests-sheet.ts';
import type { DialogDependencies } from './dependencies.ts';
import { MOST_LINES, offerFile, type MadeFile } from './offered-file.ts';
import { permitted } from './reply.ts';
import type { RequestsData } from './requests-data.ts';
import { authorisedFilter, storeFilter } from './requests-filter.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'customers' | 'gate' | 'requests' | 'writeSheet'>;

/** Offers the requests of a list as a CSV file. */
export async function offerRequestsFile(
  context: TurnContext,
  deps: Needs & Pick<DialogDependencies, 'files'>,
  asked: RequestsData,
): Promise<void> {
  const file = await requestsFile(context, deps, asked);
  if (file !== undefined) await offerFile(context, deps, file);
}

/** The requests of the customers that this person may see now; undefined when the reason why not has been shown. */
export async function requestsFile(context: TurnContext, deps: Needs, asked: RequestsData): Promise<MadeFile | undefined> {
  if (!(await permitted(context, 'see-requests'))) return undefined;
  const filter = await authorisedFilter(context, deps, asked);
  if (filter === undefined) return undefined;
  const { locale, person, now, timeZone } = turnInput(context);
  const { rows, total } = await deps.requests.lines(storeFilter(filter, person.id), deps.gate.view(person, now), MOST_LINES);
  const sheet = requestsSheet(locale, rows, { now, timeZone });
  return { of: { kind: 'requests' }, sheet, bytes: await deps.writeSheet(sheet), total, data: requestsData(filter), verb: 'requests.csv' };
}
