import { BotError } from '../domain/errors.ts';
import { planProblems } from '../domain/escalation-plan-check.ts';
import type { PlanContent } from '../domain/escalation-plan-schema.ts';
import type { EscalationPlan, PlanPerson } from '../domain/escalation-plan.ts';
import { may } from '../domain/permissions.ts';
import { planDifference, type PlanDifference } from '../domain/plan-difference.ts';
import { personsOf, withPersons } from '../domain/plan-persons.ts';
import type { PlanPlace, PlanProblem, PlanRemark } from '../domain/plan-problem.ts';
import { planRemarks } from '../domain/plan-remarks.ts';
import type { EscalationChannels } from '../ports/escalation-channels.ts';
import type { FileProblem, FoundFileProblem, PlanFile, PlanInFile } from '../ports/plan-file.ts';
import type { PlanStore } from '../ports/plan-store.ts';
import { withinDeadline } from './deadline.ts';
import type { RecognisePerson } from './recognise-person.ts';

/** Why somebody who is named in a file was not found. */
export interface PersonProblem {
  readonly code: 'unknown-person' | 'not-staff' | 'people-untold';
  readonly named: string;
}

export interface PlanFileProblem {
  /** 1 is the first line. */
  readonly line: number;
  readonly problem:
    | FileProblem
    | PersonProblem
    | { readonly code: 'too-many-people'; readonly most: number }
    | { readonly code: 'outdated'; readonly seen: number; readonly current: number }
    /** With the place in `content`. */
    | (PlanProblem & { readonly content: PlanContent });
}

type ReadPlanFileResult =
  | { readonly outcome: 'problems'; readonly problems: readonly PlanFileProblem[] }
  | {
      readonly outcome: 'plan';
      /** With the version of the newest, in place of which it would come. */
      readonly plan: EscalationPlan;
      readonly differences: readonly PlanDifference[];
      readonly remarks: readonly PlanRemark[];
    };

/** Reads a plan from a file, finds the people in it, and checks it; nothing is stored. */
export type ReadPlanFile = (text: string, signal: AbortSignal) => Promise<ReadPlanFileResult>;

/** Looked up in the directory for one file. */
export const MOST_PEOPLE = 40;
/** A turn waits no longer for the directory. */
const WAIT_MS = 5_000;

export function readPlanFile(deps: {
  readonly file: Pick<PlanFile, 'read'>;
  readonly plans: Pick<PlanStore, 'current'>;
  readonly channels: Pick<EscalationChannels, 'list'>;
  readonly recognise: RecognisePerson;
}): ReadPlanFile {
  async function find({ id }: PlanPerson, signal: AbortSignal): Promise<PlanPerson | PersonProblem> {
    try {
      const colleague = await withinDeadline(WAIT_MS, signal, (within) => deps.recognise(id, within));
      if (colleague === undefined) return { code: 'unknown-person', named: id };
      return may(colleague, 'work-cases') ? { id: colleague.id, name: colleague.displayName } : { code: 'not-staff', named: id };
    } catch (error) {
      if (!(error instanceof BotError)) throw error;
      return { code: 'people-untold', named: id };
    }
  }

  /** The plan with the people who were given by an address, or without a name. */
  async function withPeople({ content, lineOf }: PlanInFile, signal: AbortSignal): Promise<PlanContent | readonly PlanFileProblem[]> {
    const asked = personsOf(content).filter(({ person }) => person.name === '');
    const byId = new Map(asked.map(({ person }) => [person.id, person]));
    const [first] = asked;
    if (first === undefined) return content;
    if (byId.size > MOST_PEOPLE) return [{ line: lineOf(first.at), problem: { code: 'too-many-people', most: MOST_PEOPLE } }];
    const found = new Map(await Promise.all([...byId].map(async ([id, person]) => [id, await find(person, signal)] as const)));
    const problems = asked.flatMap(({ person, at }): PlanFileProblem[] => {
      const problem = found.get(person.id);
      return problem === undefined || !('code' in problem) ? [] : [{ line: lineOf(at), problem }];
    });
    if (problems.length > 0) return problems;
    return withPersons(content, (person) => {
      const known = found.get(person.id);
      return known === undefined || 'code' in known ? person : known;
    });
  }

  return async (text, signal) => {
    const [current, channels] = await Promise.all([deps.plans.current(), deps.channels.list()]);
    const read = deps.file.read(text, channels);
    if ('problems' in read) return refused(read.problems);
    const { version: seen, lineOf } = read;
    if (seen !== undefined && seen !== current.version) {
      return refused([{ line: lineOf(['version']), problem: { code: 'outdated', seen, current: current.version } }]);
    }
    const content = await withPeople(read, signal);
    if ('length' in content) return refused(content);
    const problems = planProblems(content, new Set(channels.map(({ conversationId }) => conversationId)));
    if (problems.length > 0) return refused(problems.map((problem) => located(problem, content, lineOf)));
    const plan = { version: current.version, ...content };
    return { outcome: 'plan', plan, differences: planDifference(current, plan), remarks: planRemarks(plan) };
  };
}

const refused = (problems: readonly (PlanFileProblem | FoundFileProblem)[]): ReadPlanFileResult => ({
  outcome: 'problems',
  problems: problems.toSorted((one, other) => one.line - other.line),
});

const located = (problem: PlanProblem, content: PlanContent, lineOf: (place: PlanPlace) => number): PlanFileProblem => ({
  line: lineOf(problem.at),
  problem: { ...problem, content },
});
