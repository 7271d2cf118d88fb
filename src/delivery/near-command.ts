import type { Command, CommandName, FindNearCommand, ReadCommand } from '../domain/command.ts';
import { editDistance } from '../domain/likeness.ts';
import { folded } from '../domain/word-match.ts';

/** Shorter words are like each other by chance. */
const SHORTEST = 5;
/** From here on two letters may be wrong. */
const LONG = 8;
/** In words; what is longer is a sentence. */
const LONGEST_LINE = 4;

/** Finds the command whose name of one word is nearly the first word of a line. */
export function findNearCommand(
  commands: readonly { readonly name: CommandName; readonly words: readonly string[] }[],
  read: ReadCommand,
): FindNearCommand {
  const names = [...new Set(commands.flatMap(({ words }) => words))].filter((word) => !/\s/u.test(word) && word.length >= SHORTEST);
  const folds = names.map((name) => ({ name, plain: folded(name) }));
  return (text) => {
    const [first = '', ...others] = text.trim().split(/\s+/u);
    const typed = folded(first);
    if (typed.length < SHORTEST || others.length >= LONGEST_LINE || folds.some(({ plain }) => plain === typed)) return undefined;
    const most = typed.length >= LONG ? 2 : 1;
    const near = folds
      .filter(({ plain }) => Math.abs(plain.length - typed.length) <= most)
      .map(({ name, plain }) => ({ name, away: editDistance(typed, plain) }))
      .filter(({ away }) => away <= most)
      .toSorted((a, b) => a.away - b.away)[0];
    if (near === undefined) return undefined;
    const line = [near.name, ...others].join(' ');
    const command = read(line);
    return command && { command: command.name, text: argumentOf(command), line };
  };
}

function argumentOf(command: Command): string {
  switch (command.name) {
    case 'requests':
    case 'cases':
      return command.filter;
    case 'health':
    case 'incidents':
    case 'access':
    case 'watches':
      return command.customer;
    case 'request':
    case 'case':
    case 'incident':
      return command.id;
    default:
      return 'text' in command ? command.text : '';
  }
}
