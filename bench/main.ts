import { benchCards } from './cards.ts';
import { benchSearch } from './search.ts';
import { benchTurns } from './turns.ts';

/** `npm run bench [part …]`: one line of JSON per figure. */
const PARTS: Readonly<Record<string, () => Promise<void> | void>> = { cards: benchCards, search: benchSearch, turns: benchTurns };
const asked = process.argv.slice(2);
for (const [name, run] of Object.entries(PARTS)) if (asked.length === 0 || asked.includes(name)) await run();
