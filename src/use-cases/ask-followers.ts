import { BackEndError, BotError, isPassing } from '../domain/errors.ts';
import type { FollowUp, IncidentFollow } from '../domain/incident-follow.ts';
import { may } from '../domain/permissions.ts';
import type { CardPlace } from '../domain/service-request.ts';
import type { Clock } from '../ports/clock.ts';
import type { CustomerStore } from '../ports/customer-store.ts';
import type { FollowStore } from '../ports/follow-store.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { RequestStore } from '../ports/request-store.ts';
import type { CustomerGate } from './customer-gate.ts';
import type { RecognisePerson } from './recognise-person.ts';

const AT_ONCE = 200;
/** After so many who could not be asked it is not them: the rest is left for the next run. */
const MOST_FAILURES = 5;

/**
 * Asks everybody who follows an incident that is over, or any such incident, whether the trouble is gone. Each is asked once: marked before it is sent, and
 * given back only when it certainly was not sent. Who may not see the customer any more is not asked. Returns how many were.
 *
 * @throws {BotError} when somebody could not be asked now, once the others are: the rest is for the next run.
 */
export type AskFollowers = (issueId: string | undefined, signal: AbortSignal) => Promise<number>;

export function askFollowers(deps: {
  readonly follows: FollowStore;
  readonly incidents: Pick<IncidentStore, 'byId'>;
  readonly customers: Pick<CustomerStore, 'byTenantId'>;
  readonly requests: Pick<RequestStore, 'byId'>;
  readonly recognise: RecognisePerson;
  readonly gate: Pick<CustomerGate, 'check'>;
  readonly notifier: Pick<Notifier, 'askFollower'>;
  readonly clock: Clock;
  readonly log: (event: string, details: Readonly<Record<string, string | number | undefined>>) => void;
}): AskFollowers {
  const { follows, incidents, customers, requests, recognise, gate, notifier, clock, log } = deps;

  /** The question, or why it is not asked: `later` ones are given back. */
  async function prepare(follow: IncidentFollow, signal: AbortSignal): Promise<FollowUp | 'later' | 'no role' | 'no access'> {
    const incident = await incidents.byId(follow.issueId);
    if (incident?.resolvedAt === undefined) return 'later'; // Open again.
    const person = await recognise(follow.personId, signal);
    if (person === undefined || !may(person, 'see-health')) return 'no role';
    const customer = await customers.byTenantId(follow.tenantId);
    const access = customer && (await gate.check(person, customer, signal));
    // Of one customer it may long not be found out; the others need not wait for that.
    if (access === 'unknown') return 'later';
    if (customer === undefined || access === 'denied') return 'no access';
    const request = follow.requestId === undefined ? undefined : await requests.byId(follow.requestId);
    return { follow, incident, customer, request };
  }

  /** Does `work`; what certainly was not sent is given back when it fails. */
  async function orGiveBack<T>({ id }: IncidentFollow, work: () => Promise<T>, isCertain: (error: unknown) => boolean): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (isCertain(error)) await follows.release(id);
      throw error;
    }
  }

  async function ask(follow: IncidentFollow, signal: AbortSignal): Promise<boolean> {
    const { id: followId, issueId } = follow;
    const followUp = await orGiveBack(follow, () => prepare(follow, signal), always);
    if (typeof followUp === 'string') {
      if (followUp === 'later') await follows.release(followId);
      log('follower not asked', { followId, issueId, reason: followUp });
      return false;
    }
    const place = await orGiveBack(follow, () => send(followUp), isCertainlyNotSent);
    if (place !== undefined) await follows.setPlace(followId, place);
    return place !== undefined;
  }

  async function send(followUp: FollowUp): Promise<CardPlace | undefined> {
    const { id: followId, issueId } = followUp.follow;
    try {
      const place = await notifier.askFollower(followUp);
      if (place === undefined) log('follower not reachable', { followId, issueId });
      return place;
    } catch (error) {
      if (!(error instanceof BackEndError) || isCertainlyNotSent(error)) throw error;
      log('follower may not be asked', { followId, issueId, code: error.code });
      return undefined;
    }
  }

  return async (issueId, signal) => {
    let asked = 0;
    const failures: BotError[] = [];
    for (const id of await follows.due(issueId, AT_ONCE)) {
      if (signal.aborted || failures.length === MOST_FAILURES) break;
      const follow = await follows.claim(id, clock.now());
      try {
        if (follow !== undefined && (await ask(follow, signal))) asked += 1;
      } catch (error) {
        if (!(error instanceof BotError)) throw error;
        failures.push(error);
      }
    }
    if (failures[0] !== undefined) throw failures[0];
    return asked;
  };
}

function always(): boolean {
  return true;
}

/** Not sent, and worth another try: what Teams refuses for good would be refused for ever. */
function isCertainlyNotSent(error: unknown): boolean {
  return error instanceof BackEndError && error.effect === 'none' && (isPassing(error) || error.backEnd === 'entra');
}
