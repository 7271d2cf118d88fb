/** A refusal of the connector, in the codes of the Bot Connector (`error.code`). */
export class ChannelError extends Error {
  override readonly name = 'ChannelError';
  readonly status: number;
  readonly code: string;
  readonly retryAfterSeconds: number | undefined;

  constructor(status: number, code: string, message: string, retryAfterSeconds?: number) {
    super(message);
    this.status = status;
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export const badArgument = (message: string): ChannelError => new ChannelError(400, 'BadArgument', message);
export const conversationNotFound = (): ChannelError => new ChannelError(404, 'ConversationNotFound', 'Conversation not found.');
export const activityNotFound = (): ChannelError =>
  new ChannelError(404, 'ActivityNotFoundInConversation', 'The activity was not found in this conversation.');
