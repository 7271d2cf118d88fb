import type { TurnContext } from 'botbuilder';
import { noticeCard } from '../cards/notice.ts';
import type { ReportDraft } from '../src/domain/report-draft.ts';
import type { DialogDependencies } from './dependencies.ts';
import { reply } from './reply.ts';
import { mayTouch, showReading } from './request.ts';
import { turnInput } from './turn-input.ts';

/** The person's own draft. Somebody else's is as good as none: its id must tell nothing. */
export async function ownDraft(
  context: TurnContext,
  { drafts }: Pick<DialogDependencies, 'drafts'>,
  id: string,
): Promise<ReportDraft | undefined> {
  const draft = await drafts.byId(id);
  return draft?.personId === turnInput(context).person.id ? draft : undefined;
}

/** For a press on a card whose draft is gone: the request it became, else that it is gone. */
export async function showWhatBecameOf(
  context: TurnContext,
  deps: Pick<DialogDependencies, 'customers' | 'gate' | 'requests' | 'noteFailure'>,
  draftId: string,
): Promise<void> {
  const { person, locale } = turnInput(context);
  const request = await deps.requests.byDraft(draftId);
  if (request?.personId !== person.id) {
    await reply(context, noticeCard(locale, { name: 'draft-gone' }));
  } else if (await mayTouch(context, deps, request)) {
    // Access may have been taken away since it was submitted.
    await showReading(context, deps, { request, record: undefined, failure: undefined });
  }
}
