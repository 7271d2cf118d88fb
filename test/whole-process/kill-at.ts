import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import type { FilingDesk } from './filing-desks.ts';

/** The last request of every filing. */
export const TELLING = 'the update of the card';

/** When the bot dies: it never arrives; its answer is lost; the bot has the answer, or is about to read it. */
export const MOMENTS = ['before it is acted on', 'after it is acted on', 'after it is answered'] as const;
export type Moment = (typeof MOMENTS)[number];

const OF_CLOUD = { [MOMENTS[0]]: 'arrived', [MOMENTS[1]]: 'acted', [MOMENTS[2]]: 'answered' } as const;
const OF_CHANNEL = { [MOMENTS[0]]: 'before', [MOMENTS[1]]: 'after', [MOMENTS[2]]: 'answered' } as const;

interface Killing {
  /** Kept when the bot is dead. */
  readonly killed: Promise<void>;
  /** Lets everything work again. */
  readonly lift: () => void;
}

/** Kills the bot at one moment of one request of the next filing. */
export function killAt(sandbox: Sandbox, desk: FilingDesk, name: string, moment: Moment): Killing {
  const { promise: killed, resolve } = Promise.withResolvers<void>();
  const kill = async (): Promise<void> => {
    await sandbox.kill();
    resolve();
  };
  return { killed, lift: name === TELLING ? killAtChannel(sandbox, desk, moment, kill) : killAtCloud(sandbox, desk, name, moment, kill) };
}

function killAtChannel(
  { cloud, channel: { faults } }: Sandbox,
  { creation }: FilingDesk,
  moment: Moment,
  kill: () => Promise<void>,
): () => void {
  const plan = (): void => faults.plan('update', { kind: 'tell', when: OF_CHANNEL[moment], hook: kill });
  // Not before there is something to tell: an earlier filing's card may be updated once more at any time.
  const lift = creation === undefined ? () => undefined : cloud.script.at('acted', creation, plan);
  if (creation === undefined) plan();
  return () => {
    lift();
    faults.take('update');
  };
}

function killAtCloud(
  { cloud: { script, state } }: Sandbox,
  desk: FilingDesk,
  name: string,
  moment: Moment,
  kill: () => Promise<void>,
): () => void {
  const step = desk.steps(state.tickets.all())[name];
  if (step === undefined) throw new Error(`no request ${name}`);
  const { matching, which = 1, afterCreation = false, needs } = step;
  const { creation } = desk;
  let created = !afterCreation;
  let arrived = 0;
  const lifts = [
    script.at('arrived', matching, () => {
      if (created) arrived += 1;
    }),
    script.at(OF_CLOUD[moment], matching, () => (arrived === which ? kill() : undefined)),
  ];
  if (creation !== undefined) {
    lifts.push(script.at('acted', creation, () => void (created = true)));
    if (needs !== undefined) lifts.push(script.fault({ ...creation, reset: needs === 'an answer that is lost' ? 'after' : 'before' }));
    // A token or a look leaves nothing behind, whether acted on or not.
    if (moment === MOMENTS[0] && matching === creation) lifts.push(script.fault({ ...creation, reset: 'before' }));
  }
  return () => {
    for (const lift of lifts) lift();
  };
}
