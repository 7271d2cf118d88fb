import type { TurnContext } from 'botbuilder';
import { statisticsCard } from '../cards/statistics.ts';
import { monthNamed, monthOf } from '../src/domain/month.ts';
import { readAction } from './card-data.ts';
import type { DialogDependencies } from './dependencies.ts';
import { StatisticsAction, type FiguresData } from './file-data.ts';
import { notify, permitted, reply } from './reply.ts';
import { figuresSpan, offerStatisticsFile } from './statistics-file.ts';
import { turnInput, type CardAction } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'caseStatistics' | 'files' | 'gate' | 'writeSheet'>;

/** More groups than a card shows, so that it can tell how many are left out. */
const MOST_ROWS = 1_000;

/** `statistics [month]`: how the cases of this month or of that one went. */
export async function openStatistics(context: TurnContext, deps: Needs, text: string): Promise<void> {
  const { now, timeZone } = turnInput(context);
  const present = monthOf(now, timeZone);
  const month = text === '' ? present : monthNamed(text, present);
  await showStatistics(context, deps, { month: month ?? present, by: 'all' }, month === undefined ? text : undefined);
}

/** Buttons `statistics.…`: another month, other groups, the file. */
export async function actOnStatistics(context: TurnContext, deps: Needs, pressed: CardAction): Promise<void> {
  const action = readAction(StatisticsAction, pressed);
  if (action === undefined) return notify(context, { name: 'old-card' });
  if (action.verb === 'statistics.csv') return offerStatisticsFile(context, deps, action);
  await showStatistics(context, deps, action, undefined);
}

async function showStatistics(
  context: TurnContext,
  { caseStatistics, files, gate }: Needs,
  asked: FiguresData,
  unknownMonth: string | undefined,
): Promise<void> {
  if (!(await permitted(context, 'see-cases'))) return;
  const { locale, person, now, timeZone } = turnInput(context);
  const { by } = asked;
  const { month, span } = figuresSpan(context, asked);
  const view = gate.view(person, now);
  const rows = await caseStatistics.figures(span, by, view, MOST_ROWS);
  const isPresent = month === monthOf(now, timeZone);
  await reply(
    context,
    statisticsCard(locale, { by, month, isPresent, unknownMonth, rows, ofAccess: view !== 'all', files: files.possible }),
  );
}
