import type { Locale } from './locale.ts';
import type { Severity } from './severity.ts';

/**
 * Trouble with the payment of a subscription that is not disabled yet. Of one that is `warned` Microsoft says that nothing can be created in it (subscription-states,
 * 2025); whether that holds for support requests too is not confirmed.
 */
export const SUBSCRIPTION_TROUBLES = ['past-due', 'warned'] as const;
export type SubscriptionTrouble = (typeof SUBSCRIPTION_TROUBLES)[number];

/** A subscription of a customer in which a request can be made. */
export interface AzureSubscription {
  readonly id: string;
  readonly name: string;
  /** undefined: active. */
  readonly trouble?: SubscriptionTrouble | undefined;
}

/** A further consent that a problem classification asks for; Microsoft's words. */
export interface ConsentWanted {
  readonly type: string;
  readonly description: string;
}

/** What a problem can be filed under: Microsoft's problem classification within a service (cloud-apis 4.4). */
export interface AzureProblem {
  /** Full path `/providers/Microsoft.Support/services/{guid}/problemClassifications/{guid}`: it names the service too. */
  readonly id: string;
  readonly service: string;
  readonly name: string;
  readonly consents: readonly ConsentWanted[];
}

/** As people read it, and may type it. */
export function problemLabel({ service, name }: Pick<AzureProblem, 'service' | 'name'>): string {
  return `${service} › ${name}`;
}

const PROBLEM = /^\/providers\/Microsoft\.Support\/services\/([0-9a-f-]{36})\/problemClassifications\/([0-9a-f-]{36})$/;
const PROBLEM_CHOICE = /^([0-9a-f-]{36})\/([0-9a-f-]{36})$/;

/** A problem's id as a choice on a card, which has no room for the whole path many times over. */
export function problemChoice(id: string): string {
  const [, service, problem] = PROBLEM.exec(id) ?? [];
  return service === undefined || problem === undefined ? id : `${service}/${problem}`;
}

/** The id behind such a choice; any other text stays as it is. */
export function problemChosen(choice: string): string {
  const [, service, problem] = PROBLEM_CHOICE.exec(choice) ?? [];
  return service === undefined || problem === undefined
    ? choice
    : `/providers/Microsoft.Support/services/${service}/problemClassifications/${problem}`;
}

/** Id of the input that asks for a further consent: of Microsoft's word as much as an id may hold. */
export function consentInput(type: string): string {
  return `consent:${type.replaceAll(/[^\w.-]/g, '').slice(-60)}`;
}

/** The subscription of this id, of this name, or the only one whose name begins so; case does not count. */
export function subscriptionMeant(text: string, subscriptions: readonly AzureSubscription[]): AzureSubscription | undefined {
  const said = text.trim().toLowerCase();
  const beginning = subscriptions.filter(({ name }) => name.toLowerCase().startsWith(said));
  const called = beginning.filter(({ name }) => name.toLowerCase() === said);
  const [only, other] = called.length > 0 ? called : beginning;
  return subscriptions.find(({ id }) => id.toLowerCase() === said) ?? (other === undefined ? only : undefined);
}

/**
 * Whether Azure can be asked to work on a request around the clock, which then wants somebody of the partner's by day and night: for critical ones
 * (cloud-apis 4.6), and in English, as other languages are answered in business hours (B59).
 */
export function offersRoundTheClock({
  severity,
  language,
}: {
  readonly severity?: Severity | undefined;
  readonly language?: Locale | undefined;
}): boolean {
  return severity === 'critical' && language === 'en';
}

export interface SecondaryConsent {
  readonly type: string;
  readonly given: boolean;
}

/** What the route `azure-support` needs beside the rest of a request. */
export interface AzureFiling {
  readonly subscriptionId: string;
  readonly subscriptionName: string;
  readonly problemId: string;
  /** Service and problem as people read them. */
  readonly problemName: string;
  readonly diagnosticConsent: boolean;
  readonly secondaryConsents: readonly SecondaryConsent[];
  /** Somebody of the partner's is there by day and night, and Microsoft may count on it. */
  readonly roundTheClock: boolean;
  /** Of the contact: ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Of the contact: IANA name. */
  readonly timeZone: string;
}
