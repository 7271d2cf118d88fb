import type { TurnContext } from 'botbuilder';
import { joinedRequestCard } from '../cards/joined-request.ts';
import { similarFoundCard } from '../cards/similar-found.ts';
import { isRequestOpen } from '../src/domain/incident-follow.ts';
import { isCommercial } from '../src/domain/product.ts';
import type { ReportDraft, ReportFields } from '../src/domain/report-draft.ts';
import { fieldsOf } from '../src/domain/report-steps.ts';
import type { ServiceRequest } from '../src/domain/service-request.ts';
import { doublesOf, SIMILAR_FOR_MS, similarRequests } from '../src/domain/similar-requests.ts';
import type { DialogDependencies } from './dependencies.ts';
import type { Outcome } from './report.ts';
import type { ReportSituation } from './report-situation.ts';
import { showReading } from './request.ts';
import { show } from './show.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'requests'>;

/** More of them are not remembered: nobody says so often that it is something else. */
const MOST_REMEMBERED = 30;

/** Open requests that may be about the trouble of this report; none where the person may not see them. `issueIds`: of Microsoft's issues that may be the cause. */
export async function similarTo(
  context: TurnContext,
  deps: Needs,
  situation: ReportSituation,
  issueIds: readonly string[] = [],
): Promise<readonly ServiceRequest[]> {
  const { draft } = situation;
  return similarRequests(draft, await openRequests(context, deps, situation), [...issueIds, ...linkedIn(draft)]);
}

/** `report.join`: follows the request instead; what was written is handed back, to be copied or sent as a note. One that is closed by now stays as it is. */
export async function joinSimilar(
  context: TurnContext,
  deps: Needs & Pick<DialogDependencies, 'drafts' | 'portals' | 'readRequest' | 'noteFailure'>,
  situation: ReportSituation,
  requestId: string,
): Promise<Outcome> {
  const { draft } = situation;
  const request = (await openRequests(context, deps, situation)).find(({ id }) => id === requestId);
  if (request === undefined || !isRequestOpen(request)) return { next: 'ask' };
  const { person, locale, timeZone, now, signal } = turnInput(context);
  // Whoever handed the report over goes on to be told of it, as of one that is filed.
  const followers = [{ personId: person.id, personName: person.displayName, locale, timeZone }, ...(draft.handedOverBy ?? [])];
  for (const follower of followers) await deps.requests.join(request.id, follower, now);
  const reading = await deps.readRequest(request, signal, { seenBy: person.id });
  await showReading(context, deps, reading);
  const text = writtenBeside(draft, request);
  if (text !== '') await show(context, joinedRequestCard(locale, { request: reading.request, text }), 'new');
  // At last: what was written is not to be found anywhere else before.
  await deps.drafts.discard(draft.id);
  return { next: 'ended' };
}

/** `report.notSimilar`: the fields with what was shown remembered as something else. */
export async function notSimilar(context: TurnContext, deps: Needs, situation: ReportSituation): Promise<ReportFields> {
  return setAside(situation.draft, await openRequests(context, deps, situation));
}

/** Whether somebody else was quicker with the same report: it is shown once, before anything is sent. undefined when there is nothing to ask. */
export async function askAboutDoubles(
  context: TurnContext,
  deps: Needs & Pick<DialogDependencies, 'drafts'>,
  situation: ReportSituation,
): Promise<Outcome | undefined> {
  const { draft } = situation;
  const { locale, timeZone, now } = turnInput(context);
  const doubles = doublesOf(draft, await openRequests(context, deps, situation), linkedIn(draft));
  if (doubles.length === 0) return undefined;
  const saved = await deps.drafts.save(draft.id, draft.version, setAside(draft, doubles), draft.editing, now);
  if (saved !== undefined) await show(context, similarFoundCard(locale, { draft: saved, similar: doubles, timeZone }), 'new');
  return { next: 'ask', draft: saved };
}

/** Of the customer and product of a report; of a commercial matter, which may name any product or none, of the customer. */
async function openRequests(
  context: TurnContext,
  { requests }: Needs,
  { draft: { product, nature }, customer, access }: ReportSituation,
): Promise<readonly ServiceRequest[]> {
  if (customer === undefined || product === undefined || (access !== 'granted' && access !== 'no-relationship')) return [];
  const named = nature !== undefined && isCommercial(nature) ? undefined : product;
  return requests.similar(customer.tenantId, named, new Date(turnInput(context).now.getTime() - SIMILAR_FOR_MS));
}

function setAside(draft: ReportDraft, others: readonly ServiceRequest[]): ReportFields {
  const known = [...(draft.notSimilarTo ?? []), ...others.map(({ id }) => id)];
  return { ...fieldsOf(draft), notSimilarTo: [...new Set(known)].slice(-MOST_REMEMBERED) };
}

function linkedIn({ linkedIssueId }: ReportDraft): readonly string[] {
  return linkedIssueId === undefined ? [] : [linkedIssueId];
}

/** What the report says and the request does not, each thing once. */
function writtenBeside({ title = '', description = '', since = '', tried = '' }: ReportDraft, request: ServiceRequest): string {
  const said = [request.title, request.description, request.since ?? '', request.tried ?? ''];
  const written: string[] = [];
  for (const text of [title, description, since, tried]) if (![...said, ...written].some((one) => one.includes(text))) written.push(text);
  return written.join('\n\n');
}
