import type { Storage, TurnContext } from 'botbuilder';
import { type Dialog, DialogContext, DialogContextError, DialogSet, DialogTurnStatus } from 'botbuilder-dialogs';
import { z } from 'zod';
import { BotError } from '../domain/errors.ts';

/** Lets the dialog of this person in this conversation take its turn. `stored`: what is in the storage under this key, as the turn began. */
export type RunDialog = (context: TurnContext, key: string, stored: unknown) => Promise<void>;

/** Where the dialog state of a person in a conversation is stored. */
export function dialogStateKey(conversationId: string, personId: string): string {
  return `dialogs/${conversationId}/${personId}`;
}

const StoredState = z.object({
  version: z.string(),
  dialogs: z.object({ dialogStack: z.array(z.looseObject({ id: z.string() })) }),
});

/**
 * Dialog state per conversation and person, read as the turn begins and written only when it changed. State that another version of the dialogs left,
 * or that cannot be read, is dropped: the dialog starts afresh (what people wrote is in the drafts, which outlive it). The SDK's `runDialog` and
 * `BotState` would load every memory scope and hash the state on each turn.
 */
export function dialogRunner({
  dialog,
  storage,
}: {
  readonly dialog: Dialog;
  readonly storage: Pick<Storage, 'write' | 'delete'>;
}): RunDialog {
  const dialogs = new DialogSet().add(dialog);
  const version = dialogs.getVersion();
  let memory: DialogContext['state']['configuration'] | undefined;

  return async (context, key, stored) => {
    const state = readState(stored, version);
    const before = JSON.stringify(state);

    // The SDK looks here first, and would build the same scopes of memory anew on each turn.
    if (memory !== undefined) context.turnState.set('DialogStateManagerConfiguration', memory);
    const turn = new DialogContext(dialogs, context, state);
    memory = turn.state.configuration;
    try {
      const result = turn.activeDialog === undefined ? undefined : await turn.continueDialog();
      if (result === undefined || result.status === DialogTurnStatus.empty) await turn.beginDialog(dialog.id);
    } catch (thrown) {
      const error = original(thrown);
      // A fault of ours may lie in the state itself: the next turn must not meet it again.
      if (stored !== undefined && !(error instanceof BotError)) await storage.delete([key]);
      throw error;
    }

    const after = JSON.stringify(state);
    if (after === before) return;
    if (state.dialogStack.length === 0) await storage.delete([key]);
    else await storage.write({ [key]: { version, dialogs: JSON.parse(after) as unknown, eTag: eTagOf(stored) } });
  };
}

type DialogStack = ConstructorParameters<typeof DialogContext>[2];

function readState(stored: unknown, version: string): DialogStack {
  const parsed = StoredState.safeParse(stored);
  return parsed.success && parsed.data.version === version ? (parsed.data.dialogs as unknown as DialogStack) : { dialogStack: [] };
}

/** The SDK wraps what a dialog throws. */
function original(error: unknown): unknown {
  return error instanceof DialogContextError ? original(error.error) : error;
}

/** What was read is what may be overwritten; the first write overwrites whatever is there. */
function eTagOf(stored: unknown): string {
  const parsed = z.object({ eTag: z.string() }).safeParse(stored);
  return parsed.success ? parsed.data.eTag : '*';
}
