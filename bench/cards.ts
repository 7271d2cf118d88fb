import { SAMPLES } from '../test/cards/sample-cards.ts';
import { median, print } from './line.ts';

const ROUNDS = 200;
const BAR_MS = 0.3;

/** Time from data to card JSON, for every card of the samples with ordinary texts: templates are parsed before. */
export function benchCards(): void {
  const samples = SAMPLES.filter(({ kind }) => kind === 'ordinary');
  const slowest = samples
    .map(({ name, make }) => {
      const times = Array.from({ length: ROUNDS }, () => {
        const begun = performance.now();
        make('en');
        return performance.now() - begun;
      });
      return { name, time: median(times) };
    })
    .toSorted((a, b) => b.time - a.time);
  const how = `${samples.length} cards, ${ROUNDS} times each, median of each card`;
  print({ figure: 'card rendering, median card', value: median(slowest.map(({ time }) => time)), unit: 'ms', bar: BAR_MS, how });
  const [worst] = slowest;
  if (worst !== undefined)
    print({ figure: `card rendering, slowest card (${worst.name})`, value: worst.time, unit: 'ms', bar: BAR_MS, how });
}
