import type { EscalationPlan } from '../src/domain/escalation-plan.ts';
import type { Locale } from '../src/domain/locale.ts';
import { PRODUCTS } from '../src/domain/product.ts';
import { zonedMomentIn } from '../src/locales/formats.ts';
import { words, type Words } from '../src/locales/words.ts';
import { button, commandButton } from './buttons.ts';
import layout from './channel-setup.json' with { type: 'json' };
import { LIMITS } from './limits.ts';
import { channelName, routeText, type NamedChannel } from './plan-words.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';
import { choice } from './watch-words.ts';

/** An input must have a value: this one stands for everything that no other route takes. */
export const EVERYTHING = '*';

export interface ChannelSetupView {
  readonly channel: NamedChannel & {
    readonly kind: 'standard' | 'private' | 'shared' | 'unknown';
    readonly locale: Locale;
    readonly timeZone: string;
    readonly outsidersAllowed: boolean;
    readonly setUpBy: { readonly name: string };
    readonly setUpAt: Date;
  };
  readonly plan: EscalationPlan;
  /** What was done just now, or why it was not. */
  readonly remark: 'brought' | 'stale' | undefined;
  readonly timeZone: string;
}

const render = cardLayout(layout);
const ROUTES_SHOWN = 10;

/** A channel that cases may be posted in: what comes here, and what may come (`setup.bring`, `setup.remove`). Names no customer: outsiders may read along. */
export function channelSetupCard(locale: Locale, { channel, plan, remark, timeZone }: ChannelSetupView): AdaptiveCard {
  const t = words(locale);
  const title = channelName(t, channel);
  return render(locale, {
    fallbackText: t('words.labelled', { label: t('setup.channel.eyebrow'), text: channelName(t, channel, plain) }),
    eyebrow: `${t('setup.channel.eyebrow')} · ${t(`setup.channel.kinds.${channel.kind}`)}`,
    title,
    remarks:
      remark === undefined
        ? []
        : [{ style: remark === 'stale' ? 'warning' : 'good', text: `${remark === 'stale' ? '⚠' : '✓'} ${t(`setup.channel.${remark}`)}` }],
    setUpBy: t('setup.channel.setUpBy', {
      person: safe(channel.setUpBy.name, LIMITS.name),
      moment: zonedMomentIn(locale, timeZone, channel.setUpAt),
      language: t(`locales.${channel.locale}`),
      zone: safe(channel.timeZone, LIMITS.name),
    }),
    warnings: channel.outsidersAllowed ? [{ text: t('setup.channel.outsiders', { person: safe(channel.setUpBy.name, LIMITS.name) }) }] : [],
    leads: leads(t, plan, channel.conversationId),
    kinds: [choice(t('setup.channel.everything'), EVERYTHING), ...PRODUCTS.map((product) => choice(t(`products.${product}`), product))],
    data: { version: plan.version },
    buttons: [commandButton(t, 'escalation'), button(t('setup.channel.remove'), 'setup.remove', {}, { mode: 'secondary' })],
  });
}

/** What leads to the channel. Customers and tags are only counted. */
function leads(t: Words, { routes, policies }: EscalationPlan, channelId: string) {
  const here = routes.filter((route) => route.channelId === channelId);
  const levels = policies.flatMap(({ severities }) => Object.values(severities).flatMap((each) => each.levels));
  const calling = levels.filter(({ call }) => call.some((target) => 'channel' in target && target.channel === channelId)).length;
  const lines = here.slice(0, ROUTES_SHOWN).map((route) => ({ text: `• ${routeText(t, route, 'nobody')}` }));
  const left = here.length - lines.length;
  const all = [
    ...lines,
    ...(left > 0 ? [{ text: t('words.more', { count: left }) }] : []),
    ...(calling > 0 ? [{ text: t('setup.channel.called', { count: calling }) }] : []),
  ];
  return all.length === 0 ? [{ text: t('setup.channel.leadsNone') }] : all;
}
