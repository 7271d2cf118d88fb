import assert from 'node:assert/strict';
import { runWeek } from '../support/case-week/run-week.ts';
import { freshDatabase } from '../support/database.ts';

describe('The clocks of a week of cases', () => {
  const weeks: readonly [name: string, from: string][] = [
    ['in which Europe puts its clocks back', '2026-10-22T00:00:00Z'],
    ['in which Europe puts its clocks forward', '2027-03-25T00:00:00Z'],
    ['in which America puts its clocks forward', '2027-03-11T00:00:00Z'],
  ];
  for (const [index, [name, from]] of weeks.entries()) {
    it(`${name}, with outages of an hour and two sweepers at once: nothing missed, early or doubled`, async function () {
      this.timeout(240_000);
      const { cases, rung, late, ...wrong } = await runWeek(await freshDatabase(), {
        from: new Date(from),
        cases: 100,
        seed: 20_261_121 + index,
      });

      assert.deepEqual(wrong, { missed: [], unexpected: [], early: [], doubled: [], outOfOrder: [] });
      assert.ok(cases === 100 && rung > 300 && late > 0, `${rung} clocks rang, ${late} of them late`);
    });
  }
});
