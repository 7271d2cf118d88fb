import type { z } from 'zod';
import type { PlanPlace } from '../../domain/plan-problem.ts';
import { FILE_EXPECTATIONS, type FileExpectation, type FileProblem, type FoundFileProblem } from '../../ports/plan-file.ts';

/** Problems that are named at once. */
const MOST = 50;

/** What the form refused, as problems with their lines, in the order of the lines. */
export function fileProblems(error: z.ZodError, value: unknown, lineOf: (path: PlanPlace) => number): readonly FoundFileProblem[] {
  // Of a text in place of a list it is also said that it is too long.
  const firstOfEach = [...Map.groupBy(error.issues, ({ path }) => JSON.stringify(path)).values()].flatMap((issues) => issues.slice(0, 1));
  return firstOfEach
    .flatMap((issue): readonly FoundFileProblem[] => {
      const path = issue.path.filter((key) => typeof key !== 'symbol');
      if (issue.code === 'unrecognized_keys') {
        return issue.keys
          .slice(0, MOST)
          .map((key) => ({ line: lineOf([...path, key]), problem: { code: 'unknown-key', key: short(key) } }));
      }
      return [{ line: lineOf(path), problem: problemOf(issue, path, value) }];
    })
    .toSorted((one, other) => one.line - other.line)
    .slice(0, MOST);
}

function problemOf(issue: z.core.$ZodIssue, path: PlanPlace, value: unknown): FileProblem {
  // An item of a list is named by the key of the list.
  const key = short(path.findLast((part) => typeof part === 'string') ?? '');
  if (isMissing(value, path)) return { code: 'missing-key', key };
  const expected = FILE_EXPECTATIONS.find((one) => one === issue.message) ?? fallback(issue);
  return { code: 'wrong-value', key, expected, choices: issue.code === 'invalid_value' ? issue.values.map(String) : [] };
}

/** Of a key that is none of a record's, such as a weekday or a language. */
const fallback = (issue: z.core.$ZodIssue): FileExpectation => (issue.code === 'invalid_key' ? 'choice' : 'text');

function isMissing(value: unknown, path: PlanPlace): boolean {
  let part = value;
  for (const key of path) {
    if (typeof part !== 'object' || part === null) return false;
    part = Reflect.get(part, key);
  }
  return path.length > 0 && typeof path.at(-1) === 'string' && part === undefined;
}

/** A key may be as long as the file. */
const short = (key: string): string => (key.length > 60 ? `${key.slice(0, 60)}…` : key);
