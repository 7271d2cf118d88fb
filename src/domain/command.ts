import type { Locale } from './locale.ts';

/** What a person asked for, typed or pressed. Texts are as typed, trimmed. */
export type Command =
  | { readonly name: 'help' }
  | { readonly name: 'whoami' }
  | { readonly name: 'cancel' }
  | { readonly name: 'language'; readonly locale: Locale | undefined }
  | { readonly name: 'customers'; readonly text: string }
  | { readonly name: 'customer'; readonly text: string }
  | { readonly name: 'health'; readonly customer: string }
  /** All customers at a glance. */
  | { readonly name: 'board' }
  /** Open issues, of the named customer or of all. */
  | { readonly name: 'incidents'; readonly customer: string }
  /** One issue, by Microsoft's id such as EX1083742. */
  | { readonly name: 'incident'; readonly id: string }
  /** `text` names a customer, a service, or both: "admin contoso exchange". */
  | { readonly name: 'admin'; readonly text: string }
  | { readonly name: 'access'; readonly customer: string }
  /** What this chat or channel is to be told of: a customer, a service, "#tag", "all", or several of them; empty asks. */
  | { readonly name: 'watch'; readonly text: string }
  | { readonly name: 'unwatch'; readonly text: string }
  /** What is watched here; with a customer, who would be told of it. */
  | { readonly name: 'watches'; readonly customer: string }
  /** `text` may begin with the customer's name: "report Contoso mail is down". */
  | { readonly name: 'report'; readonly text: string }
  /**
   * `filter` is `mine`, `open`, `all`, `waiting`, `closed`, `azure` (what is open there, whoever filed it), or a customer's name; empty means the person's own open ones.
   * `customer`: named beside such a word.
   */
  | { readonly name: 'requests'; readonly filter: string; readonly customer?: string }
  | { readonly name: 'request'; readonly id: string }
  /** `text`: the number of a request, or what is wrong, with a customer's name in it; empty asks. */
  | { readonly name: 'escalate'; readonly text: string }
  /** `filter` is `mine`, `open`, `all`, or a customer's name; empty means the open ones. */
  | { readonly name: 'cases'; readonly filter: string }
  /** One case, by our reference. */
  | { readonly name: 'case'; readonly id: string }
  /** Who is on call; `text`: the name of a rota, or what to do with one. */
  | { readonly name: 'oncall'; readonly text: string }
  /** How this partner escalates; `text`: `setup` (in a channel), or the part to be shown or changed. */
  | { readonly name: 'escalation'; readonly text: string }
  /** How cases went; `text`: a month, or what they are counted by. */
  | { readonly name: 'statistics'; readonly text: string }
  /** How customers get support from this partner (B63–B65). */
  | { readonly name: 'statement' }
  /** What is missing for the bot to work. */
  | { readonly name: 'setup' };

export type CommandName = Command['name'];

/** Understands a typed line as a command; undefined when it is ordinary text. */
export type ReadCommand = (text: string) => Command | undefined;

/** What was likely meant by a line that begins with a misspelt command. */
export interface NearCommand {
  readonly command: CommandName;
  /** What follows the command, as its button carries it. */
  readonly text: string;
  /** The line as it would be understood. */
  readonly line: string;
}

/** undefined when nothing is near: it is a guess, to be offered and never carried out by itself. */
export type FindNearCommand = (text: string) => NearCommand | undefined;

/** What a customer is chosen for: the command that goes on once it is known. */
export const CHOICE_GOALS = [
  'customer',
  'health',
  'incidents',
  'admin',
  'access',
  'watch',
  'watches',
  'cases',
  'escalate',
  'report',
  'azure-tickets',
] as const;
export type ChoiceGoal = (typeof CHOICE_GOALS)[number];
