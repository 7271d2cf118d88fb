import { randomUUID } from 'node:crypto';
import { LOCALES, type Locale } from '../../../src/domain/locale.ts';
import { SEVERITIES, type Severity } from '../../../src/domain/severity.ts';
import type { CaseAction } from '../../../src/domain/support-case.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
}

export const REQUESTER: Person = { id: 'requester', name: 'Adele Vance' };
const EXPERTS: readonly Person[] = [1, 2, 3].map((number) => ({ id: `expert-${number}`, name: `Expert ${number}` }));

/** What people do with one case. Minutes are those of the week. */
export interface Life {
  readonly id: string;
  readonly openedAt: number;
  readonly severity: Severity;
  readonly language: Locale;
  readonly product: 'azure' | 'microsoft365';
  /** At most one a minute, in order. */
  readonly acts: readonly { readonly minute: number; readonly action: CaseAction; readonly actor: Person }[];
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Random lives, each action possible when it comes. */
export function livesOf(cases: number, minutes: number, random: () => number): readonly Life[] {
  const pick = <T>(all: readonly [T, ...T[]]): T => all[Math.floor(random() * all.length)] ?? all[0];
  const anExpert = (but?: Person): Person => pick(EXPERTS.filter(({ id }) => id !== but?.id) as [Person, ...Person[]]);
  // Mostly soon, now and then after a day.
  const aPause = (): number => 1 + Math.floor(random() ** 4 * pick([30, 200, 2000]));

  return Array.from({ length: cases }, () => {
    const openedAt = Math.floor(random() * minutes);
    const severity = pick(SEVERITIES);
    const acts: Life['acts'][number][] = [];
    let state: 'open' | 'held' | 'waiting' | 'resolved' = 'open';
    let owner: Person | undefined;
    let present: Severity = severity;
    const most = Math.floor(random() * 12);
    for (let minute = openedAt + aPause(); acts.length < most && minute < minutes; minute += aPause()) {
      const kind = pick(KINDS[state]);
      let actor = owner ?? anExpert();
      let action: CaseAction;
      switch (kind) {
        case 'take':
        case 'take-over':
          actor = anExpert(owner);
          action = { kind };
          [state, owner] = ['held', actor];
          break;
        case 'hand': {
          const to = anExpert(owner);
          action = { kind, to };
          [state, owner] = ['held', to];
          break;
        }
        case 'release':
          action = { kind };
          [state, owner] = ['open', undefined];
          break;
        case 'wait': {
          action = { kind, for: state === 'held' ? pick(['customer', 'microsoft']) : 'customer' };
          state = 'waiting';
          break;
        }
        case 'go-on':
          action = { kind };
          state = 'held';
          break;
        case 'severity':
          present = pick(SEVERITIES.filter((one) => one !== present) as [Severity, Severity]);
          action = { kind, severity: present, reason: 'It is so.' };
          break;
        case 'resolve':
          if (owner === undefined) owner = actor;
          action = { kind, cause: 'fixed', text: 'Done.' };
          state = 'resolved';
          break;
        case 'withdraw':
          actor = REQUESTER;
          action = { kind };
          state = 'resolved';
          break;
        case 'refuse':
        case 'reopen':
          actor = kind === 'refuse' ? REQUESTER : anExpert();
          action = { kind, reason: 'It is not.' };
          [state, owner] = ['open', undefined];
          break;
        case 'note':
          action = { kind, text: 'Looked at it.' };
          break;
      }
      acts.push({ minute, action, actor });
    }
    return { id: randomUUID(), openedAt, severity, language: pick(LOCALES), product: pick(['azure', 'microsoft365']), acts };
  });
}

/** Listed as often as they shall come. */
const KINDS = {
  open: ['take', 'take', 'take', 'take', 'hand', 'severity', 'severity', 'note', 'resolve', 'withdraw'],
  held: ['wait', 'wait', 'wait', 'note', 'release', 'release', 'severity', 'take-over', 'hand', 'resolve'],
  waiting: ['go-on', 'go-on', 'go-on', 'severity', 'severity', 'release', 'take-over', 'resolve', 'note'],
  resolved: ['refuse', 'reopen', 'note'],
} as const;
