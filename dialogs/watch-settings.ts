import type { TurnContext } from 'botbuilder';
import { watchSettingsCard, type SettingProblem } from '../cards/watch-settings.ts';
import { minuteOfDay, type QuietHours } from '../src/domain/quiet-hours.ts';
import { timeZoneNamed } from '../src/domain/time-zones.ts';
import type { WatchPlace } from '../src/domain/watch.ts';
import type { DialogDependencies } from './dependencies.ts';
import { reply } from './reply.ts';
import { turnInput } from './turn-input.ts';
import type { WatchAction } from './watch-data.ts';
import { showChanged } from './watch-list.ts';

type Needs = Pick<DialogDependencies, 'gate' | 'watches' | 'watchReach'>;
type Inputs = Extract<WatchAction, { readonly verb: 'watch.set' }>;

/** When and how this chat or channel is told. */
export async function showSettings(context: TurnContext, place: WatchPlace, problem?: SettingProblem): Promise<void> {
  const { locale, timeZone } = turnInput(context);
  await reply(context, watchSettingsCard(locale, { place, zones: [timeZone, 'UTC'], problem }));
}

export async function saveSettings(context: TurnContext, deps: Needs, place: WatchPlace, inputs: Inputs): Promise<void> {
  const { person, now } = turnInput(context);
  const quiet = quietHours(inputs);
  const timeZone = timeZoneNamed(inputs.zone);
  const minute = minuteOfDay(inputs.digestTime);
  const { highImpact: highImpactRings, unseen, digest, weekday } = inputs;
  const toldOfUnseen = place.scope === 'team' && unseen;
  const digestAt = { minute: minute ?? place.digestAt.minute, weekday };
  const written = { ...place, highImpactRings, toldOfUnseen, digest, digestAt };
  if (quiet === 'wrong') return showSettings(context, { ...written, timeZone: timeZone ?? place.timeZone }, 'quiet');
  if (timeZone === undefined) return showSettings(context, { ...written, quiet }, 'no-zone');
  if (digest !== 'none' && minute === undefined) return showSettings(context, { ...written, quiet, timeZone }, 'no-time');
  const settings = { timeZone, quiet, highImpactRings, toldOfUnseen, digest, digestAt };
  await showChanged(context, deps, await deps.watches.set(place, settings, person.id, now), { name: 'set' });
}

function quietHours({ quietFrom, quietTo }: Inputs): QuietHours | undefined | 'wrong' {
  if (quietFrom === '' && quietTo === '') return undefined;
  const [from, to] = [minuteOfDay(quietFrom), minuteOfDay(quietTo)];
  return from === undefined || to === undefined || from === to ? 'wrong' : { from, to };
}
