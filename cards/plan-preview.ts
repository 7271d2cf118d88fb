import type { EscalationPreview, PreviewedCall, PreviewedMoment } from '../src/domain/escalation-preview.ts';
import { LOCALES, type Locale } from '../src/domain/locale.ts';
import { PRODUCTS, type Product } from '../src/domain/product.ts';
import { SEVERITIES, type Severity } from '../src/domain/severity.ts';
import { momentIn } from '../src/locales/formats.ts';
import { words, type Words } from '../src/locales/words.ts';
import { button, commandButton } from './buttons.ts';
import { LIMITS } from './limits.ts';
import { listed } from './listed.ts';
import layout from './plan-preview.json' with { type: 'json' };
import { channelOf, type NamedChannel } from './plan-words.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';
import { severityName } from './severity-words.ts';

/** What was asked for; `day` and `time` by the clock of the chat, `2026-11-21` and `18:30`. */
export interface PlanPreviewAsked {
  readonly product: Product;
  readonly severity: Severity;
  readonly language: Locale;
  readonly day: string;
  readonly time: string;
}

export interface PlanPreviewView {
  readonly asked: PlanPreviewAsked;
  /** Undefined: day and time are none. */
  readonly preview: EscalationPreview | undefined;
  /** Place of the route in the plan, from 1 on. */
  readonly routeNumber: number;
  readonly channels: readonly NamedChannel[];
  readonly timeZone: string;
}

const render = cardLayout(layout);

const MOMENTS_SHOWN = 15;
const CALLS_SHOWN = 4;
const COLORS = { call: 'Default', warning: 'Warning', breach: 'Attention', exhausted: 'Attention' } as const;

/** What would happen to a case that nobody takes (`plan.previewAt`, with inputs `product`, `severity`, `language`, `day`, `time`). */
export function planPreviewCard(locale: Locale, view: PlanPreviewView): AdaptiveCard {
  const t = words(locale);
  const { asked, preview, timeZone } = view;
  const moments = preview?.moments ?? [];
  const more = Math.max(0, moments.length - MOMENTS_SHOWN) + (preview?.more ?? 0);
  const calls = moments.some(({ kind }) => kind === 'call');
  return render(locale, {
    fallbackText: t('plan.preview.title'),
    eyebrow: t('plan.preview.eyebrow'),
    title: t('plan.preview.title'),
    hasProblems: preview === undefined || !calls,
    problemsTitle: t(preview === undefined ? 'plan.preview.unset' : 'plan.preview.nobody'),
    problems: [],
    facts: preview === undefined ? [] : facts(t, preview, view),
    rows: moments.slice(0, MOMENTS_SHOWN).map((moment) => ({
      moment: momentIn(locale, timeZone, moment.at),
      what: whatText(t, moment),
      who: whoText(t, moment, view.channels),
      color: moment.called.some(isNobody) ? 'Attention' : COLORS[moment.kind],
    })),
    rest: more > 0 ? t('plan.preview.more', { count: more }) : '',
    product: asked.product,
    products: PRODUCTS.map((value) => ({ title: t(`products.${value}`), value })),
    severity: asked.severity,
    severities: SEVERITIES.map((value) => ({ title: severityName(t, value), value })),
    language: asked.language,
    languages: LOCALES.map((value) => ({ title: t(`locales.${value}`), value })),
    day: asked.day === '' ? null : plain(asked.day, LIMITS.status),
    time: asked.time === '' ? null : plain(asked.time, LIMITS.status),
    buttons: [button(t('plan.asFile'), 'plan.file', {}), commandButton(t, 'escalation'), commandButton(t, 'oncall')],
  });
}

function facts(t: Words, { route, hours }: EscalationPreview, { channels, routeNumber }: PlanPreviewView) {
  return [
    { title: t('plan.preview.facts.route'), value: `${routeNumber}` },
    { title: t('plan.preview.facts.channel'), value: channelOf(t, route.channelId, channels) },
    { title: t('plan.preview.facts.policy'), value: safe(route.policy, LIMITS.listedName) },
    { title: t('plan.preview.facts.hours'), value: hours === undefined ? t('plan.targets.always') : safe(hours, LIMITS.listedName) },
  ];
}

function whatText(t: Words, { kind, target, level, round }: PreviewedMoment): string {
  switch (kind) {
    case 'call':
      return t(round === 1 ? 'plan.preview.call' : 'plan.preview.again', { level });
    case 'warning':
    case 'breach':
      return target === 'none' ? '' : t(`plan.preview.${kind}`, { target: t(`plan.preview.targets.${target}`) });
    case 'exhausted':
      return t('plan.preview.exhausted');
  }
}

function whoText(t: Words, { called }: PreviewedMoment, channels: readonly NamedChannel[]): string {
  const shown = called.slice(0, CALLS_SHOWN).map((call) => callText(t, call, channels));
  const left = called.length - shown.length;
  return listed(t, [...shown, ...(left > 0 ? [t('words.more', { count: left })] : [])]);
}

function callText(t: Words, { target, person }: PreviewedCall, channels: readonly NamedChannel[]): string {
  if ('channel' in target) return t('plan.preview.channel', { channel: channelOf(t, target.channel, channels) });
  if ('person' in target) return safe(target.person.name, LIMITS.listedName);
  const rota = safe(target.rota, LIMITS.listedName);
  return person === undefined
    ? `⚠ ${t('plan.preview.nobodyOn', { rota })}`
    : t('plan.preview.rota', { rota, name: safe(person.name, LIMITS.listedName) });
}

const isNobody = ({ target, person }: PreviewedCall): boolean => 'rota' in target && person === undefined;
