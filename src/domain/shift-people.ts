import type { PlanPerson } from './escalation-plan.ts';

/** Somebody a calendar may name. */
export interface Nameable extends PlanPerson {
  /** Lower case; undefined: not known. */
  readonly address: string | undefined;
}

/**
 * Whom an event of a calendar means: the only one whose whole name or address stands in the title, else the only one who is invited. undefined: nobody, or it
 * cannot be told who. A part of a name is not enough: it may be somebody else's too.
 */
export function personMeant(
  { summary, addresses }: { readonly summary: string; readonly addresses: readonly string[] },
  people: readonly Nameable[],
): PlanPerson | undefined {
  const title = ` ${folded(summary)} `;
  const inTitle = (text: string | undefined): boolean => text !== undefined && folded(text) !== '' && title.includes(` ${folded(text)} `);
  const named = people.filter(({ name, address }) => inTitle(name) || inTitle(address));
  const [person, ...others] =
    named.length > 0 ? named : people.filter(({ address }) => address !== undefined && addresses.includes(address));
  return person !== undefined && others.length === 0 ? { id: person.id, name: person.name } : undefined;
}

/** Letters and digits of any script, and what addresses are made of; all else parts words. */
function folded(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}@._+'’-]+/gu, ' ')
    .replaceAll(/(?<= )[._'’-]+|[._'’-]+(?= |$)/gu, ' ')
    .replaceAll(/ +/g, ' ')
    .trim();
}
