import type { CaseFiling, CaseOutlook } from '../src/domain/case-view.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { CaseEvent, SupportCase } from '../src/domain/support-case.ts';
import { zonedMomentIn } from '../src/locales/formats.ts';
import type { Words } from '../src/locales/words.ts';
import { badge, type Badge, type Tone } from './badge.ts';
import { LIMITS } from './limits.ts';
import { safe } from './safe-text.ts';
import { severityName } from './severity-words.ts';

/** How a case stands, in one word: of a waiting one, for whom. */
export type CaseStanding = 'open' | 'taken' | 'customer' | 'microsoft' | 'resolved';

export function standingOf({ state, waitingFor }: SupportCase): CaseStanding {
  return state === 'waiting' ? (waitingFor ?? 'customer') : state;
}

const TONES: Readonly<Record<CaseStanding, Tone>> = {
  open: 'attention',
  taken: 'accent',
  customer: 'warning',
  microsoft: 'warning',
  resolved: 'good',
};
const STYLES: Readonly<Record<CaseStanding, string>> = {
  open: 'attention',
  taken: 'accent',
  customer: 'warning',
  microsoft: 'warning',
  resolved: 'good',
};

export function stateBadge(t: Words, of: SupportCase): Badge {
  const standing = standingOf(of);
  return badge(t(`case.states.${standing}`), TONES[standing]);
}

/** The same as the background of what is said about it. */
export function stateStyle(of: SupportCase): string {
  return STYLES[standingOf(of)];
}

/** Severity and state, for the badge in the heading: "A · Critical · Open". */
export function headBadge(t: Words, of: SupportCase): Badge {
  const standing = standingOf(of);
  const text = `${severityName(t, of.severity)} · ${t(`case.states.${standing}`)}`;
  return badge(text, of.severity === 'critical' && of.state !== 'resolved' ? 'attention' : TONES[standing]);
}

/** Who has it and what that means, sentence by sentence. */
export function stateSentences(t: Words, locale: Locale, timeZone: string, of: SupportCase): readonly string[] {
  const owner = of.owner === undefined ? t('case.says.unowned') : safe(of.owner.name, LIMITS.name);
  if (of.state !== 'resolved') return [t(`case.says.${standingOf(of) as Exclude<CaseStanding, 'resolved'>}`, { owner })];
  const resolved = t('case.says.resolved', {
    moment: of.resolvedAt === undefined ? '' : zonedMomentIn(locale, timeZone, of.resolvedAt),
    cause: of.cause === undefined ? t('words.unknown') : t(`case.causes.${of.cause}`),
  });
  if (of.confirmedAt === undefined) return [resolved];
  return [resolved, t('case.says.confirmed', { moment: zonedMomentIn(locale, timeZone, of.confirmedAt) })];
}

export type Target = CaseOutlook['targets'][number];

/** How one promise stands, in words and a sign; a moment, never an age: a card that is not touched must not change. */
export function targetState(t: Words, locale: Locale, timeZone: string, { state, dueAt }: Target): string {
  if (dueAt === undefined) return t(`case.targetStates.${state === 'running' ? 'paused' : state}`);
  const moment = zonedMomentIn(locale, timeZone, dueAt);
  switch (state) {
    case 'running':
      return t('case.targetStates.running', { moment });
    case 'missed':
      return t('case.targetStates.missedAt', { moment });
    case 'met':
    case 'paused':
      return t(`case.targetStates.${state}`);
  }
}

/** The request that was filed from it: how that stands, and Microsoft's number. */
export function filingFacts(t: Words, { requestId }: SupportCase, filing: CaseFiling | undefined): readonly Fact[] {
  return knownFacts([
    [t('case.facts.request'), filing === undefined ? requestId && t('case.filed') : t(`case.events.request.${filing.state}`)],
    [t('case.facts.number'), filing?.number === undefined ? undefined : safe(filing.number, LIMITS.listedName)],
  ]);
}

/** A label with its value, as rows of a FactSet. */
export interface Fact {
  readonly title: string;
  readonly value: string;
}

export function targetFacts(t: Words, locale: Locale, timeZone: string, outlook: CaseOutlook): readonly Fact[] {
  const targets = outlook.targets.map((target) => ({
    title: t(`case.targets.${target.target}`),
    value: targetState(t, locale, timeZone, target),
  }));
  const { nextCall } = outlook;
  if (nextCall === undefined) return targets;
  const moment = zonedMomentIn(locale, timeZone, nextCall.at);
  return [...targets, { title: t('case.facts.nextCall'), value: t('case.level', { level: nextCall.level, moment }) }];
}

/** Rows of those facts that are known. */
export function knownFacts(facts: readonly (readonly [title: string, value: string | undefined])[]): readonly Fact[] {
  return facts.flatMap(([title, value]) => (value === undefined ? [] : [{ title, value }]));
}

/** Notes as they were written, who and when above each; oldest first. */
export function noteEntries(t: Words, locale: Locale, timeZone: string, notes: readonly CaseEvent[], most: number, limit: number) {
  return notes.slice(-most).map(({ actor, at, text }) => ({
    by: `${actorName(t, actor)}, ${zonedMomentIn(locale, timeZone, at)}`,
    texts: [{ text: safe(text ?? '', limit, 'lines') || '…' }],
  }));
}

export function actorName(t: Words, actor: CaseEvent['actor']): string {
  return actor === 'system' ? t('case.bot') : safe(actor.name, LIMITS.listedName);
}
