import type { TurnContext } from 'botbuilder';
import { noticeCard } from '../cards/notice.ts';
import type { ReportDraft } from '../src/domain/report-draft.ts';
import type { Colleague } from '../src/domain/roles.ts';
import type { ServiceRequest } from '../src/domain/service-request.ts';
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

type Needs = Pick<DialogDependencies, 'customers' | 'drafts' | 'gate' | 'recognise' | 'requests' | 'noteFailure' | 'portals'>;

const LOOKED_AT = Symbol('draft looked at');

/** The draft that a typed text is about, for the steps of this turn before it is changed: a later change of somebody else shows when it is saved. */
export async function draftOfText(
  context: TurnContext,
  deps: Pick<DialogDependencies, 'drafts'>,
  id: string,
): Promise<ReportDraft | undefined> {
  const known: ReportDraft | undefined = context.turnState.get(LOOKED_AT);
  if (known?.id === id) return known;
  const draft = await ownDraft(context, deps, id);
  if (draft !== undefined) context.turnState.set(LOOKED_AT, draft);
  return draft;
}

/** For a press on a card whose draft is gone: the request it became, who has it now, else that it is gone. */
export async function showWhatBecameOf(context: TurnContext, deps: Needs, draftId: string): Promise<void> {
  const { locale } = turnInput(context);
  const request = await deps.requests.byDraft(draftId);
  if (request === undefined || !(await isTold(context, deps, request))) {
    const holder = await holderOf(context, deps, draftId);
    await reply(
      context,
      noticeCard(locale, holder === undefined ? { name: 'draft-gone' } : { name: 'handed-over', colleague: holder.displayName }),
    );
  } else if (await mayTouch(context, deps, request)) {
    // Access may have been taken away since it was submitted.
    await showReading(context, deps, { request, record: undefined, failure: undefined });
  }
}

/** Whether the request is the person's own, or one that they handed over or joined. */
async function isTold(context: TurnContext, { requests }: Pick<Needs, 'requests'>, request: ServiceRequest): Promise<boolean> {
  const { person } = turnInput(context);
  return request.personId === person.id || (await requests.followers(request.id)).some(({ personId }) => personId === person.id);
}

/** Who has a draft now that this person handed over. */
async function holderOf(
  context: TurnContext,
  { drafts, recognise }: Pick<Needs, 'drafts' | 'recognise'>,
  draftId: string,
): Promise<Colleague | undefined> {
  const { person, signal } = turnInput(context);
  const draft = await drafts.byId(draftId);
  const handed = draft?.handedOverBy?.some(({ personId }) => personId === person.id) === true;
  return handed ? recognise(draft.personId, signal) : undefined;
}
