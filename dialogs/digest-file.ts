import type { TurnContext } from 'botbuilder';
import { digestSheet } from '../cards/digest-sheet.ts';
import type { Period } from '../src/domain/digest.ts';
import type { DialogDependencies } from './dependencies.ts';
import { MOST_LINES, offerFile, type MadeFile } from './offered-file.ts';
import { notify, permitted } from './reply.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'digests' | 'gate' | 'watches' | 'writeSheet'>;

const DAY_MS = 86_400_000;
/** As long as the longest digest, and as long ago as incidents are kept. */
const LONGEST_MS = 8 * DAY_MS;
const OLDEST_MS = 90 * DAY_MS;

/** Offers everything that a digest in the person's own chat told of as a CSV file. */
export async function offerDigestFile(
  context: TurnContext,
  deps: Needs & Pick<DialogDependencies, 'files'>,
  period: Period,
): Promise<void> {
  const file = await digestFile(context, deps, period);
  if (file !== undefined) await offerFile(context, deps, file);
}

/** What the person's own chat watches, as far as this person may see it now; undefined when the reason why not has been shown. */
export async function digestFile(context: TurnContext, deps: Needs, { from, to }: Period): Promise<MadeFile | undefined> {
  const { locale, person, now, timeZone } = turnInput(context);
  if (!(await permitted(context, 'see-health'))) return undefined;
  const place = await deps.watches.personal(person.id);
  const asLong = to.getTime() - from.getTime();
  if (place === undefined || asLong < 0 || asLong > LONGEST_MS || to > now || now.getTime() - from.getTime() > OLDEST_MS) {
    await notify(context, { name: 'old-card' });
    return undefined;
  }
  const scope = { watches: place.watches, view: deps.gate.view(person, now) };
  const { rows, total } = await deps.digests.hits(scope, { from, to }, MOST_LINES);
  const sheet = digestSheet(locale, rows, { now, timeZone });
  const data = { from: from.toISOString(), to: to.toISOString() };
  return { of: { kind: 'digest' }, sheet, bytes: await deps.writeSheet(sheet), total, data, verb: 'digest.csv' };
}
