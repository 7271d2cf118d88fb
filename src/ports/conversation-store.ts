/** All that is needed to write into a conversation later. Our own type: the SDK's reference stays in the adapter. */
export interface ConversationAddress {
  /** Without `;messageid=`. */
  readonly conversationId: string;
  readonly scope: 'personal' | 'team';
  readonly serviceUrl: string;
  readonly tenantId: string;
  readonly botId: string;
  /** The person of a personal chat. */
  readonly personId: string | undefined;
  /** The person's channel account id (`29:…`). */
  readonly accountId: string | undefined;
  readonly teamId: string | undefined;
}

/** How to open a chat with a person who was met anywhere, also in a channel. */
export type PersonAccount = Pick<ConversationAddress, 'serviceUrl' | 'tenantId' | 'botId'> & {
  readonly personId: string;
  readonly accountId: string;
};

/** The addresses of the conversations that the bot is in. A retired one is not given any more until it is learnt again. */
export interface ConversationStore {
  learn(address: ConversationAddress, at: Date): Promise<void>;
  /** After an uninstall, or when Teams said the bot is not there any more. */
  retire(conversationId: string, at: Date): Promise<void>;
  byId(conversationId: string): Promise<ConversationAddress | undefined>;
  personalChatOf(personId: string): Promise<ConversationAddress | undefined>;
  learnAccount(account: PersonAccount, at: Date): Promise<void>;
  /** Undefined also for a person whose chat was retired: whoever removed or blocked the bot is not written to. */
  accountOf(personId: string): Promise<PersonAccount | undefined>;
  /** Forgets conversations that were retired long ago, and people not met for long; gives how many. */
  prune(now: Date): Promise<number>;
}
