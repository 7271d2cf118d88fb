import { AZURE_SUBSCRIPTIONS } from './cloud/azure-subscriptions.ts';
import { fileInPortal } from './cloud/portal-filing.ts';
import type { CloudState } from './cloud/state.ts';
import type { Rooms } from './channel/rooms.ts';
import { controlStrip } from './control.ts';
import type { SandboxControls } from './controls.ts';
import { PEOPLE } from './world.ts';

/** The input of a card from which people copy the text that is to be pasted. */
const TO_COPY = 'handOffText';
const TENANT = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/** What a person does between the cards and the Azure portal: copies the newest text that was not filed yet and pastes it there. */
export function portalControls(state: CloudState, rooms: Pick<Rooms, 'personal' | 'channels'>): SandboxControls {
  return controlStrip([
    {
      id: 'azure.paste',
      group: 'requests',
      title: {
        en: 'Somebody files the newest hand-off in the Azure portal',
        fr: 'Quelqu’un dépose la dernière demande préparée dans le portail Azure',
        ru: 'Кто-то подаёт последний подготовленный запрос на портале Azure',
      },
      press() {
        const filed = new Set(state.tickets.all().map(({ content }) => content.description));
        const description = textsToCopy(rooms).find((text) => !filed.has(text));
        const tenantId = TENANT.exec(description ?? '')?.[0].toLowerCase();
        const subscription = AZURE_SUBSCRIPTIONS.find(
          (one) => one.tenantId === tenantId && one.state !== 'Disabled' && one.role !== 'none',
        );
        if (description === undefined || subscription === undefined) return;
        // The third line is the title, as the portal has a field of its own for it.
        const title = description.split('\n')[2]?.replace(/^[^:]*: /, '') ?? '';
        fileInPortal(state, { subscriptionId: subscription.id, title: title || 'Help wanted', description, severity: 'moderate' });
      },
    },
  ]);
}

/** The newest first. */
function textsToCopy(rooms: Pick<Rooms, 'personal' | 'channels'>): readonly string[] {
  const all = [...rooms.channels, ...PEOPLE.map(({ key }) => rooms.personal(key))];
  const messages = all.flatMap((room) => [...room.messages.values()]).toSorted((one, other) => other.at.localeCompare(one.at));
  return messages.flatMap(({ cards }) => cards.flatMap(valuesToCopy));
}

function valuesToCopy(card: unknown): readonly string[] {
  if (typeof card !== 'object' || card === null) return [];
  const { id, value } = card as { readonly id?: unknown; readonly value?: unknown };
  const own = id === TO_COPY && typeof value === 'string' ? [value] : [];
  return [...own, ...Object.values(card).flatMap(valuesToCopy)];
}
