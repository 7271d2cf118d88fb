import type { Locale } from '../src/domain/locale.ts';
import { whoMay } from '../src/domain/permissions.ts';
import type { SetupFinding } from '../src/domain/setup-finding.ts';
import { ageIn } from '../src/locales/formats.ts';
import { words, type Words } from '../src/locales/words.ts';
import { commandButton } from './buttons.ts';
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';
import layout from './setup-check.json' with { type: 'json' };

export interface SetupCheckView {
  readonly findings: readonly SetupFinding[];
  /** Where it was asked. */
  readonly scope: 'personal' | 'team';
  readonly now: Date;
}

const render = cardLayout(layout);

const LOOKS = {
  no: { mark: '✗', color: 'Attention' },
  unknown: { mark: '?', color: 'Warning' },
  yes: { mark: '✓', color: 'Good' },
} as const;
const ORDER = ['no', 'unknown', 'yes'] as const;
const NAMES_SHOWN = 3;
const SHORT_NAME = 50;

/** What is missing first, then what could not be told, then what is there; each of the first two with what to do. */
export function setupCheckCard(locale: Locale, { findings, scope, now }: SetupCheckView): AdaptiveCard {
  const t = words(locale);
  const missing = findings.filter(({ state }) => state === 'no').length;
  const unknown = findings.filter(({ state }) => state === 'unknown').length;
  const title =
    missing > 0
      ? t('setup.check.missing', { count: missing })
      : t(unknown > 0 ? 'setup.check.notAllTold' : 'setup.check.complete', { count: unknown });
  return render(locale, {
    fallbackText: t('words.labelled', { label: t('setup.check.eyebrow'), text: plain(title, LIMITS.title) }),
    eyebrow: t('setup.check.eyebrow'),
    title,
    rows: ORDER.flatMap((state) => findings.filter((finding) => finding.state === state)).map((finding) =>
      row(t, locale, finding, scope, now),
    ),
    buttons: [commandButton(t, 'setup'), commandButton(t, 'escalation'), commandButton(t, 'oncall'), commandButton(t, 'help')],
  });
}

function row(t: Words, locale: Locale, finding: SetupFinding, scope: SetupCheckView['scope'], now: Date) {
  const { state } = finding;
  const texts =
    state === 'yes' ? [toldText(t, locale, finding, now)] : [...missingTexts(t, locale, finding, now), nextText(t, finding, scope)];
  return {
    ...LOOKS[state],
    title: t(`setup.check.${finding.check}.title`),
    state: t(`setup.check.states.${state}`),
    texts: texts.filter((text) => text !== '').map((text) => ({ text })),
  };
}

/** How it stands with what is there; mostly there is nothing more to be said. */
function toldText(t: Words, locale: Locale, { check, count = 0, at }: SetupFinding, now: Date): string {
  if (check === 'health' && count > 0) return t('setup.check.health.some', { count });
  return at === undefined ? '' : t('setup.check.at', { age: ageIn(locale, at, now) });
}

function missingTexts(t: Words, locale: Locale, { state, code, names, count, at }: SetupFinding, now: Date): readonly string[] {
  return [
    code === undefined ? '' : `${t(`errors.${code}.what`)}.`,
    names === undefined ? '' : names.length === 0 ? t('setup.check.noneAtAll') : named(t, names),
    count === undefined || count === 0 ? '' : t('setup.check.count', { count }),
    at === undefined ? '' : t('setup.check.at', { age: ageIn(locale, at, now) }),
    state === 'unknown' && code === undefined && names === undefined ? t('setup.check.untold') : '',
  ];
}

function named(t: Words, names: readonly string[]): string {
  const shown = names.slice(0, NAMES_SHOWN).map((name) => safe(name === '' ? t('setup.channel.general') : name, SHORT_NAME));
  const left = names.length - shown.length;
  return left > 0 ? `${shown.join(', ')} ${t('words.more', { count: left })}` : shown.join(', ');
}

/** What to do about it. */
function nextText(t: Words, { check, state }: SetupFinding, scope: SetupCheckView['scope']): string {
  if (state === 'unknown') return t('setup.check.tryAgain');
  if (check === 'here') return t(`setup.check.here.next-${scope}`);
  return t(`setup.check.${check}.next`, {
    roles: whoMay('set-up-escalation')
      .map((role) => t(`roles.${role}`))
      .join(', '),
  });
}
