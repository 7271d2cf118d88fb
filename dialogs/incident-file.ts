import type { TurnContext } from 'botbuilder';
import { fileOffer } from '../cards/file-offer.ts';
import { incidentSheet, type IncidentSheet } from '../cards/incident-sheet.ts';
import { filterData, type ShownFilter } from '../cards/incidents.ts';
import { BackEndError } from '../src/domain/errors.ts';
import { FileAnswer, type FilterData } from './board-data.ts';
import { readAction } from './card-data.ts';
import type { DialogDependencies } from './dependencies.ts';
import { authorised, storeFilter } from './incidents.ts';
import { notify } from './reply.ts';
import { removePressed, showFile } from './show.ts';
import { turnInput, type CardAction } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'customers' | 'gate' | 'board' | 'writeSheet' | 'files' | 'noteFailure'>;

/** Lines of one file. */
const MOST_LINES = 10_000;

/** Offers the open issues that fit as a CSV file, in the person's own chat: Teams gives files nowhere else. Nothing is kept of it until it is accepted. */
export async function offerIncidentFile(context: TurnContext, deps: Needs, asked: FilterData): Promise<void> {
  const filter = await authorised(context, deps, asked);
  if (filter === undefined) return;
  const { locale, person, scope } = turnInput(context);
  const { sheet, bytes, total } = await makeFile(context, deps, filter);
  if (total === 0) return notify(context, { name: 'file-empty' });
  const offer = fileOffer(locale, {
    name: sheet.name,
    lines: sheet.rows.length,
    total,
    sizeInBytes: bytes.byteLength,
    filter: filterData(filter),
  });
  if (!(await deps.files.offer(person.id, offer))) return notify(context, { name: 'file-no-chat' });
  if (scope === 'team') await notify(context, { name: 'file-in-own-chat' });
}

/** `file.accept` and `file.decline`: the answer to an offered file. Accepted, it is made anew, of what this person may see now. */
export async function actOnFile(context: TurnContext, deps: Needs, pressed: CardAction): Promise<void> {
  const answer = context.activity.name === 'fileConsent/invoke' ? readAction(FileAnswer, pressed) : undefined;
  if (answer === undefined) return notify(context, { name: 'old-card' });
  if (answer.verb === 'file.decline') {
    await tidyUp(context, deps);
    return notify(context, { name: 'file-declined' });
  }
  const { context: asked, uploadInfo } = answer;
  const filter = await authorised(context, deps, asked);
  if (filter === undefined) return;
  const { bytes } = await makeFile(context, deps, filter);
  try {
    await deps.files.upload(uploadInfo, bytes, turnInput(context).signal);
  } catch (error) {
    if (!(error instanceof BackEndError)) throw error;
    await tidyUp(context, deps);
    return notify(context, { name: 'file-not-saved', errorId: deps.noteFailure(error), again: filterData(filter) });
  }
  await tidyUp(context, deps);
  await showFile(context, uploadInfo);
}

async function makeFile(
  context: TurnContext,
  { board, gate, writeSheet }: Pick<Needs, 'board' | 'gate' | 'writeSheet'>,
  filter: ShownFilter,
): Promise<{ readonly sheet: IncidentSheet; readonly bytes: Uint8Array; readonly total: number }> {
  const { locale, person, now, timeZone } = turnInput(context);
  const { rows, total } = await board.hits(gate.view(person, now), storeFilter(filter), MOST_LINES);
  const sheet = incidentSheet(locale, rows, { now, timeZone });
  return { sheet, bytes: await writeSheet(sheet), total };
}

/** An offer is answered once: it goes, whatever came of it. That it could not be removed is not worth the answer. */
async function tidyUp(context: TurnContext, { noteFailure }: Pick<Needs, 'noteFailure'>): Promise<void> {
  try {
    await removePressed(context);
  } catch (error) {
    if (!(error instanceof BackEndError)) throw error;
    noteFailure(error);
  }
}
