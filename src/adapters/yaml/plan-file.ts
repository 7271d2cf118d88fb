import { isScalar, LineCounter, parseDocument, visit, type Document } from 'yaml';
import type { FoundFileProblem, PlanFile } from '../../ports/plan-file.ts';
import { channelIds, channelNames } from './channel-names.ts';
import { fileProblems } from './file-problems.ts';
import { filePlace, lineFinder } from './line-finder.ts';
import { PlanForm } from './plan-form.ts';
import { writePlan } from './write-plan.ts';

/** Letters of a file: to read so many takes some hundred milliseconds, a plan has some thousand. */
const LONGEST = 200_000;
/** Values that aliases may stand for in all: a few letters could grow into millions of values. */
const MOST_ALIASES = 100;

/** Plans as YAML 1.2. */
export function yamlPlanFile(): PlanFile {
  return {
    read(text, channels) {
      if (text.length > LONGEST) return whole(1, 'too-large');
      const lines = new LineCounter();
      // The library would compare each key with every other: a file of nothing but keys would keep everybody waiting.
      const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error', uniqueKeys: false });
      const broken = document.errors[0]?.pos[0] ?? doubledKey(document);
      if (broken !== undefined) return whole(lines.linePos(broken).line, 'no-yaml');
      let value: unknown;
      try {
        value = document.toJS({ maxAliasCount: MOST_ALIASES });
      } catch (error) {
        // https://eemeli.org/yaml/#tojs-options
        if (error instanceof ReferenceError) return whole(1, 'too-many-aliases');
        throw error;
      }
      const lineOf = lineFinder(document, lines);
      const read = PlanForm.safeParse(value ?? {});
      if (!read.success) return { problems: fileProblems(read.error, value, lineOf) };
      return { version: read.data.version, content: channelIds(read.data.content, channels), lineOf: (place) => lineOf(filePlace(place)) };
    },

    write: (plan, channels) => writePlan(plan, channelNames(channels)),
  };
}

/** Where a key stands that its map has already. */
function doubledKey(document: Document): number | undefined {
  let found: number | undefined;
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        if (seen.has(name)) {
          found = key.range?.[0] ?? 0;
          return visit.BREAK;
        }
        seen.add(name);
      }
      return undefined;
    },
  });
  return found;
}

const whole = (line: number, code: 'too-large' | 'no-yaml' | 'too-many-aliases'): { readonly problems: readonly FoundFileProblem[] } => ({
  problems: [{ line, problem: { code } }],
});
