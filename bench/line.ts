/** One figure of the bench, printed as one line of JSON. */
interface Figure {
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
  /** What it must not exceed, where the project promises something. */
  readonly bar?: number;
  /** What it must reach, where the project promises that. */
  readonly atLeast?: number;
  readonly how: string;
}

export function print(figure: Figure): void {
  const { value, bar, atLeast } = figure;
  const met = bar === undefined && atLeast === undefined ? {} : { met: value <= (bar ?? Infinity) && value >= (atLeast ?? -Infinity) };
  process.stdout.write(`${JSON.stringify({ ...figure, value: Number(figure.value.toPrecision(4)), ...met })}\n`);
}

export function median(values: readonly number[]): number {
  return atQuantile(values, 0.5);
}

/** The value that a part of all, 0 to 1, do not exceed. */
export function atQuantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** A log of the bench: only what goes wrong is told to it. */
export function warn(event: string): void {
  process.stderr.write(`${event}\n`);
}
