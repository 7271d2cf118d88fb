import { BackEndError } from '../../domain/errors.ts';
import type { ConversationAddress, PersonAccount } from '../../ports/conversation-store.ts';

/** A message as the bot's own in a conversation. */
export function addressedFrom({ botId, conversationId }: Pick<ConversationAddress, 'botId' | 'conversationId'>, message: object): object {
  return { ...message, channelId: 'msteams', from: { id: botId }, conversation: { id: conversationId } };
}

/** The address of a chat that was opened with a person. */
export function chatWith({ personId, accountId, serviceUrl, tenantId, botId }: PersonAccount, conversationId: string): ConversationAddress {
  return { conversationId, scope: 'personal', serviceUrl, tenantId, botId, personId, accountId, teamId: undefined };
}

/** A message deleted by hand has been answered with 403 `ServiceError` as well (teams-platform 2.4). */
export function isMessageGone(error: unknown): boolean {
  if (!(error instanceof BackEndError) || error.backEnd !== 'teams') return false;
  const { status, vendorCode } = error;
  return (status === 404 && vendorCode !== 'ConversationNotFound') || (status === 403 && vendorCode === 'ServiceError');
}

/** Uninstalled, blocked, deleted: 403 and 404, but for a wrong host, which is a matter of configuration. */
export function isGone(error: unknown): boolean {
  if (!(error instanceof BackEndError) || error.backEnd !== 'teams') return false;
  return error.status === 404 || (error.status === 403 && error.vendorCode !== 'InvalidBotApiHost');
}
