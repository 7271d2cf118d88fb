import type { Control } from '../control.ts';
import { AZURE_SUBSCRIPTIONS } from './azure-subscriptions.ts';
import { customerNamed } from './customers.ts';
import { createMicrosoftReplies } from './microsoft-replies.ts';
import { fileInPortal } from './portal-filing.ts';
import type { CloudState } from './state.ts';

/** Buttons that let Microsoft answer what was filed last, with Partner Center or Azure, and close it. */
export function requestControls(state: CloudState): Control[] {
  const replies = createMicrosoftReplies(state);
  let colleagues = 0;
  return [
    {
      id: 'request.answer',
      group: 'requests',
      title: {
        en: 'Microsoft answers the newest request',
        fr: 'Microsoft répond à la dernière demande',
        ru: 'Microsoft отвечает на последний запрос',
      },
      press: () => replies.answer(),
    },
    {
      id: 'request.close',
      group: 'requests',
      title: { en: 'Microsoft closes it', fr: 'Microsoft la clôt', ru: 'Microsoft закрывает его' },
      press: () => replies.close(),
    },
    {
      id: 'azure.colleague-files',
      group: 'requests',
      title: {
        en: 'A colleague files one for Contoso in the Azure portal',
        fr: 'Un collègue en dépose une pour Contoso dans le portail Azure',
        ru: 'Коллега подаёт запрос для Contoso на портале Azure',
      },
      press: () => {
        const { tenantId } = customerNamed('Contoso');
        const subscription = AZURE_SUBSCRIPTIONS.find((one) => one.tenantId === tenantId);
        const [title, description] = COLLEAGUES[colleagues++ % COLLEAGUES.length] ?? COLLEAGUES[0];
        if (subscription !== undefined) fileInPortal(state, { subscriptionId: subscription.id, title, description, severity: 'moderate' });
      },
    },
  ];
}

/** What colleagues file without the bot. */
const COLLEAGUES = [
  ['VPN gateway drops connections', 'Since this morning the site-to-site tunnel goes down every few minutes.'],
  ['Backup of the web server fails', 'The nightly backup ends with a time-out.'],
  ['Cannot delete an old resource group', 'A lock is reported, but there is none.'],
] as const;
