import type { TurnContext } from 'botbuilder';
import { caseDetailsCard } from '../cards/case.ts';
import type { CaseRemark } from '../cards/case-data.ts';
import type { SupportCase } from '../src/domain/support-case.ts';
import { mayTouchCase } from './case-access.ts';
import type { DialogDependencies } from './dependencies.ts';
import { notify, permitted, reply } from './reply.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'cases' | 'caseViews' | 'customers' | 'gate' | 'requests'>;

const TRAIL_SHOWN = 6;

/** One case, by our reference, or by the number or reference of the request it came from. */
export async function openCase(context: TurnContext, deps: Needs, text: string): Promise<void> {
  if (!(await permitted(context, 'see-cases'))) return;
  const found = (await deps.cases.find(text)) ?? (await ofRequest(deps, text));
  if (found === undefined) return notify(context, { name: 'no-such-case', query: text });
  if (await mayTouchCase(context, deps, found)) await showCase(context, deps, found, undefined);
}

/** With what happened to it, in the language of whoever asks. */
export async function showCase(
  context: TurnContext,
  { cases, caseViews }: Pick<Needs, 'cases' | 'caseViews'>,
  of: SupportCase,
  remark: CaseRemark | undefined,
): Promise<void> {
  const { locale, timeZone, person } = turnInput(context);
  const [view, trail, stranded] = await Promise.all([caseViews.channel(of), cases.events(of.id, TRAIL_SHOWN), caseViews.stranded(of)]);
  await reply(
    context,
    caseDetailsCard(locale, { ...view, timeZone, trail, stranded, ofRequester: of.requester?.id === person.id, remark }),
  );
}

async function ofRequest({ cases, requests }: Pick<Needs, 'cases' | 'requests'>, text: string): Promise<SupportCase | undefined> {
  const request = await requests.find(text);
  const [newest] = request === undefined ? [] : await cases.ofRequest(request.id);
  return newest;
}
