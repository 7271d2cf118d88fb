import type { TurnContext } from 'botbuilder';
import { withMoment } from '../src/domain/dated-since.ts';
import { prefill } from '../src/domain/intent.ts';
import type { ReportDraft, ReportFields } from '../src/domain/report-draft.ts';
import { isFiller } from '../src/domain/reply.ts';
import { fieldsOf } from '../src/domain/report-steps.ts';
import { choose } from './customers.ts';
import type { DialogDependencies } from './dependencies.ts';
import { contactOf } from './report-cards.ts';
import type { ReportOpening } from './report.ts';
import { said } from './said.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'customers' | 'drafts' | 'findCustomer' | 'jobs'>;

/**
 * A new draft with everything the text says. A customer who was only in force, not named, is shown to be confirmed; where somebody is named who is not on the
 * list, the one in force is not meant.
 */
export async function gather(
  context: TurnContext,
  deps: Needs,
  text: string,
  tenantId: string | undefined,
): Promise<{ readonly draft: ReportDraft } & Pick<ReportOpening, 'candidates' | 'customerProblem'>> {
  const { customer: inForce, now } = turnInput(context);
  const given = tenantId === undefined ? undefined : await deps.customers.byTenantId(tenantId);
  const one = text === '' ? undefined : said(context, deps, text);
  const found = given === undefined ? await one?.customer() : undefined;
  const named = given ?? (found?.kind === 'one' ? found.customer : undefined);
  if (named !== undefined) await choose(context, deps, named);
  const unsure =
    found !== undefined && (found.kind === 'several' || (found.kind === 'none' && (found.near.length > 0 || found.unknownName)));
  const customer = named ?? (unsure ? undefined : inForce);
  const onlyTheName = found?.kind === 'one' && isFiller(found.rest);
  const fields = one === undefined || onlyTheName ? {} : prefill(text, {}, one.intent);
  const draft = await createDraft(context, deps, { ...fields, tenantId: customer?.tenantId });
  if (unsure) {
    const candidates = (found.kind === 'several' ? found.customers : found.near).map((meant) => meant.tenantId);
    return { draft, candidates, customerProblem: found.kind === 'several' ? 'ambiguous' : 'not-found' };
  }
  if (named !== undefined || customer === undefined) return { draft };
  return { draft: (await deps.drafts.save(draft.id, draft.version, fieldsOf(draft), 'subject', now)) ?? draft };
}

export function createDraft(context: TurnContext, { drafts }: Pick<Needs, 'drafts'>, fields: ReportFields): Promise<ReportDraft> {
  const { person, conversationId, locale, now, timeZone } = turnInput(context);
  const dated = withMoment(fields, {}, now, timeZone);
  return drafts.create(person.id, conversationId, { contact: contactOf(person), language: locale, ...dated }, now);
}
