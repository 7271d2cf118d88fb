import type { TurnContext } from 'botbuilder';
import type { AzureProblem } from '../src/domain/azure-filing.ts';
import type { Customer } from '../src/domain/customer.ts';
import type { ReportDraft } from '../src/domain/report-draft.ts';
import type { FieldProblem } from '../src/domain/report-problems.ts';
import type { Added } from '../src/domain/report-typed.ts';
import { drop } from './begun-reports.ts';
import type { DialogDependencies } from './dependencies.ts';
import { ownDraft, showWhatBecameOf } from './own-draft.ts';
import { showDueCard, type Remarks } from './report-cards.ts';
import { takePress } from './report-press.ts';
import { takeText } from './report-text.ts';
import { notify } from './reply.ts';

/** How a report begins or goes on. */
export interface ReportOpening {
  readonly draftId: string;
  /** The turn is a button of a report card: it is carried out before a card is shown. */
  readonly pressed?: boolean;
  /** Tenant ids of the customers that the text may have meant. */
  readonly candidates?: readonly string[] | undefined;
  /** Why none of them was taken. */
  readonly customerProblem?: FieldProblem['problem'] | undefined;
  /** The report that was being written until now. */
  readonly kept?: ReportDraft | undefined;
}

/** What a turn made of a report: the card that is due is to be shown, or the last one was. */
export type Outcome =
  | {
      readonly next: 'ask';
      /** As it is now, where the turn saved it. */
      readonly draft?: ReportDraft | undefined;
      readonly problems?: readonly FieldProblem[];
      readonly candidates?: readonly string[] | undefined;
      readonly customerProblem?: FieldProblem['problem'] | undefined;
      /** What a typed text added. */
      readonly added?: Added | undefined;
      /** A typed text that answers nothing. */
      readonly unclear?: string;
      /** The report that was being written until now. */
      readonly kept?: ReportDraft | undefined;
      readonly azureProblems?: readonly AzureProblem[];
      /** What was typed where one of Azure's problems belongs. */
      readonly azureTyped?: string | undefined;
    }
  | { readonly next: 'ended' };

/**
 * Writes a report with the person, card by card, until it is submitted, linked to a known issue, or cancelled. Which card is due follows from the
 * draft, not from a position in a waterfall: the same answer may come from any card still in the chat, or as text.
 * Each gives whether the report goes on.
 */
export interface Report {
  open(context: TurnContext, opening: ReportOpening): Promise<boolean>;
  take(context: TurnContext, draftId: string, text: string): Promise<boolean>;
  cancel(context: TurnContext, draftId: string): Promise<void>;
}

export function report(deps: DialogDependencies): Report {
  async function goOn(context: TurnContext, draftId: string, outcome: Outcome): Promise<boolean> {
    if (outcome.next === 'ended') return false;
    const draft = outcome.draft ?? (await ownDraft(context, deps, draftId));
    if (draft !== undefined) return (await showDueCard(context, deps, draft, await remarks(deps, outcome))) === 'waiting';
    await showWhatBecameOf(context, deps, draftId);
    return false;
  }

  return {
    async open(context, { draftId, pressed = false, candidates, customerProblem, kept }) {
      return goOn(context, draftId, pressed ? await takePress(context, deps, draftId) : { next: 'ask', candidates, customerProblem, kept });
    },

    async take(context, draftId, text) {
      return goOn(context, draftId, await takeText(context, deps, draftId, text));
    },

    async cancel(context, draftId) {
      const draft = await ownDraft(context, deps, draftId);
      if (draft === undefined) return notify(context, { name: 'nothing-to-cancel' });
      await drop(context, deps, draft);
    },
  };
}

async function remarks(
  { customers }: Pick<DialogDependencies, 'customers'>,
  {
    problems = [],
    candidates = [],
    customerProblem,
    azureProblems = [],
    azureTyped,
    added,
    unclear,
    kept,
  }: Extract<Outcome, { next: 'ask' }>,
): Promise<Remarks> {
  const known = { azureProblems, azureTyped, added, unclear, kept };
  if (candidates.length === 0 && customerProblem !== 'not-found') return { ...known, problems };
  const found = await Promise.all(candidates.map((tenantId) => customers.byTenantId(tenantId)));
  const meant = found.filter((customer): customer is Customer => customer !== undefined);
  const whose: FieldProblem = { field: 'customer', problem: customerProblem ?? 'ambiguous' };
  return { ...known, problems: [...problems, whose], candidates: meant.length === 0 ? undefined : meant };
}
