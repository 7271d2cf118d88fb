import assert from 'node:assert/strict';
import { MemoryStorage, TestAdapter, type Storage, type TurnContext } from 'botbuilder';
import { ComponentDialog, WaterfallDialog, Dialog, type DialogContext, type WaterfallStepContext } from 'botbuilder-dialogs';
import { dialogRunner, dialogStateKey, type RunDialog } from '../../src/delivery/dialog-run.ts';
import { BotError } from '../../src/domain/errors.ts';

/** Asks, waits, and says which step it is in. */
class Asking extends ComponentDialog {
  readonly steps: string[] = [];
  fail: Error | undefined;

  constructor() {
    super('asking');
    const step = (name: string) => async (waterfall: WaterfallStepContext) => {
      this.steps.push(name);
      if (this.fail !== undefined) throw this.fail;
      return name === 'last' ? waterfall.endDialog() : Dialog.EndOfTurn;
    };
    this.addDialog(new WaterfallDialog('steps', [step('first'), step('second'), step('last')]));
    this.initialDialogId = 'steps';
  }
}

describe('dialog state', () => {
  let storage: Storage;
  let writes: string[];
  let dialog: Asking;
  let run: RunDialog;

  beforeEach(() => {
    const memory = new MemoryStorage();
    writes = [];
    storage = {
      read: (keys) => memory.read(keys),
      write: async (changes) => {
        writes.push(...Object.keys(changes));
        await memory.write(changes);
      },
      delete: (keys) => memory.delete(keys),
    };
    dialog = new Asking();
    run = dialogRunner({ dialog, storage });
  });

  /** One turn of a person in a conversation. */
  const turn = async (personId = 'p', conversationId = 'c'): Promise<void> => {
    const key = dialogStateKey(conversationId, personId);
    const state = (await storage.read([key]))[key] as unknown;
    const adapter = new TestAdapter((context: TurnContext) => run(context, key, state));
    await adapter.send('hello').startTest();
  };
  const stored = async (): Promise<unknown> => (await storage.read(['dialogs/c/p']))['dialogs/c/p'];

  it('goes on where it was, and is gone at the end', async () => {
    await turn();
    await turn();
    const between = await stored();
    await turn();

    assert.deepEqual(dialog.steps, ['first', 'second', 'last']);
    assert.notEqual(between, undefined);
    assert.equal(await stored(), undefined);
  });

  it('is kept per person and per conversation', async () => {
    await turn('p', 'c');
    await turn('q', 'c');
    await turn('p', 'd');

    assert.deepEqual(dialog.steps, ['first', 'first', 'first']);
  });

  const unreadable: Readonly<Record<string, unknown>> = {
    'of another version of the dialogs': { version: 'older', dialogs: { dialogStack: [{ id: 'asking', state: {} }] } },
    'that is no state': { version: 7, dialogs: 'none' },
    'with a stack of nonsense': { version: 'x', dialogs: { dialogStack: [null] } },
  };
  for (const [what, state] of Object.entries(unreadable)) {
    it(`${what} is dropped, and the dialog begins afresh`, async () => {
      await storage.write({ 'dialogs/c/p': state });

      await turn();
      await turn();

      assert.deepEqual(dialog.steps, ['first', 'second']);
    });
  }

  it('is dropped after a fault of ours, so that the next turn does not meet it again', async () => {
    await turn();
    dialog.fail = new TypeError('broken');
    await assert.rejects(turn(), { name: 'TypeError' });
    dialog.fail = undefined;
    await turn();

    assert.deepEqual(dialog.steps, ['first', 'second', 'first']);
  });

  it('stays after an error with a meaning, so that the person can try again', async () => {
    await turn();
    dialog.fail = new BotError('UNAVAILABLE', 'x');
    await assert.rejects(turn(), { code: 'UNAVAILABLE' });
    dialog.fail = undefined;
    await turn();

    assert.deepEqual(dialog.steps, ['first', 'second', 'second']);
  });

  it('knows each turn’s own activity, also where the scopes of memory were built by another turn', async () => {
    const seen: unknown[] = [];
    class Remembering extends Dialog {
      override async beginDialog(dc: DialogContext) {
        seen.push(dc.state.getValue('turn.activity.text'));
        return dc.endDialog();
      }
    }
    run = dialogRunner({ dialog: new Remembering('remembering'), storage });

    for (const text of ['one', 'two']) await new TestAdapter((context) => run(context, 'dialogs/c/p', undefined)).send(text).startTest();

    assert.deepEqual(seen, ['one', 'two']);
  });

  it('is not written when the turn leaves nothing behind', async () => {
    class Answering extends Dialog {
      override async beginDialog(dc: DialogContext) {
        return dc.endDialog();
      }
    }
    run = dialogRunner({ dialog: new Answering('answering'), storage });

    await turn();

    assert.deepEqual(writes, []);
  });
});
