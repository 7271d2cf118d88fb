import type { PlanPerson } from './escalation-plan.ts';

/** People as a form shows them, one a line: by name, where only one of those known has it, else by id. */
export function writtenPeople(people: readonly PlanPerson[], known: readonly PlanPerson[]): string {
  return people.map(({ id, name }) => (name !== '' && !/[\n\r]/.test(name) && called(known, name).length === 1 ? name : id)).join('\n');
}

/** Somebody who is named already: by id or by name; undefined: nobody; `several`: the name says too little. */
export function knownPerson(line: string, known: readonly PlanPerson[]): PlanPerson | 'several' | undefined {
  const [first, ...others] = called(known, line);
  return others.length > 0 ? 'several' : first;
}

function called(known: readonly PlanPerson[], text: string): readonly PlanPerson[] {
  const wanted = text.trim().toLowerCase();
  return known.filter(({ id, name }) => id.toLowerCase() === wanted || name.trim().toLowerCase() === wanted);
}
