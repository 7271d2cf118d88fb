import { benchBoard } from './board.ts';
import { benchCards } from './cards.ts';
import { benchCases } from './cases.ts';
import { benchFanOutFaults } from './fan-out-faults.ts';
import { benchFanOut } from './fan-out.ts';
import { benchFiling } from './filing.ts';
import { benchHealth } from './health.ts';
import { benchSearch } from './search.ts';
import { benchSweep } from './sweep.ts';
import { benchTurns } from './turns.ts';

/** `npm run bench [part …]`: one line of JSON per figure. */
const PARTS: Readonly<Record<string, () => Promise<void> | void>> = {
  board: benchBoard,
  cards: benchCards,
  cases: benchCases,
  'fan-out': benchFanOut,
  'fan-out-faults': benchFanOutFaults,
  filing: benchFiling,
  health: benchHealth,
  search: benchSearch,
  sweep: benchSweep,
  turns: benchTurns,
};
const asked = process.argv.slice(2);
for (const [name, run] of Object.entries(PARTS)) if (asked.length === 0 || asked.includes(name)) await run();
