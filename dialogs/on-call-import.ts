import { randomUUID } from 'node:crypto';
import type { TurnContext } from 'botbuilder';
import { calendarImportCard } from '../cards/on-call-import.ts';
import { sameName } from '../src/domain/escalation-routing.ts';
import type { Rota } from '../src/domain/escalation-plan.ts';
import { BotError } from '../src/domain/errors.ts';
import type { EnteredShift } from '../src/domain/on-call.ts';
import { IMPORTED_DAYS } from '../src/domain/shift-change.ts';
import { personMeant, type Nameable } from '../src/domain/shift-people.ts';
import type { CalendarShift } from '../src/ports/shift-calendar.ts';
import type { DialogDependencies } from './dependencies.ts';
import { showRota } from './on-call-rota.ts';
import { notify, permitted, reply } from './reply.ts';
import { sentText } from './sent-text.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'fileReading' | 'files' | 'noteFailure' | 'plans' | 'recognise' | 'shiftCalendar' | 'shifts'>;

/** Rotas to choose from: cards must stay small. */
const MOST_ROTAS = 25;
/** Members whose addresses are looked up. */
const MOST_LOOKED_UP = 50;

/** A calendar that was sent: imported at once where there is one rota, else asked for which. */
export async function takeCalendar(
  context: TurnContext,
  deps: Needs,
  { name, url }: { readonly name: string; readonly url: string },
): Promise<void> {
  if (!(await permitted(context, 'change-on-call'))) return;
  const { rotas } = await deps.plans.current();
  const [rota, ...others] = rotas;
  if (rota === undefined) return notify(context, { name: 'calendar-no-rota' });
  if (others.length === 0) return importCalendar(context, deps, rota, url);
  const { person } = turnInput(context);
  // A file of ours is named after its rota; else it is most likely one of the person's own.
  const likely = (one: Rota): number =>
    sameName(one.name, name.replace(/\.ics$/i, '')) ? 0 : one.members.some(({ id }) => id === person.id) ? 1 : 2;
  const ordered = rotas.toSorted((one, another) => likely(one) - likely(another));
  const names = ordered.slice(0, MOST_ROTAS).map((one) => one.name);
  await reply(context, calendarImportCard(turnInput(context).locale, { fileName: name, url, rotas: names }));
}

/** The shifts of the coming year come in place of what was imported before; what names nobody of the rota is left out, and said. */
export async function importCalendar(context: TurnContext, deps: Needs, rota: Rota, url: string): Promise<void> {
  const { person, now, signal } = turnInput(context);
  const text = await sentText(context, deps, url);
  if (text === undefined) return;
  const to = new Date(now.getTime() + IMPORTED_DAYS * 86_400_000);
  const read = await deps.shiftCalendar.read(text, { from: now, to, timeZone: rota.timeZone }, signal);
  if (typeof read === 'string') return notify(context, { name: `calendar-${read}` });
  const members = await nameable(deps, rota, read, signal);
  const [shifts, leftOut]: [EnteredShift[], CalendarShift[]] = [[], []];
  for (const event of read) {
    const meant = personMeant(event, members);
    if (meant === undefined) leftOut.push(event);
    else shifts.push(shiftOf(rota, event, meant, person.id, now));
  }
  // A file about other people, or about another time, would only take away what there is.
  if (shifts.length === 0) return notify(context, { name: read.length === 0 ? 'calendar-empty' : 'calendar-nobody' });
  const count = await deps.shifts.replaceImported(rota.name, shifts, person.id, now);
  await showRota(context, deps, rota, { name: 'imported', count, leftOut: counted(leftOut) });
}

function shiftOf(rota: Rota, event: CalendarShift, person: EnteredShift['person'], actor: string, now: Date): EnteredShift {
  const { from, to, uid } = event;
  return { id: randomUUID(), rota: rota.name, person, from, to, source: 'calendar', uid, enteredBy: actor, enteredAt: now };
}

/** The members, with their addresses where the calendar has any; where the directory does not answer, a name has to do. */
async function nameable(
  { recognise, noteFailure }: Needs,
  { members }: Rota,
  events: readonly CalendarShift[],
  signal: AbortSignal,
): Promise<readonly Nameable[]> {
  const byName = members.map((member) => ({ ...member, address: undefined }));
  if (!events.some(({ summary, addresses }) => addresses.length > 0 || summary.includes('@'))) return byName;
  return Promise.all(
    byName.map(async (member, index) => {
      if (index >= MOST_LOOKED_UP) return member;
      try {
        return { ...member, address: (await recognise(member.id, signal))?.email?.toLowerCase() };
      } catch (error) {
        if (!(error instanceof BotError)) throw error;
        noteFailure(error);
        return member;
      }
    }),
  );
}

function counted(events: readonly CalendarShift[]): readonly { readonly title: string; readonly count: number }[] {
  const byTitle = Map.groupBy(events, ({ summary }) => summary);
  return [...byTitle].map(([title, some]) => ({ title, count: some.length })).toSorted((one, other) => other.count - one.count);
}
