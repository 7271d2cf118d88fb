/** What the cloud can be told to do differently; the control strip and tests turn these over. */
export interface Behaviour {
  /** Partner Center files a second request for a repeated `MS-RequestId`. */
  ignoreRequestId: boolean;
  /** What a successful update of a service request answers: both are documented. */
  patchAnswers: 200 | 204;
  /** What `offset` counts in the list of service requests: the SDK says items, the newer reference pages. */
  offsetCounts: 'items' | 'pages';
  /** Error bodies of Partner Center: the classic ones, or problem details. */
  partnerCenterErrors: 'classic' | 'problem';
  /** The service account's sign-in: with MFA; asked to sign in again with MFA; or carrying no MFA claim. */
  mfa: 'satisfied' | 'asked' | 'absent';
  /** The stored sign-in has expired: every refresh token is refused. */
  refreshTokensExpired: boolean;
  /** Life of an access token. */
  accessTokenSeconds: number;
  /** Upper bound of a page of any list; undefined for the documented ones. */
  largestPage: number | undefined;
  /** Service health requests allowed for one tenant (Graph's documented limits). */
  healthLimits: { perMinute: number; perHour: number };
  /** How long Azure works on a new ticket, and when it asks to be asked; 0 seconds: it answers 200 with the ticket at once. */
  azureCreation: { seconds: number; retryAfterSeconds: number | undefined };
  /** The partner's plan as an auxiliary token proves it. Refused: the creation ends `Failed`, or is refused right away. */
  azurePlan: 'unified' | 'refused' | 'refused-at-once';
  /** The service account's roles on subscriptions: the seeded ones, or reading only. */
  azureRights: 'seeded' | 'read-only';
  /** A second creation of the same ticket under the same name: answered as the first one, or refused. No document says which. */
  azureRepeat: 'same' | 'conflict';
  /** What a new communication of a ticket answers: both are documented. */
  communicationAnswers: 200 | 202;
}

export function usualBehaviour(): Behaviour {
  return {
    ignoreRequestId: false,
    patchAnswers: 200,
    offsetCounts: 'items',
    partnerCenterErrors: 'classic',
    mfa: 'satisfied',
    refreshTokensExpired: false,
    accessTokenSeconds: 3599,
    largestPage: undefined,
    healthLimits: { perMinute: 240, perHour: 800 },
    azureCreation: { seconds: 1, retryAfterSeconds: 1 },
    azurePlan: 'unified',
    azureRights: 'seeded',
    azureRepeat: 'same',
    communicationAnswers: 202,
  };
}
