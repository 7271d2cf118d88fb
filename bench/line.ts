/** One figure of the bench, printed as one line of JSON. */
interface Figure {
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
  /** What it must not exceed, where the project promises something. */
  readonly bar?: number;
  readonly how: string;
}

export function print(figure: Figure): void {
  const met = figure.bar === undefined ? {} : { met: figure.value <= figure.bar };
  process.stdout.write(`${JSON.stringify({ ...figure, value: Number(figure.value.toPrecision(4)), ...met })}\n`);
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
