import type { Locale } from '../domain/locale.ts';
import type { RepairId } from '../domain/repair.ts';
import { CATALOGUES } from './catalogues.ts';

/** The steps of a repair in one language, in their order; how many there are differs from repair to repair. */
export function repairSteps(locale: Locale, id: RepairId): readonly string[] {
  return Object.values(CATALOGUES[locale].repairs[id].steps);
}
