import { DESKS } from './filing-desks.ts';
import { FAULTS } from './filing-faults.ts';
import { killed, killedAfterSubmit, killedDuringSubmit, struck } from './filing-runs.ts';
import { filingSuite } from './filing-suite.ts';
import { MOMENTS, TELLING } from './kill-at.ts';
import { requestsAreKnown } from './filing-requests.ts';

const KINDS = {
  'Partner Center': DESKS['Partner Center'],
  'a Partner Center that ignores MS-RequestId': DESKS['Partner Center, ignoring MS-RequestId'],
} as const;
const STEPS = Object.keys(DESKS['Partner Center'].steps([]));

const RUNS = [
  // First, since it takes longest.
  { title: 'the bot is killed during the submitting turn and the button is pressed again', run: killedDuringSubmit },
  ...[...STEPS, TELLING].flatMap((step) =>
    MOMENTS.map((moment) => ({ title: `the bot is killed at ${step}, ${moment}`, run: killed(step, moment) })),
  ),
  { title: 'the bot is killed right after the submitting turn', run: killedAfterSubmit },
  ...Object.keys(FAULTS).map((fault) => ({ title: `the creation ${fault}`, run: struck('the creation', fault) })),
];

describe('a filing with Partner Center, with the real bot and database', function () {
  this.timeout(180_000);

  it('consists of the requests that the tables below strike', () =>
    requestsAreKnown(DESKS['Partner Center'], ['the second creation'], { reset: 'before' }));

  filingSuite({ desks: KINDS, lanes: 5, runs: RUNS });
});
