import type { EscalationPlan } from '../src/domain/escalation-plan.ts';
import type { Words } from '../src/locales/words.ts';
import type { FormProblem } from './plan-typed.ts';
import { channelName, type NamedChannel } from './plan-words.ts';
import { plain } from './safe-text.ts';

/** An input must have a value: this one stands for "none". */
export const NONE = '*';

/** How many of them a card has room for; a partner with more of them changes the plan as a file. */
const OFFERED = 20;
const LETTERS = 40;

/** Things of a plan are chosen by their index: names may hold anything. What is chosen already comes first. */
export function namedChoices(all: readonly { readonly name: string }[], chosen: string): readonly Choice[] {
  return offered(
    all.map(({ name }, index) => ({ title: plain(name, LETTERS), value: `${index}` })),
    chosen,
  );
}

export function channelChoices(t: Words, channels: readonly NamedChannel[], chosen: string): readonly Choice[] {
  return offered(
    channels.map((channel) => ({ title: plain(channelName(t, channel, plain), 2 * LETTERS), value: channel.conversationId })),
    chosen,
  );
}

function offered(all: readonly Choice[], chosen: string): readonly Choice[] {
  const taken = new Set(chosen.split(','));
  return [...all.filter(({ value }) => taken.has(value)), ...all.filter(({ value }) => !taken.has(value))].slice(0, OFFERED);
}

interface Choice {
  readonly title: string;
  readonly value: string;
}

/** The index of a name, as the value of an input. */
export function indexOf(all: readonly { readonly name: string }[], name: string | undefined): string {
  const index = name === undefined ? -1 : all.findIndex((one) => one.name.toLowerCase() === name.toLowerCase());
  return index < 0 ? NONE : `${index}`;
}

export interface PlanFormView {
  readonly plan: EscalationPlan;
  /** Why it was not saved. */
  readonly problems: readonly FormProblem[];
}
