import assert from 'node:assert/strict';
import type { FilingDesk } from './filing-desks.ts';
import { runsUnderWay, type RunsUnderWay } from './filing-lanes.ts';
import { resolved, type Outcome, type Run } from './filing-runs.ts';
import { startLane, type Lane } from './lane.ts';

/** Ways of filing, with what befalls each. */
export interface FilingSuite {
  readonly desks: Readonly<Record<string, FilingDesk>>;
  /** Of each desk. */
  readonly lanes: number;
  readonly runs: readonly FilingCase[];
}

interface FilingCase {
  readonly title: string;
  readonly run: Run;
  /** How it ends: as the desk usually ends it, unless told. */
  readonly ends?: Pick<Outcome, 'state' | 'code'>;
}

interface Seen {
  readonly outcome: Outcome;
  /** After one press, where that was no good end. */
  readonly after: Outcome;
}

/** A test for each of the runs at each desk, which are all under way from the start. */
export function filingSuite({ desks, lanes, runs }: FilingSuite): void {
  const underWay = new Map<string, RunsUnderWay<Seen>>();
  before(async () => {
    const only = runs.map(({ run }) => run);
    await Promise.all(
      Object.entries(desks).map(async ([kind, desk]) => {
        const start = () => startLane(desk.lane);
        const seen = async (lane: Lane, run: Run): Promise<Seen> => {
          const outcome = await run(lane, desk);
          return { outcome, after: await resolved(lane, desk, outcome) };
        };
        underWay.set(kind, await runsUnderWay(desk, only, { lanes, start, seen }));
      }),
    );
  });
  after(async () => {
    await Promise.all([...underWay.values()].map((each) => each.stop()));
  });

  for (const [kind, desk] of Object.entries(desks)) {
    for (const [index, { title, ends = { state: desk.ends, code: undefined } }] of runs.entries()) {
      it(`ends at ${kind} as ${ends.code ?? ends.state}, told on one card, when ${title}`, async () => {
        const seen = await underWay.get(kind)?.outcome(index);
        assert.ok(seen);
        const { outcome, after: last } = seen;
        const { state, code, agrees, cards } = outcome;

        assert.deepEqual({ state, code, agrees, cards }, { ...ends, agrees: true, cards: 1 });
        assert.ok(last.state === 'filed' || last.state === 'handed-off', `after one press it is ${last.state}`);
        assert.deepEqual([last.agrees, last.cards], [true, 1]);
      });
    }
  }

  it('has sent nothing that Teams would not show, and has nothing twice', () => {
    for (const { sandbox } of [...underWay.values()].flatMap((each) => each.lanes)) {
      const { serviceRequests, tickets } = sandbox.cloud.state;
      const titles = [...serviceRequests.all(), ...tickets.all().map(({ content }) => content)].map(({ title }) => title);
      assert.deepEqual(sandbox.channel.problems, []);
      assert.equal(new Set(titles).size, titles.length);
    }
  });
}
