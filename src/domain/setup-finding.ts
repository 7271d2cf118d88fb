import type { ErrorCode } from './errors.ts';

/** What the bot needs to work, in the order in which one sets it up. */
export const SETUP_CHECKS = [
  /** A token for the service account. */
  'sign-in',
  /** People's roles can be read. */
  'roles',
  /** Owners of teams can be read. */
  'owners',
  'customers',
  'access',
  'health',
  /** There is an experts' channel. */
  'channels',
  /** The bot is in all of them. */
  'reach',
  /** Nobody from outside reads them, or that is allowed. */
  'audience',
  /** Every route leads to a channel. */
  'routes',
  /** Every rota has somebody on call now. */
  'rotas',
  /** The calendar that Microsoft's first responses are counted by is in the plan. */
  'responses',
  /** The clocks of cases run. */
  'clocks',
  'files',
  /** The chat or channel that is asked in. */
  'here',
] as const;
export type SetupCheck = (typeof SETUP_CHECKS)[number];

/** One thing that is there, is missing, or could not be told (pitfall 28). */
export interface SetupFinding {
  readonly check: SetupCheck;
  readonly state: 'yes' | 'no' | 'unknown';
  /** Why it is missing or not known, where a back end said so. */
  readonly code?: ErrorCode | undefined;
  /** Which channels or rotas. With `no` and none of them: there are none at all. */
  readonly names?: readonly string[];
  readonly count?: number;
  /** When it was read, or last ran. */
  readonly at?: Date | undefined;
}
