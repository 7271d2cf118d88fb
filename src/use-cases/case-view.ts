import { outlookOf } from '../domain/case-outlook.ts';
import type { CaseFiling, CaseOutlook, ChannelCaseView, RequesterCaseView } from '../domain/case-view.ts';
import { rulesFor } from '../domain/clock-rules.ts';
import type { Locale } from '../domain/locale.ts';
import type { CaseEvent, SupportCase } from '../domain/support-case.ts';
import { OUTSIDERS_READ, type CasePostStore } from '../ports/case-post-store.ts';
import type { CaseStore } from '../ports/case-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { EscalationChannel, EscalationChannels } from '../ports/escalation-channels.ts';
import type { PlanStore } from '../ports/plan-store.ts';

/** What the cards of a case show at present. @throws {BackEndError} of the database */
export interface CaseViews {
  channel(c: SupportCase): Promise<ChannelCaseView>;
  requester(c: SupportCase): Promise<RequesterCaseView>;
  /** Of one in a list. */
  outlook(c: SupportCase): Promise<CaseOutlook>;
  /** Why its card is not in its channel; undefined: it is there, or on its way. */
  stranded(c: SupportCase): Promise<RequesterCaseView['stranded']>;
}

const NOTES = 3;
/** Notes and requests are looked for in so much of the trail. */
const LOOK_BACK = 60;

export function caseViews(deps: {
  readonly cases: Pick<CaseStore, 'events' | 'withClocks'>;
  readonly posts: Pick<CasePostStore, 'cardOf'>;
  readonly channels: Pick<EscalationChannels, 'byId'>;
  readonly plans: Pick<PlanStore, 'current' | 'version'>;
  readonly clock: Clock;
}): CaseViews {
  const { cases, posts, channels, plans, clock } = deps;

  async function outlook(c: SupportCase): Promise<CaseOutlook> {
    const plan = (await plans.version(c.planVersion)) ?? (await plans.current());
    const stored = await cases.withClocks(c.id);
    return outlookOf(c, stored?.clocks ?? [], rulesFor(plan, c.policy, c.severity, c.language));
  }

  async function told(c: SupportCase): Promise<Pick<ChannelCaseView, 'notes' | 'filing'>> {
    const trail = await cases.events(c.id, LOOK_BACK);
    return { notes: trail.filter(({ kind }) => kind === 'note').slice(-NOTES), filing: filingOf(trail) };
  }

  const channelOf = async ({ channelId }: SupportCase): Promise<EscalationChannel | undefined> =>
    channelId === undefined ? undefined : channels.byId(channelId);

  return {
    outlook,
    stranded: async (c) => strandedOf(c, await channelOf(c)),

    async channel(c) {
      const manner = mannerOf(await channelOf(c), c);
      return { case: c, outlook: await outlook(c), ...(await told(c)), ...manner, now: clock.now() };
    },

    async requester(c) {
      const channel = await channelOf(c);
      return {
        case: c,
        outlook: await outlook(c),
        ...(await told(c)),
        channelName: channel?.name,
        stranded: await strandedOf(c, channel),
        ...requesterManner(c),
        now: clock.now(),
      };
    },
  };

  async function strandedOf(c: SupportCase, channel: EscalationChannel | undefined): Promise<RequesterCaseView['stranded']> {
    if (channel === undefined) return 'no-channel';
    const card = await posts.cardOf(c.id, 'channel');
    if (card?.state === 'gone' || card?.state === 'uncertain') return card.state;
    if (card?.state !== 'failed') return undefined;
    return card.failure?.code === OUTSIDERS_READ ? 'outsiders' : 'failed';
  }
}

function filingOf(trail: readonly CaseEvent[]): CaseFiling | undefined {
  const { requestState: state, number } = trail.findLast(({ kind }) => kind === 'request')?.detail ?? {};
  return state && { state, number };
}

/** Language and zone of what is written in a channel; where it is not set up any more, those of whoever asked. */
export function mannerOf(channel: EscalationChannel | undefined, c: SupportCase): { readonly locale: Locale; readonly timeZone: string } {
  return channel === undefined ? requesterManner(c) : { locale: channel.locale, timeZone: channel.timeZone };
}

/** A case that nobody asked for has nobody's. */
export function requesterManner({ requester, language }: SupportCase): { readonly locale: Locale; readonly timeZone: string } {
  return { locale: requester?.locale ?? language, timeZone: requester?.timeZone ?? 'UTC' };
}
