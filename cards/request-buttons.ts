import { mayGoByPortal } from '../src/domain/portal-instead.ts';
import type { Words } from '../src/locales/words.ts';
import { button, commandButton, type Button } from './buttons.ts';
import { issueKey } from './health-words.ts';
import type { RequestView } from './request.ts';

/** What can be done with a request as it stands. Nothing is sent again, and nothing closed, without a person's press. */
export function requestButtons(t: Words, { request, record }: RequestView): readonly Button[] {
  const { id: requestId, version, state } = request;
  const closed = (record?.status ?? request.deskStatus) === 'closed';
  const buttons: Button[] = [];
  const portal = mayGoByPortal(request);
  if (portal) buttons.push(button(t('azure.byPortal'), 'request.byPortal', { requestId, version }, { style: 'positive' }));
  if (state === 'failed')
    buttons.push(button(t('request.retry'), 'request.retry', { requestId, version }, portal ? {} : { style: 'positive' }));
  buttons.push(button(t('words.refresh'), 'request.refresh', { requestId }));
  // A card has room for six.
  if (!portal) buttons.push(commandButton(t, 'requests'));
  if (!closed) buttons.push(commandButton(t, 'escalate', { requestId }));
  buttons.push(commandButton(t, 'health', { tenantId: request.tenantId }, { mode: 'secondary' }));
  if (request.linkedIssueId !== undefined)
    buttons.push(
      button(t('incident.show'), 'command', { command: 'incident', text: issueKey(request.linkedIssueId) }, { mode: 'secondary' }),
    );
  return buttons;
}
