/** A subscription of a customer in which a request can be made. */
export interface AzureSubscription {
  readonly id: string;
  readonly name: string;
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
  /** Of the contact: ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Of the contact: IANA name. */
  readonly timeZone: string;
}
