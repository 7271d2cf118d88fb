import type { CaseClock, ClockChanges } from './case-clock.ts';
import type { CaseActor, CaseEvent, CaseEventDetail, CaseEventKind, SupportCase } from './support-case.ts';

/** A case with what is planned of it. */
export interface CaseWithClocks {
  readonly case: SupportCase;
  /** All of them, those that ran or were cancelled too. */
  readonly clocks: readonly CaseClock[];
}

/** What a decision makes of a case: what it is then, what is written down, what becomes of its clocks, who is told. */
export interface CaseDecision {
  /** Version and time of change are the store's. */
  readonly next: Omit<SupportCase, 'version' | 'updatedAt'>;
  readonly event: {
    readonly kind: CaseEventKind;
    readonly actor: CaseActor;
    readonly detail: CaseEventDetail;
    readonly text: string | undefined;
  };
  readonly clocks: ClockChanges;
  /** Other experts' channels that get a post of it: those that a level calls. */
  readonly channels: readonly string[];
}

/** Who is told of an event by a message that rings. What a person does is not told to that person. */
export function toldOf(
  { kind, actor, detail }: Pick<CaseEvent, 'kind' | 'actor' | 'detail'>,
  { requester }: Pick<SupportCase, 'requester'>,
): readonly ('thread' | 'requester')[] {
  // Microsoft's posts are read on the card: they come by the hour.
  if (detail.incidentChange === 'post') return [];
  const told: ('thread' | 'requester')[] = kind === 'opened' ? [] : ['thread'];
  const byRequester = requester === undefined || (actor !== 'system' && actor.id === requester.id);
  return byRequester || !FOR_REQUESTER.has(kind) ? told : [...told, 'requester'];
}

/** What a requester wants to know at once; the rest is on the card. */
const FOR_REQUESTER: ReadonlySet<CaseEventKind> = new Set([
  'take',
  'take-over',
  'hand',
  'release',
  'note',
  'wait',
  'resolve',
  'reopen',
  'request',
  'exhausted',
]);
