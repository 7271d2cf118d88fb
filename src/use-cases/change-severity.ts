import type { BotError } from '../domain/errors.ts';
import { severityNote } from '../domain/request-text.ts';
import type { ServiceRequest } from '../domain/service-request.ts';
import type { Severity } from '../domain/severity.ts';
import type { RequestStore } from '../ports/request-store.ts';
import type { ServiceDesk } from '../ports/service-desk.ts';
import type { RequestReading } from './read-request.ts';

/** Another severity, and why (B54). */
export interface SeverityWish {
  readonly severity: Severity;
  readonly reason: string;
}

/** What it takes of the other changes of a request. */
interface Steps {
  readonly requests: Pick<RequestStore, 'record'>;
  /** The request as it is now; `written`: a text that was just sent as a note. */
  read(request: ServiceRequest, written?: string): Promise<RequestReading>;
  /** With a short deadline; the back end's failure instead of a throw. */
  attempt(work: (signal: AbortSignal) => Promise<void>): Promise<BotError | undefined>;
  sendNote(request: ServiceRequest, text: string): Promise<BotError | undefined>;
  addNote(request: ServiceRequest, text: string): Promise<RequestReading>;
  readonly personId: string;
  readonly at: () => Date;
}

/**
 * Changes the severity of a filed request where its back end can, and tells Microsoft the reason in a note; where it cannot, or Microsoft does not change it
 * any more, asks for it in a note. The audit has the severities before and after, and the reason.
 */
export async function changeSeverity(
  desk: ServiceDesk,
  request: ServiceRequest,
  { severity: after, reason }: SeverityWish,
  steps: Steps,
): Promise<RequestReading> {
  const before = request.desk?.severity ?? request.severity;
  if (before === after) return steps.read(request);
  const change = { before, after, reason };
  const record = (what: 'severity' | 'severity-asked') =>
    steps.requests.record(request.id, `${what}-${before}-to-${after}`, steps.personId, steps.at(), reason);

  const failure = desk.canSetSeverity ? await steps.attempt((signal) => desk.setSeverity(request, after, signal)) : undefined;
  if (!desk.canSetSeverity || failure?.code === 'CONFLICT') {
    const asked = await steps.addNote(request, severityNote(request, 'asked', change));
    if (asked.failure !== undefined) return asked;
    await record('severity-asked');
    return { ...asked, remark: 'severity-asked' };
  }
  if (failure !== undefined) {
    const seen = await steps.read(request);
    // A lost answer is no failure when the severity is there.
    if (seen.record?.severity !== after) return { ...seen, failure };
  }
  await record('severity');
  const told = severityNote(request, 'set', change);
  const untold = await steps.sendNote(request, told);
  const read = await steps.read(request, told);
  return { ...read, failure: untold ?? read.failure, remark: 'severity-set' };
}
