import type { TurnContext } from 'botbuilder';
import * as z from 'zod';
import { caseSheet } from '../cards/case-sheet.ts';
import { readAction } from './card-data.ts';
import { mayTouchCase } from './case-access.ts';
import type { DialogDependencies } from './dependencies.ts';
import { MOST_LINES, offerFile, type MadeFile } from './offered-file.ts';
import { notify, permitted } from './reply.ts';
import { turnInput, type CardAction } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'cases' | 'customers' | 'gate' | 'writeSheet'>;

const CaseExport = z.object({ verb: z.literal('case.export'), caseId: z.guid() });

/** `case.export`: offers a case with its audit trail as a CSV file. */
export async function exportCase(
  context: TurnContext,
  deps: Needs & Pick<DialogDependencies, 'files'>,
  pressed: CardAction,
): Promise<void> {
  const action = readAction(CaseExport, pressed);
  if (action === undefined) return notify(context, { name: 'old-card' });
  const file = await caseExport(context, deps, action.caseId);
  if (file !== undefined) await offerFile(context, deps, file);
}

/** A case that this person may see now, with all that happened to it; undefined when the reason why not has been shown. */
export async function caseExport(context: TurnContext, deps: Needs, caseId: string): Promise<MadeFile | undefined> {
  if (!(await permitted(context, 'see-cases'))) return undefined;
  const found = await deps.cases.byId(caseId);
  if (found === undefined) {
    await notify(context, { name: 'old-card' });
    return undefined;
  }
  if (!(await mayTouchCase(context, deps, found))) return undefined;
  const { locale, now, timeZone } = turnInput(context);
  const trail = await deps.cases.events(found.id, MOST_LINES);
  const sheet = caseSheet(locale, found, trail, { now, timeZone });
  // Each entry has its version, so that there are as many; the case may have moved on since it was read.
  const total = Math.max(found.version, trail.length);
  const { id, reference } = found;
  return { of: { kind: 'case', reference }, sheet, bytes: await deps.writeSheet(sheet), total, data: { caseId: id }, verb: 'case.export' };
}
