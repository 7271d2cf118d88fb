import type { CustomerView } from '../domain/customer-view.ts';
import type { Customer } from '../domain/customer.ts';
import { BotError } from '../domain/errors.ts';
import type { Incident } from '../domain/incident.ts';
import type { BoardStore } from '../ports/board-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { HealthPollStore } from '../ports/health-poll-store.ts';
import type { HealthSource } from '../ports/health-source.ts';
import type { IncidentReach } from '../ports/incident-reach.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import { withinDeadline } from './deadline.ts';

export interface IncidentResult {
  readonly incident: Incident;
  /** Customers in view that it hits: the first by name, and how many there are. */
  readonly hit: { readonly customers: readonly Customer[]; readonly total: number };
  /** When its customers' health was last read; undefined when that is not known. */
  readonly readAt: Date | undefined;
  /** Why Microsoft could not be asked just now. */
  readonly failure: BotError | undefined;
}

/**
 * An incident as it is stored, for a person who may see one of the customers it hits or hit; undefined for everybody else, as for an id that nobody knows.
 * `fresh`, or while its posts were never read: Microsoft is asked within a short deadline. `elseAt`: a customer open to the person, where one that is not
 * stored is looked for, such as one that ended before the bot was there. Never throws for a back end's failure.
 */
export type ShowIncident = (
  issueId: string,
  view: CustomerView,
  options: { readonly fresh: boolean; readonly elseAt?: string | undefined },
  signal: AbortSignal,
) => Promise<IncidentResult | undefined>;

const DEADLINE_MS = 2500;
/** A read may go on this long behind the turn; what it brings is stored for the next look. */
const READ_MS = 15_000;
const CUSTOMERS_NAMED = 10;

export function showIncident(deps: {
  readonly incidents: Pick<IncidentStore, 'byId' | 'saveDetails'>;
  readonly reach: Pick<IncidentReach, 'seenBy'>;
  readonly board: Pick<BoardStore, 'customersHit'>;
  readonly polls: Pick<HealthPollStore, 'stateOf'>;
  readonly source: Pick<HealthSource, 'incident'>;
  readonly clock: Clock;
  readonly deadlineMs?: number;
}): ShowIncident {
  const { incidents, reach, board, polls, source, clock, deadlineMs = DEADLINE_MS } = deps;
  const running = new Map<string, Promise<boolean>>();

  /** One read at a time for each incident, whoever asks. False: the tenant does not see it any more, and what is stored is the last that was known. */
  function read(issueId: string, tenantId: string): Promise<boolean> {
    const already = running.get(issueId);
    if (already !== undefined) return already;
    const reading = fetch(issueId, tenantId).finally(() => running.delete(issueId));
    running.set(issueId, reading);
    // Its failure is told to whoever waits; after the deadline nobody does.
    reading.catch(() => undefined);
    return reading;
  }

  async function fetch(issueId: string, tenantId: string): Promise<boolean> {
    const details = await withinDeadline(READ_MS, NEVER, (signal) => source.incident(tenantId, issueId, signal));
    if (details !== undefined) await incidents.saveDetails(details, clock.now());
    return details !== undefined;
  }

  async function readWithin(
    issueId: string,
    tenantId: string,
    signal: AbortSignal,
  ): Promise<{ readonly isNew: boolean; readonly failure: BotError | undefined }> {
    try {
      return { isNew: await withinDeadline(deadlineMs, signal, () => read(issueId, tenantId)), failure: undefined };
    } catch (error) {
      if (!(error instanceof BotError)) throw error;
      return { isNew: false, failure: error };
    }
  }

  /** What Microsoft tells one customer of an incident that is over. An open one is stored with the customer's health, a few minutes after it begins. */
  async function pastOne(issueId: string, tenantId: string, signal: AbortSignal): Promise<IncidentResult | undefined> {
    try {
      const details = await withinDeadline(deadlineMs, signal, (within) => source.incident(tenantId, issueId, within));
      if (details?.resolved !== true) return undefined;
      const known = { firstSeenAt: details.startedAt, resolvedAt: details.endedAt ?? details.modifiedAt, nextUpdateAt: undefined };
      const incident = { ...details, ...known, postsKnown: true };
      return { incident, hit: { customers: [], total: 0 }, readAt: clock.now(), failure: undefined };
    } catch (error) {
      if (!(error instanceof BotError)) throw error;
      return undefined;
    }
  }

  return async (issueId, view, { fresh, elseAt }, signal) => {
    const [stored, tenantId] = await Promise.all([incidents.byId(issueId), reach.seenBy(issueId, view)]);
    if (stored === undefined || tenantId === undefined) return elseAt === undefined ? undefined : pastOne(issueId, elseAt, signal);
    const asked = fresh || !stored.postsKnown;
    const { isNew, failure } = asked ? await readWithin(issueId, tenantId, signal) : { isNew: false, failure: undefined };
    const [incident, hit, poll] = await Promise.all([
      asked ? incidents.byId(issueId) : stored,
      board.customersHit(issueId, view, { limit: CUSTOMERS_NAMED, offset: 0 }),
      polls.stateOf(tenantId),
    ]);
    return { incident: incident ?? stored, hit, readAt: isNew ? clock.now() : poll?.readAt, failure };
  };
}

const NEVER = new AbortController().signal;
