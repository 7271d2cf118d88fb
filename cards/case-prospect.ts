import type { CaseProspect } from '../src/domain/case-prospect.ts';
import type { Locale } from '../src/domain/locale.ts';
import { whoMay } from '../src/domain/permissions.ts';
import { SEVERITY_LABELS } from '../src/domain/severity.ts';
import { anyOf, momentIn } from '../src/locales/formats.ts';
import type { Words } from '../src/locales/words.ts';
import { LIMITS } from './limits.ts';
import { safe } from './safe-text.ts';

interface Clock {
  readonly timeZone: string;
}

/** Where a case goes and who is called, in lines: one for all severities where it makes no difference. */
export function prospectLines(t: Words, locale: Locale, prospects: readonly CaseProspect[] | undefined, clock: Clock): readonly string[] {
  if (prospects === undefined) return [t('escalate.prospect.later')];
  const same = Map.groupBy(prospects, (prospect) => prospectText(t, locale, prospect, clock));
  if (same.size === 1) return [...same.keys()];
  return [...same].map(([text, those]) => `**${those.map(({ severity }) => SEVERITY_LABELS[severity]).join(', ')}** · ${text}`);
}

/** The same of one. Without a channel there is no thread to call anybody in. */
export function prospectText(t: Words, locale: Locale, { channel, firstCall }: CaseProspect, { timeZone }: Clock): string {
  if (channel === undefined) return t('escalate.prospect.noChannel', { roles: setUpRoles(t, locale) });
  const lines = [t('escalate.prospect.goesTo', { channel: channelLabel(t, channel) })];
  const { atOnce = false, people = [], nobodyOn = [] } = firstCall ?? {};
  if (people.length > 0) {
    const values = { people: listed(people), at: firstCall === undefined ? '' : momentIn(locale, timeZone, firstCall.at) };
    lines.push(t(atOnce ? 'escalate.prospect.calledNow' : 'escalate.prospect.calledAt', values));
  }
  if (nobodyOn.length > 0) lines.push(t('escalate.prospect.nobodyOn', { rotas: listed(nobodyOn) }));
  if (lines.length === 1) lines.push(t('escalate.prospect.nobodyCalled'));
  return lines.join(' ');
}

function listed(names: readonly string[]): string {
  return names.map((name) => safe(name, LIMITS.listedName)).join(', ');
}

/** A channel with its team: names alone are not told apart. */
export function channelLabel(t: Words, { teamName, name }: NonNullable<CaseProspect['channel']>): string {
  const channel = name === undefined ? t('escalate.general') : safe(name, LIMITS.listedName);
  return teamName === undefined ? channel : `${safe(teamName, LIMITS.listedName)} › ${channel}`;
}

/** Who can set up an experts' channel. */
export function setUpRoles(t: Words, locale: Locale): string {
  return anyOf(
    locale,
    whoMay('set-up-escalation').map((role) => t(`roles.${role}`)),
  );
}
