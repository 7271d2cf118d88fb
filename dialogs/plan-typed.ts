import type { TypedProblem } from '../cards/plan-typed.ts';
import { typedMinutes } from '../src/domain/typed-duration.ts';

/** A span of time in minutes, as typed; one that cannot be read is noted. */
export function spanTyped(text: string, problems: TypedProblem[]): number | undefined {
  const minutes = typedMinutes(text);
  if (minutes === undefined) problems.push({ name: 'bad-span', named: text });
  return minutes;
}

/** A whole number, as typed; one that does not fit is noted. */
export function numberTyped(
  text: string,
  { from, to }: { readonly from: number; readonly to: number },
  problems: TypedProblem[],
): number | undefined {
  const number = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= from && number <= to) return number;
  problems.push({ name: 'bad-number', named: text });
  return undefined;
}
