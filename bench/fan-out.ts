import os from 'node:os';
import { benchFanOutCost } from './fan-out-cost.ts';
import { benchDetection } from './fan-out-detection.ts';
import { benchFanOutMemory } from './fan-out-memory.ts';
import { benchPlanning } from './fan-out-planning.ts';
import { withFanOutWorlds, type NewWorld } from './fan-out-world.ts';
import { print } from './line.ts';

const PLACES = 10_000;
/** Of them channels. */
const CHANNELS = 200;
const CUSTOMERS = 10_000;
/** What Teams allows a bot in a tenant (teams-platform 3). */
const PER_SECOND = 50;
const NETWORK_MS = 60;

/** An incident told to very many chats, by the real announcement, ledger, sender, queue and adapter over real HTTP. */
export async function benchFanOut(): Promise<void> {
  await withFanOutWorlds(async (newWorld) => {
    await benchPlanning(newWorld);
    await benchFanOutCost(newWorld);
    await benchDetection(newWorld);
    await benchLimits(newWorld);
    await benchFanOutMemory(newWorld);
  });
}

/** With Teams' limits enforced by the channel. */
export async function benchLimits(newWorld: NewWorld): Promise<void> {
  const world = await newWorld({ places: PLACES, channels: CHANNELS, customers: CUSTOMERS, sendsPerSecond: PER_SECOND });
  try {
    await world.crowd.rules({ limits: true, networkMs: NETWORK_MS });
    const before = process.cpuUsage();
    await world.detectEverywhere('EX100001');
    await world.drained('EX100001');
    const { user, system } = process.cpuUsage(before);

    const { cards, reads, refusals, conversations, firstAt = 0, lastAt = 0 } = await world.crowd.report();
    const seconds = (lastAt - firstAt) / 1000;
    const throttled = refusals[429] ?? 0;
    const refused = Object.values(refusals).reduce((sum, count) => sum + count, 0);
    const told = conversations.filter((conversation) => conversation.cards.length > 0).length;
    const how = `one incident that hits ${CUSTOMERS} customers, ${PLACES} conversations of one tenant (${CHANNELS} of them channels); the channel in another process holds Teams' limits and takes ${NETWORK_MS} ms a call, and is asked who is in each channel; ${os.availableParallelism()} cores`;
    print({ figure: 'fan-out, conversations not told', value: PLACES - told, unit: 'conversations', bar: 0, how });
    print({ figure: 'fan-out, cards doubled', value: cards - told, unit: 'cards', bar: 0, how });
    print({
      figure: 'fan-out, share of the limit used',
      value: (cards + reads) / (PER_SECOND * seconds),
      unit: 'of 50/s',
      atLeast: 0.9,
      how,
    });
    print({ figure: 'fan-out, answered 429', value: throttled / (cards + reads + refused), unit: 'of all calls', bar: 0.01, how });
    print({ figure: 'fan-out, other refusals', value: refused - throttled, unit: 'calls', bar: 0, how });
    print({ figure: 'fan-out, from first card to last', value: seconds, unit: 's', how });
    print({ figure: 'fan-out, CPU of the bot', value: (user + system) / 1000 / cards, unit: 'ms CPU a card', how });
  } finally {
    await world.stop();
  }
}
