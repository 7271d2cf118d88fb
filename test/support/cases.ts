import { randomUUID } from 'node:crypto';
import { BUILT_IN_PLAN } from '../../src/domain/built-in-plan.ts';
import { firstClocks, rulesFor, type ClockRules } from '../../src/domain/clock-rules.ts';
import type { Severity } from '../../src/domain/severity.ts';
import type { CaseContent, SupportCase } from '../../src/domain/support-case.ts';
import type { NewCase } from '../../src/ports/case-store.ts';

export const OPENED_AT = new Date('2026-03-02T12:00:00Z');
export const minutesLater = (minutes: number): Date => new Date(OPENED_AT.getTime() + minutes * 60_000);

/** She asks; the others are experts. */
export const ADELE = { id: 'adele', name: 'Adele Vance' };
export const CAMILLE = { id: 'camille', name: 'Camille Laurent' };
export const DMITRI = { id: 'dmitri', name: 'Dmitri Sokolov' };
export const MEI = { id: 'mei', name: 'Mei Tanaka' };

export const CHANNEL = '19:m365Incidents@thread.tacv2';

/** Of the built-in plan. */
export const rulesOf = (severity: Severity): ClockRules => rulesFor(BUILT_IN_PLAN, 'default', severity, 'en');

const CONTENT: CaseContent = {
  tenantId: 'c0ffee00-0000-4000-8000-000000000001',
  customerName: 'Fabrikam',
  product: 'microsoft365',
  title: 'Mail is down',
  description: 'Nobody gets mail since 9.',
  tried: 'Another client.',
  language: 'en',
};

/** A new case, asked for by Adele. */
export function aNewCase(change: Partial<NewCase> = {}): NewCase {
  const severity = change.severity ?? 'moderate';
  return {
    ...CONTENT,
    id: randomUUID(),
    severity,
    requester: { ...ADELE, locale: 'en', timeZone: 'Europe/London' },
    requestId: undefined,
    issueId: undefined,
    planVersion: 0,
    policy: 'default',
    channelId: CHANNEL,
    clocks: firstClocks(rulesOf(severity), OPENED_AT),
    ...change,
  };
}

/** As it is right after it was opened. */
export function aCase(change: Partial<SupportCase> = {}): SupportCase {
  const { clocks: _, ...fresh } = aNewCase();
  return {
    ...fresh,
    reference: 'CASE-7K3M9Q',
    version: 1,
    cycle: 1,
    state: 'open',
    waitingFor: undefined,
    owner: undefined,
    openedAt: OPENED_AT,
    openSince: OPENED_AT,
    takenAt: undefined,
    firstResponseAt: undefined,
    resolvedAt: undefined,
    cause: undefined,
    resolution: undefined,
    confirmedAt: undefined,
    updatedAt: OPENED_AT,
    ...change,
  };
}
