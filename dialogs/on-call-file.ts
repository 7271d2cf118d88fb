import type { TurnContext } from 'botbuilder';
import { shiftsBetween } from '../src/domain/duty.ts';
import { nameKey, rotaNamed } from '../src/domain/escalation-routing.ts';
import type { DialogDependencies } from './dependencies.ts';
import { offerFile, type MadeFile } from './offered-file.ts';
import { notify, permitted } from './reply.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'plans' | 'shiftCalendar' | 'shifts'>;

/** What a file holds, in days from now on; a little of what was before is left out. */
const DAYS = 184;
const MOST_SHIFTS = 1_000;

/** Offers the shifts of a rota as an iCalendar file. */
export async function offerOnCallFile(context: TurnContext, deps: Needs & Pick<DialogDependencies, 'files'>, rota: string): Promise<void> {
  const file = await onCallFile(context, deps, rota);
  if (file !== undefined) await offerFile(context, deps, file);
}

/** The shifts of the coming half year; undefined when the reason why not has been shown. */
export async function onCallFile(context: TurnContext, deps: Needs, name: string): Promise<MadeFile | undefined> {
  if (!(await permitted(context, 'see-on-call'))) return undefined;
  const rota = rotaNamed(await deps.plans.current(), name);
  if (rota === undefined) {
    await notify(context, { name: 'old-card' });
    return undefined;
  }
  const { now } = turnInput(context);
  const to = new Date(now.getTime() + DAYS * 86_400_000);
  const shifts = shiftsBetween(rota, await deps.shifts.of(rota.name, now, to), now, to).slice(0, MOST_SHIFTS);
  const events = shifts.map((shift) => ({
    // Of the rota and the beginning, not of the person: after a swap the calendar changes its event.
    uid: `${encodeURIComponent(nameKey(rota.name))}-${shift.from.toISOString()}@on-call`,
    summary: shift.person.name,
    from: shift.from,
    to: shift.to,
  }));
  const text = deps.shiftCalendar.write(rota.name, rota.timeZone, events, now);
  return {
    of: { kind: 'on-call', rota: rota.name },
    sheet: { name: `${fileName(rota.name)}.ics`, rows: events },
    bytes: new TextEncoder().encode(text),
    total: events.length,
    data: { rota: rota.name },
    verb: 'oncall.file',
  };
}

/** What OneDrive takes as a name. */
const fileName = (name: string): string => name.replaceAll(/[\\/:*?"<>|#%~&{}]+/g, ' ').trim() || 'on-call';
