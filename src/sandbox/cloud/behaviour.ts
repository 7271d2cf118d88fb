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
  };
}
