import type { Control } from '../control.ts';
import { createMicrosoftReplies } from './microsoft-replies.ts';
import type { CloudState } from './state.ts';

/** Buttons that let Microsoft answer what was filed last, with Partner Center or Azure, and close it. */
export function requestControls(state: CloudState): Control[] {
  const replies = createMicrosoftReplies(state);
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
  ];
}
