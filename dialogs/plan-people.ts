import type { TurnContext } from 'botbuilder';
import type { TypedProblem } from '../cards/plan-typed.ts';
import { BotError } from '../src/domain/errors.ts';
import type { PlanPerson } from '../src/domain/escalation-plan.ts';
import { may } from '../src/domain/permissions.ts';
import { knownPerson } from '../src/domain/plan-people.ts';
import type { DialogDependencies } from './dependencies.ts';
import { turnInput } from './turn-input.ts';

/** As many as a level or a rota may have. */
const MOST_LINES = 100;
/** Looked up in the directory at once. */
const MOST_LOOKED_UP = 20;

interface ReadPeople {
  readonly people: readonly PlanPerson[];
  readonly problems: readonly TypedProblem[];
}

/**
 * People as typed, one a line and in this order: those whom the plan names already by name or id, others by the address they sign in with. Somebody new must
 * be a colleague who may take cases.
 */
export async function readPeople(
  context: TurnContext,
  { recognise }: Pick<DialogDependencies, 'recognise'>,
  text: string,
  known: readonly PlanPerson[],
): Promise<ReadPeople> {
  const lines = text
    .split(/[\n\r;]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, MOST_LINES);
  const unknown = [...new Set(lines.filter((line) => knownPerson(line, known) === undefined))];
  const found = new Map(
    await Promise.all(
      unknown.map(
        async (line, at) => [line, at < MOST_LOOKED_UP ? await lookUp(context, recognise, line) : problem('people-untold', line)] as const,
      ),
    ),
  );
  const people: PlanPerson[] = [];
  const problems: TypedProblem[] = [];
  for (const line of lines) {
    const person = knownPerson(line, known) ?? found.get(line) ?? problem('unknown-person', line);
    if (person === 'several') problems.push(problem('several-people', line));
    else if ('named' in person) problems.push(person);
    else people.push(person);
  }
  return { people, problems };
}

async function lookUp(context: TurnContext, recognise: DialogDependencies['recognise'], line: string): Promise<PlanPerson | TypedProblem> {
  // Anything else is no address: the directory is not asked.
  if (!/^[^\s/?#]+@[^\s/?#]+$/.test(line)) return problem('unknown-person', line);
  try {
    const colleague = await recognise(line.toLowerCase(), turnInput(context).signal);
    if (colleague === undefined) return problem('unknown-person', line);
    return may(colleague, 'work-cases') ? { id: colleague.id, name: colleague.displayName } : problem('not-staff', line);
  } catch (error) {
    if (!(error instanceof BotError)) throw error;
    return problem('people-untold', line);
  }
}

const problem = (name: TypedProblem['name'], named: string): TypedProblem => ({ name, named });
