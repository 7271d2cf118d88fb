import type { Locale } from '../src/domain/locale.ts';
import type { CaseEvent, CaseStand, SupportCase } from '../src/domain/support-case.ts';
import { sheetMoments } from '../src/locales/formats.ts';
import { words, type Words } from '../src/locales/words.ts';
import { eventText } from './case-event.ts';
import { plain } from './safe-text.ts';
import { severityName } from './severity-words.ts';
import { cell, namedSheet, type NamedSheet, type SheetTime } from './sheet.ts';

const COLUMNS = [
  'reference',
  'customer',
  'tenantId',
  'product',
  'title',
  'number',
  'at',
  'utc',
  'actor',
  'actorId',
  'what',
  'text',
  'stateBefore',
  'stateAfter',
  'ownerBefore',
  'ownerAfter',
  'severityBefore',
  'severityAfter',
  'due',
  'late',
] as const;

/** Longer than any field of a form: the trail is given whole. */
const LONGEST_TEXT = 20_000;

/** A case with its audit trail, one line for each entry, oldest first. */
export function caseSheet(locale: Locale, of: SupportCase, trail: readonly CaseEvent[], time: SheetTime): NamedSheet {
  const t = words(locale);
  const moment = sheetMoments(time.timeZone);
  const ofCase = [of.reference, cell(of.customerName ?? ''), of.tenantId ?? '', t(`products.${of.product}`), cell(of.title)];
  return namedSheet(locale, of.reference, time, {
    header: COLUMNS.map((key) => t(`statistics.trail.columns.${key}`, { zone: time.timeZone })),
    rows: trail.map((event) => {
      const { at, actor, detail, version } = event;
      const person = actor === 'system' ? undefined : actor;
      return [
        ...ofCase,
        version,
        moment(at),
        at.toISOString(),
        person === undefined ? t('case.bot') : cell(person.name),
        person?.id ?? '',
        eventText({ t, write: plain, moment }, event),
        plain(textOf(of, event), LONGEST_TEXT, 'lines'),
        stateCell(t, detail.before),
        stateCell(t, detail.after),
        cell(detail.before?.ownerName ?? ''),
        cell(detail.after?.ownerName ?? ''),
        severityCell(t, detail.before),
        severityCell(t, detail.after),
        detail.dueAt ?? '',
        detail.lateSeconds ?? '',
      ];
    }),
  });
}

/** The first entry carries what was escalated. */
function textOf({ description, tried }: SupportCase, { kind, text }: CaseEvent): string {
  return kind === 'opened' ? [description, tried].filter((part) => part !== undefined).join('\n\n') : (text ?? '');
}

function stateCell(t: Words, stand: CaseStand | undefined): string {
  if (stand === undefined) return '';
  return stand.state === 'waiting' ? t('statistics.trail.waiting') : t(`case.states.${stand.state}`);
}

function severityCell(t: Words, stand: CaseStand | undefined): string {
  return stand?.severity === undefined ? '' : severityName(t, stand.severity);
}
