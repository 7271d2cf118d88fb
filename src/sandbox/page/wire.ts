// What the page and its server say to each other, as JSON. Types only: both sides import this file.
import type { Locale } from '../../domain/locale.ts';
import type { PartnerRole } from '../../domain/roles.ts';

export interface PagePerson {
  readonly key: string;
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly roles: readonly PartnerRole[];
  readonly guest: boolean;
  readonly locale: Locale;
  readonly timeZone: string;
}

export interface PageMention {
  readonly type: 'mention';
  /** As it stands in the text: `<at>Name</at>`. */
  readonly text: string;
  readonly mentioned: { readonly id: string; readonly name: string };
}

export interface PageMessage {
  readonly id: string;
  /** The chat or channel, without `;messageid=`. */
  readonly conversation: string;
  /** In a channel the id of the post that the thread hangs on, also for that post itself. */
  readonly thread: string | undefined;
  /** The key of a person, or `bot`. */
  readonly from: string;
  /** ISO 8601. */
  readonly at: string;
  readonly text: string;
  readonly format: 'plain' | 'markdown' | 'xml';
  readonly mentions: readonly PageMention[];
  /** Adaptive Cards. */
  readonly cards: readonly unknown[];
  /** A file that the app offers, or has put into the person's OneDrive, or that the person has sent. */
  readonly file?: PageFile | undefined;
  /** Rises with every change. */
  readonly version: number;
  /** The app was reached but gave no answer, or could not be reached. */
  readonly unanswered: boolean;
}

export type PageFile =
  | {
      readonly kind: 'offered';
      readonly name: string;
      readonly description: string;
      readonly sizeInBytes: number;
      /** Come back to the app with the answer. */
      readonly acceptContext: unknown;
      readonly declineContext: unknown;
    }
  | { readonly kind: 'given'; readonly name: string; readonly url: string };

export interface PageConversation {
  readonly id: string;
  readonly kind: 'personal' | 'channel';
  readonly name: string;
}

export interface PageControl {
  readonly id: string;
  readonly group: 'incident' | 'health' | 'customers' | 'requests' | 'people' | 'faults';
  readonly title: Readonly<Record<Locale, string>>;
  /** What it would do now. */
  readonly detail?: Readonly<Record<Locale, string>> | undefined;
  readonly on: boolean | undefined;
  /** For a choice: what can be chosen. */
  readonly choices?: readonly { readonly id: string; readonly title: Readonly<Record<Locale, string>> }[];
  readonly chosen?: string;
}

export interface PageState {
  /** The last event this state contains. */
  readonly seq: number;
  readonly me: PagePerson;
  readonly bot: { readonly id: string; readonly name: string };
  readonly people: readonly PagePerson[];
  readonly personal: PageConversation;
  /** Absent for who is not a member of the team. */
  readonly team: { readonly name: string; readonly channels: readonly PageConversation[] } | undefined;
  /** Read mark by conversation: the id of the newest message seen. */
  readonly reads: Readonly<Record<string, string>>;
  readonly messages: readonly PageMessage[];
  readonly controls: readonly PageControl[];
}

export type PageEvent =
  | { readonly name: 'message'; readonly message: PageMessage }
  | { readonly name: 'remove'; readonly conversation: string; readonly id: string }
  | { readonly name: 'typing'; readonly conversation: string; readonly thread: string | undefined }
  | { readonly name: 'read'; readonly conversation: string; readonly id: string }
  | { readonly name: 'controls'; readonly controls: readonly PageControl[] }
  /** The page has missed too much and must load its state anew. */
  | { readonly name: 'reload' };

export interface SayRequest {
  readonly as: string;
  readonly conversation: string;
  readonly thread?: string | undefined;
  readonly text: string;
  readonly mentions: readonly PageMention[];
  readonly locale: Locale;
}

/** `delivered` is false for a channel message that does not mention the app. */
export interface SayAnswer {
  readonly id: string;
  readonly delivered: boolean;
}

export interface SubmitRequest {
  readonly as: string;
  readonly message: string;
  readonly data: unknown;
  readonly locale: Locale;
}

export interface InvokeRequest {
  readonly as: string;
  readonly message: string;
  readonly name: 'adaptiveCard/action' | 'application/search';
  readonly value: unknown;
  readonly locale: Locale;
}

/** A file that a person sends to the app, which works in personal chats only. */
export interface SendFileRequest {
  readonly as: string;
  readonly name: string;
  /** Its bytes in base64. */
  readonly content: string;
  readonly locale: Locale;
}

/** The answer to an offered file. */
export interface FileAnswerRequest {
  readonly as: string;
  readonly message: string;
  readonly answer: 'accept' | 'decline';
  readonly locale: Locale;
}

export type InvokeAnswer =
  | { readonly ok: true; readonly body: { readonly statusCode: number; readonly type: string; readonly value: unknown } }
  | { readonly ok: false; readonly reason: 'deadline' | 'unreachable' | 'status' | 'shape' };
