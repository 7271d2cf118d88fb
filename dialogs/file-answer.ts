import type { TurnContext } from 'botbuilder';
import { BackEndError } from '../src/domain/errors.ts';
import { readAction } from './card-data.ts';
import { caseExport } from './case-export.ts';
import { deliveryFile } from './delivery-file.ts';
import type { DialogDependencies } from './dependencies.ts';
import { digestFile } from './digest-file.ts';
import { FileAnswer, type OfferedFile } from './file-data.ts';
import { incidentFile } from './incident-file.ts';
import type { MadeFile } from './offered-file.ts';
import { onCallFile } from './on-call-file.ts';
import { planFile } from './plan-file.ts';
import { requestsFile } from './requests-file.ts';
import { notify } from './reply.ts';
import { removePressed, showFile } from './show.ts';
import { statisticsFile } from './statistics-file.ts';
import { turnInput, type CardAction } from './turn-input.ts';

type Needs = Parameters<typeof incidentFile>[1] &
  Parameters<typeof digestFile>[1] &
  Parameters<typeof deliveryFile>[1] &
  Parameters<typeof planFile>[1] &
  Parameters<typeof requestsFile>[1] &
  Parameters<typeof statisticsFile>[1] &
  Parameters<typeof caseExport>[1] &
  Parameters<typeof onCallFile>[1] &
  Pick<DialogDependencies, 'files' | 'noteFailure'>;

/** `file.accept` and `file.decline`: the answer to an offered file. Accepted, it is made anew, of what this person may see now. */
export async function actOnFile(context: TurnContext, deps: Needs, pressed: CardAction): Promise<void> {
  const answer = context.activity.name === 'fileConsent/invoke' ? readAction(FileAnswer, pressed) : undefined;
  if (answer === undefined) return notify(context, { name: 'old-card' });
  if (answer.verb === 'file.decline') {
    await tidyUp(context, deps);
    return notify(context, { name: 'file-declined' });
  }
  const { context: asked, uploadInfo } = answer;
  const file = await made(context, deps, asked);
  if (file === undefined) return;
  try {
    await deps.files.upload(uploadInfo, file.bytes, turnInput(context).signal);
  } catch (error) {
    if (!(error instanceof BackEndError)) throw error;
    await tidyUp(context, deps);
    return notify(context, { name: 'file-not-saved', errorId: deps.noteFailure(error), again: { verb: file.verb, data: file.data } });
  }
  await tidyUp(context, deps);
  await showFile(context, uploadInfo);
}

/** Whoever makes a file asks first whether this person may have it. */
function made(context: TurnContext, deps: Needs, asked: OfferedFile): Promise<MadeFile | undefined> {
  switch (asked.kind) {
    case 'plan':
      return planFile(context, deps);
    case 'incidents':
      return incidentFile(context, deps, asked);
    case 'requests':
      return requestsFile(context, deps, asked);
    case 'digest':
      return digestFile(context, deps, asked);
    case 'deliveries':
      return deliveryFile(context, deps, asked.issueId);
    case 'statistics':
      return statisticsFile(context, deps, asked);
    case 'case':
      return caseExport(context, deps, asked.caseId);
    case 'on-call':
      return onCallFile(context, deps, asked.rota);
  }
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
