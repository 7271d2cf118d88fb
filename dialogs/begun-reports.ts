import type { TurnContext } from 'botbuilder';
import { noticeCard } from '../cards/notice.ts';
import { resumeDraftCard } from '../cards/resume-draft.ts';
import type { ReportDraft } from '../src/domain/report-draft.ts';
import { hasText, isBlank } from '../src/domain/report-steps.ts';
import type { DialogDependencies } from './dependencies.ts';
import { readSituation } from './report-situation.ts';
import { notify, reply } from './reply.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'customers' | 'drafts'> & Parameters<typeof readSituation>[1];

/** A person has few: more would be of somebody who never ends one. */
const LOOKED_AT = 5;

/**
 * The person's reports that are worth going on with, newest first. One in which nothing was typed, and that ended with the answer that somebody else must act,
 * is over: it is dropped.
 */
export async function begunReports(context: TurnContext, deps: Needs): Promise<readonly ReportDraft[]> {
  const { person, now } = turnInput(context);
  const kept: ReportDraft[] = [];
  for (const draft of await deps.drafts.begun(person.id, now, LOOKED_AT)) {
    if (isBlank(draft)) continue;
    if (hasText(draft) || (await readSituation(context, deps, draft)).facts?.answer.kind !== 'advice') kept.push(draft);
    else await deps.drafts.discard(draft.id);
  }
  return kept;
}

/** `cancel` while no report is being written: the only one that was begun is dropped; of several, the person says which. */
export async function cancelBegun(context: TurnContext, deps: Needs): Promise<void> {
  // Reports are written in personal chats, and what they are about is not told in a channel.
  const [newest, ...others] = turnInput(context).scope === 'team' ? [] : await begunReports(context, deps);
  if (newest === undefined) return notify(context, { name: 'nothing-to-cancel' });
  if (others.length > 0) return offerToResume(context, deps, newest);
  await drop(context, deps, newest);
}

/** Drops a report, and tells of the next that was begun, which would be forgotten else. */
export async function drop(context: TurnContext, deps: Pick<Needs, 'drafts'>, draft: ReportDraft): Promise<void> {
  const { locale, person, now } = turnInput(context);
  await deps.drafts.discard(draft.id);
  const another = (await deps.drafts.begun(person.id, now, LOOKED_AT)).find((one) => !isBlank(one));
  await reply(
    context,
    noticeCard(locale, another === undefined ? { name: 'cancelled', draft } : { name: 'cancelled-another', draft, another }),
  );
}

export async function offerToResume(context: TurnContext, { customers }: Pick<Needs, 'customers'>, draft: ReportDraft): Promise<void> {
  const { locale, now, timeZone } = turnInput(context);
  const customer = draft.tenantId === undefined ? undefined : await customers.byTenantId(draft.tenantId);
  await reply(context, resumeDraftCard(locale, { draft, customer, now, timeZone }));
}
