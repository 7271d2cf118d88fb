import { fork } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';
import { measured, type Round } from './fan-out-round.ts';
import type { NewWorld } from './fan-out-world.ts';
import { median, print } from './line.ts';

const PLACES = 2_000;
const ROUNDS = 8;
/** As many as the sender has under way. */
const AT_ONCE = 32;
const UNLIMITED = Infinity;
const BAR = 2;

/** With no limit of the tenant: what a card costs, against the SDK's bare loop to the same channel, round by round in turn. */
export async function benchFanOutCost(newWorld: NewWorld): Promise<void> {
  const world = await newWorld({ places: PLACES, channels: 0, sendsPerSecond: UNLIMITED });
  const loop = fork('bench/bare-fan-out.ts', { stdio: 'inherit' });
  try {
    await once(loop, 'message');
    const conversations = Array.from({ length: PLACES }, (_, n) => `a:1bare-${n}`);
    const bare = async (): Promise<Round> => {
      const { lastCard: card } = await world.crowd.counts();
      loop.send({ origin: world.crowd.origin, conversations, card, atOnce: AT_ONCE });
      return ((await once(loop, 'message')) as [Round])[0];
    };
    let incidents = 200_000;
    const ours = (): Promise<Round> =>
      measured(async () => {
        const issueId = `EX${++incidents}`;
        await world.detect(issueId);
        await world.drained(issueId);
        return PLACES;
      });

    // Both warm up, and it is known what a card looks like.
    await ours();
    await bare();
    const { lastCard: card } = await world.crowd.counts();
    const rounds: { readonly bare: Round; readonly ours: Round }[] = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push({ bare: await bare(), ours: await ours() });
    const how = `${ROUNDS} rounds of ${PLACES} conversations each, in turn, no limit; the same channel in another process; a card of ${JSON.stringify(card).length} characters; CPU of the sending process alone; median of rounds; ${os.availableParallelism()} cores`;
    const cpu = ({ cpuMs, sends }: Round): number => cpuMs / sends;
    const pace = ({ seconds, sends }: Round): number => sends / seconds;
    for (const who of ['bare', 'ours'] as const) {
      const name =
        who === 'bare' ? "bare loop of the SDK's continueConversationAsync" : 'fan-out with its ledger, from detection to last card';
      print({ figure: `${name}, CPU`, value: median(rounds.map((round) => cpu(round[who]))), unit: 'ms CPU a send', how });
      print({ figure: `${name}, pace`, value: median(rounds.map((round) => pace(round[who]))), unit: 'sends/s', how });
    }
    const ratio = median(rounds.map((round) => cpu(round.ours) / cpu(round.bare)));
    print({ figure: 'fan-out / bare loop, CPU', value: ratio, unit: 'x', bar: BAR, how: `${how}; ratio round by round` });
    const slower = median(rounds.map((round) => pace(round.bare) / pace(round.ours)));
    print({ figure: 'bare loop / fan-out, pace', value: slower, unit: 'x', bar: BAR, how: `${how}; ratio round by round` });
  } finally {
    loop.disconnect();
    await world.stop();
  }
}
