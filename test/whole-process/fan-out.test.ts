import assert from 'node:assert/strict';
import { freshDatabase } from '../support/database.ts';
import { runFanOut, type FanOutOutcome } from './fan-out-run.ts';

const PEOPLE = 240;
const SEED = 4;

describe('an incident told to many while calls fail and the sending replica is killed', function () {
  this.timeout(240_000);
  let outcome: FanOutOutcome;

  before(async () => {
    const { url } = await freshDatabase();
    outcome = await runFanOut({ databaseUrl: url, people: PEOPLE, seed: SEED, unfolds: true });
  });

  it('has one row in the ledger for each chat and channel, each in one state', () => {
    const { places, rows, states } = outcome;
    const sum = Object.values(states).reduce((total, count) => total + count, 0);

    assert.deepEqual([rows, sum, states.queued], [places, places, 0]);
  });

  it('reaches everybody once, unless the ledger says why not', () => {
    assert.deepEqual({ doubled: outcome.doubled, withoutCard: outcome.withoutCard }, { doubled: [], withoutCard: [] });
  });

  it('marks as uncertain no more than what was lost on the way', () => {
    const { states, mayBeUncertain, struck } = outcome;

    assert.ok(struck > 0);
    assert.ok(states.uncertain <= mayBeUncertain, `${states.uncertain} uncertain, ${mayBeUncertain} may be`);
  });

  it('ends with the last change on every card, the same everywhere', () => {
    assert.deepEqual(outcome.behind, []);
    assert.equal(outcome.texts.length, 1, outcome.texts.join('\n--\n'));
    assert.match(outcome.texts[0] ?? '', /\nRestored\n/);
  });

  it('rings for each change once', () => {
    assert.deepEqual(outcome.rungTwice, []);
  });

  it('never writes twice at once into one conversation', () => {
    assert.equal(outcome.overlapped, 0);
  });
});
