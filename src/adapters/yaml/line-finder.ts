import { isAlias, isMap, isNode, isScalar, isSeq, type Document, type LineCounter } from 'yaml';
import type { PlanPlace } from '../../domain/plan-problem.ts';
import { WEEKDAYS } from './plan-form.ts';

/** Finds the line at which a value of the file begins; of one that is not there, that of what it would be part of. */
export function lineFinder(document: Document, lines: LineCounter): (path: PlanPlace) => number {
  return (path) => {
    let offset = 0;
    let node: unknown = document.contents;
    for (const key of path) {
      if (isAlias(node)) node = node.resolve(document);
      const step = stepInto(node, key);
      if (step === undefined) break;
      offset = step.offset;
      node = step.node;
    }
    return lines.linePos(offset).line;
  };
}

function stepInto(node: unknown, key: string | number): { readonly offset: number; readonly node: unknown } | undefined {
  if (isSeq(node)) {
    const item = typeof key === 'number' ? node.items[key] : undefined;
    return isNode(item) && item.range ? { offset: item.range[0], node: item } : undefined;
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find((one) => isScalar(one.key) && String(one.key.value) === String(key));
  return isScalar(pair?.key) && pair.key.range ? { offset: pair.key.range[0], node: pair.value } : undefined;
}

/** What the keys of a plan are called in the file. */
const IN_FILE: Readonly<Record<string, string>> = {
  acknowledgeMinutes: 'acknowledge',
  firstResponseMinutes: 'firstResponse',
  resolutionMinutes: 'resolution',
  warnAtPercentLeft: 'warnAt',
  afterMinutes: 'after',
  everyMinutes: 'every',
  channelId: 'channel',
  tenantIds: 'customers',
};

/** Where a place of the plan stands in the file. */
export function filePlace(place: PlanPlace): PlanPlace {
  return place.map((key, index) => {
    if (typeof key === 'number') return place[index - 1] === 'week' ? (WEEKDAYS[key] ?? key) : key;
    return IN_FILE[key] ?? key;
  });
}
