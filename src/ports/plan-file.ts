import type { PlanContent } from '../domain/escalation-plan-schema.ts';
import type { EscalationPlan } from '../domain/escalation-plan.ts';
import type { PlanPlace } from '../domain/plan-problem.ts';
import type { EscalationChannel } from './escalation-channels.ts';

/** What a value in the file should look like. */
export const FILE_EXPECTATIONS = [
  'duration',
  'time',
  'hours',
  'day',
  'per-cent',
  'turn',
  'person',
  'call',
  'choice',
  'text',
  'list',
  'map',
  'number',
] as const;
export type FileExpectation = (typeof FILE_EXPECTATIONS)[number];

/** Why a file is no plan. */
export type FileProblem =
  | { readonly code: 'too-large' | 'no-yaml' | 'too-many-aliases' }
  | { readonly code: 'unknown-key' | 'missing-key'; readonly key: string }
  /** `choices`: of a choice. */
  | { readonly code: 'wrong-value'; readonly key: string; readonly expected: FileExpectation; readonly choices: readonly string[] };

export interface FoundFileProblem {
  /** 1 is the first line. */
  readonly line: number;
  readonly problem: FileProblem;
}

/** A file that has the form of a plan. Whether it makes sense is for `planProblems`. */
export interface PlanInFile {
  /** The version of the plan that it was made from, where it says so. */
  readonly version: number | undefined;
  /** People that were given by their address have it as their id; channels that nobody knows have their name as it. */
  readonly content: PlanContent;
  /** The line of a place of the plan, or of what it is part of. */
  lineOf(this: void, place: PlanPlace): number;
}

/** Plans as files that people write. */
export interface PlanFile {
  /** In the order of the lines; bounded. */
  read(text: string, channels: readonly EscalationChannel[]): PlanInFile | { readonly problems: readonly FoundFileProblem[] };
  /** Reads the same again. */
  write(plan: EscalationPlan, channels: readonly EscalationChannel[]): string;
}
