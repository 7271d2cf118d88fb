import assert from 'node:assert/strict';
import { createFeed } from '../../src/sandbox/channel/feed.ts';
import { createRooms } from '../../src/sandbox/channel/rooms.ts';
import { customerNamed } from '../../src/sandbox/cloud/customers.ts';
import { createState } from '../../src/sandbox/cloud/state.ts';
import { portalControls } from '../../src/sandbox/portal-controls.ts';

describe('the control strip between the cards and the Azure portal', () => {
  const { tenantId } = customerNamed('Contoso');
  const world = () => {
    const state = createState(() => new Date('2026-03-02T12:00:00Z'), {});
    const rooms = createRooms(createFeed());
    let sent = 0;
    return {
      tickets: state.tickets,
      press: () => portalControls(state, rooms).press('azure.paste'),
      shows: (reference: string, of = tenantId): void => {
        const value = `Reference: ${reference}\nCustomer: Contoso (${of})\nTitle: VM is down\n\nDescription:\nNothing answers.`;
        const card = { type: 'AdaptiveCard', body: [{ type: 'Container', items: [{ type: 'Input.Text', id: 'handOffText', value }] }] };
        const room = rooms.personal('adele');
        const about = { conversation: room.id, thread: undefined, from: 'bot', text: '', format: 'plain', mentions: [] } as const;
        const at = new Date(Date.UTC(2026, 2, 2, 12, ++sent)).toISOString();
        rooms.add(room, { ...about, id: String(sent), at, cards: [card], version: 1, unanswered: false });
      },
    };
  };

  it('files the newest text of a card that was not filed yet, in a subscription of its customer', () => {
    const { shows, press, tickets } = world();
    shows('PSR-7K3M9Q');
    shows('PSR-8K3M9Q');
    for (let time = 0; time < 3; time++) press();

    assert.deepEqual(
      tickets.all().map(({ content: { title, description } }) => [title, description.split('\n')[0]]),
      [
        ['VM is down', 'Reference: PSR-8K3M9Q'],
        ['VM is down', 'Reference: PSR-7K3M9Q'],
      ],
    );
    assert.match(tickets.all()[0]?.subscriptionId ?? '', new RegExp(tenantId.slice(-12)));
  });

  it('does nothing where no card has a text, or its customer no subscription', () => {
    const { shows, press, tickets } = world();
    press();
    shows('PSR-7K3M9Q', 'dddddddd-0000-4000-8000-000000000000');
    press();

    assert.deepEqual(tickets.all(), []);
  });
});
