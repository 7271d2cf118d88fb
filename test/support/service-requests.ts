import { randomUUID } from 'node:crypto';
import type { ServiceRequest } from '../../src/domain/service-request.ts';
import { someContent } from './use-case-fixtures.ts';

let made = 0;

/** A request as the ledger hands it to a desk: claimed, with a reference and a key of its own. */
export function aServiceRequest(some: Partial<ServiceRequest> = {}): ServiceRequest {
  const at = new Date('2026-11-20T09:00:00Z');
  return {
    ...someContent(),
    id: randomUUID(),
    reference: `PSR-T${String(++made).padStart(5, '0')}`,
    version: 2,
    route: 'partner-center',
    state: 'sending',
    sendKey: randomUUID(),
    attempts: 1,
    caseId: undefined,
    personId: 'a0a0a0a0-0000-4000-8000-000000000001',
    personName: 'Adele Vance',
    locale: 'en',
    timeZone: 'Europe/Paris',
    number: undefined,
    deskStatus: undefined,
    operation: undefined,
    ownTicket: undefined,
    filedAt: undefined,
    responseDueAt: undefined,
    respondedAt: undefined,
    desk: undefined,
    reminders: 0,
    handOff: undefined,
    failure: undefined,
    place: undefined,
    createdAt: at,
    updatedAt: at,
    ...some,
  };
}
