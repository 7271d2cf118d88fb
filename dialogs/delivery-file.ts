import type { TurnContext } from 'botbuilder';
import { deliverySheet } from '../cards/delivery-sheet.ts';
import type { DeliveryRecord } from '../src/domain/delivery.ts';
import type { DialogDependencies } from './dependencies.ts';
import { MOST_LINES, offerFile, type MadeFile } from './offered-file.ts';
import { notify, permitted } from './reply.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'gate' | 'incidentReach' | 'ledger' | 'writeSheet'>;

/** Rows of one look into the ledger. */
const PAGE = 1_000;

/** Offers, as a CSV file, who was told of an incident and how that went. */
export async function offerDeliveryFile(
  context: TurnContext,
  deps: Needs & Pick<DialogDependencies, 'files'>,
  issueId: string,
): Promise<void> {
  const file = await deliveryFile(context, deps, issueId);
  if (file !== undefined) await offerFile(context, deps, file);
}

/** The ledger of an incident that this person may know of; undefined when the reason why not has been shown. */
export async function deliveryFile(context: TurnContext, deps: Needs, issueId: string): Promise<MadeFile | undefined> {
  const { locale, person, now, timeZone, signal } = turnInput(context);
  if (!(await permitted(context, 'administer'))) return undefined;
  if ((await deps.incidentReach.seenBy(issueId, deps.gate.view(person, now))) === undefined) {
    await notify(context, { name: 'no-such-incident', query: issueId });
    return undefined;
  }
  const { states } = await deps.ledger.totals(issueId);
  const records = await recordsOf(deps, issueId, signal);
  const sheet = deliverySheet(locale, issueId, records, { now, timeZone });
  const total = Math.max(
    records.length,
    Object.values(states).reduce((sum, count) => sum + count, 0),
  );
  return { of: { kind: 'deliveries', issueId }, sheet, bytes: await deps.writeSheet(sheet), total, data: { issueId }, verb: 'notice.file' };
}

async function recordsOf({ ledger }: Pick<Needs, 'ledger'>, issueId: string, signal: AbortSignal): Promise<readonly DeliveryRecord[]> {
  const records: DeliveryRecord[] = [];
  while (records.length < MOST_LINES) {
    signal.throwIfAborted();
    const page = await ledger.page(issueId, records.at(-1)?.placeId, Math.min(PAGE, MOST_LINES - records.length));
    records.push(...page);
    if (page.length < PAGE) break;
  }
  return records;
}
