import { Dialog, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs';
import * as z from 'zod';
import { askedCommand } from './asked-command.ts';
import type { DialogDependencies } from './dependencies.ts';
import { lookUps, type LookUp } from './look-ups.ts';
import { openReport } from './open-report.ts';
import { report, type Report } from './report.ts';
import { turnInput } from './turn-input.ts';

/** All that dialog state holds: the report being written. What people say is in the draft, a versioned row of ours. */
const State = z.object({ draftId: z.string() });

/**
 * The way of every turn: to the report that it begins or continues, else to the look-up that answers it. A report can be interrupted at any time: `cancel`
 * ends it, every look-up is answered by the way, and it goes on with the next text. The only dialog on the stack: each further one would cost the turn a
 * DialogContext with all the SDK's memory scopes.
 */
export class MainDialog extends Dialog {
  readonly #deps: DialogDependencies;
  readonly #lookUp: LookUp;
  readonly #report: Report;

  constructor(deps: DialogDependencies) {
    super('main');
    this.#deps = deps;
    this.#lookUp = lookUps(deps);
    this.#report = report(deps);
  }

  override beginDialog(dc: DialogContext): Promise<DialogTurnResult> {
    return this.#route(dc, undefined);
  }

  override continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    return this.#route(dc, State.safeParse(dc.activeDialog?.state).data?.draftId);
  }

  /** `draftId`: the report that is being written; undefined when none is. */
  async #route(dc: DialogContext, draftId: string | undefined): Promise<DialogTurnResult> {
    const { context } = dc;
    const running = draftId !== undefined;
    const opening = await openReport(context, this.#deps, draftId);
    if (opening === 'answered') return running ? Dialog.EndOfTurn : dc.endDialog();
    if (opening !== undefined && opening !== 'look-up') {
      if (dc.activeDialog !== undefined) dc.activeDialog.state = { draftId: opening.begin.draftId } satisfies z.infer<typeof State>;
      return (await this.#report.open(context, opening.begin)) ? Dialog.EndOfTurn : dc.endDialog();
    }
    const turn = turnInput(context);
    if (running && opening !== 'look-up' && turn.input.kind === 'text')
      return (await this.#report.take(context, draftId, turn.input.text)) ? Dialog.EndOfTurn : dc.endDialog();
    if (running && askedCommand(turn)?.command.name === 'cancel') {
      await this.#report.cancel(context, draftId);
      return dc.endDialog();
    }
    await this.#lookUp(context);
    return running ? Dialog.EndOfTurn : dc.endDialog();
  }
}
