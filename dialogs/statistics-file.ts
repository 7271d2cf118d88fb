import type { TurnContext } from 'botbuilder';
import { statisticsSheet } from '../cards/statistics-sheet.ts';
import type { FiguresBy } from '../src/domain/case-figures.ts';
import { monthOf, monthsUpTo, type MonthSpan } from '../src/domain/month.ts';
import type { DialogDependencies } from './dependencies.ts';
import type { FiguresData } from './file-data.ts';
import { MOST_LINES, offerFile, type MadeFile } from './offered-file.ts';
import { permitted } from './reply.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'caseStatistics' | 'gate' | 'writeSheet'>;

const MONTHS_OF_A_YEAR = 12;

/** The months that figures are of: one, or by month the year that ends with it; never one to come. */
export function figuresSpan(context: TurnContext, { month, by }: FiguresData): { readonly month: string; readonly span: MonthSpan } {
  const { now, timeZone } = turnInput(context);
  const present = monthOf(now, timeZone);
  const shown = month > present ? present : month;
  return { month: shown, span: monthsUpTo(shown, by === 'month' ? MONTHS_OF_A_YEAR : 1, timeZone) };
}

/** Offers all figures of a card as a CSV file. */
export async function offerStatisticsFile(
  context: TurnContext,
  deps: Needs & Pick<DialogDependencies, 'files'>,
  asked: { readonly month: string; readonly by: FiguresBy },
): Promise<void> {
  const file = await statisticsFile(context, deps, asked);
  if (file !== undefined) await offerFile(context, deps, file);
}

/** The figures of the customers that this person may see now; undefined when the reason why not has been shown. */
export async function statisticsFile(
  context: TurnContext,
  { caseStatistics, gate, writeSheet }: Needs,
  { by, ...asked }: FiguresData,
): Promise<MadeFile | undefined> {
  if (!(await permitted(context, 'see-cases'))) return undefined;
  const { locale, person, now, timeZone } = turnInput(context);
  const { month, span } = figuresSpan(context, { by, ...asked });
  const rows = await caseStatistics.figures(span, by, gate.view(person, now), MOST_LINES);
  const sheet = statisticsSheet(locale, { by, month, rows }, { now, timeZone });
  return {
    of: { kind: 'statistics' },
    sheet,
    bytes: await writeSheet(sheet),
    total: rows.length,
    data: { month, by },
    verb: 'statistics.csv',
  };
}
