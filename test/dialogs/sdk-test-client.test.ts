import assert from 'node:assert/strict';
import { DialogTurnStatus } from 'botbuilder-dialogs';
import { DialogTestClient } from 'botbuilder-testing';
import { MainDialog } from '../../dialogs/main-dialog.ts';
import { setTurnInput, type TurnInput } from '../../dialogs/turn-input.ts';
import { NEVER } from '../support/use-case-fixtures.ts';
import { openHelpdesk } from './helpdesk.ts';

describe("The main dialog under the SDK's own test client", () => {
  it('waits for the next answer while a report is written, and is over after a look-up', async () => {
    const desk = await openHelpdesk();
    let input: TurnInput['input'] = { kind: 'command', command: { name: 'help' } };
    const client = new DialogTestClient('msteams', new MainDialog(desk.deps), undefined, [
      {
        onTurn: async (context, next) => {
          const chat = { scope: 'personal', conversationId: 'chat', locale: 'en', timeZone: 'UTC' } as const;
          setTurnInput(context, { ...chat, person: desk.people.adele, customer: undefined, now: desk.clock.now(), signal: NEVER, input });
          await next();
        },
      },
    ]);

    await client.sendActivity('help');
    const afterHelp = client.dialogTurnResult.status;
    input = { kind: 'command', command: { name: 'report', text: '' } };
    const card = await client.sendActivity('report');

    assert.equal(afterHelp, DialogTurnStatus.complete);
    assert.equal(client.dialogTurnResult.status, DialogTurnStatus.waiting);
    assert.equal(card.attachments?.[0]?.contentType, 'application/vnd.microsoft.card.adaptive');
  });
});
