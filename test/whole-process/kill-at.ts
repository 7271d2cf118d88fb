import type { SeenRequest } from '../../src/sandbox/cloud/script.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';

export const CREATION = { api: 'partner-center', method: 'POST', path: /^\/v1\/servicerequests\// } as const;
const LOOK_UP = { api: 'partner-center', method: 'GET', path: /^\/v1\/servicerequests\?/ } as const;
const TOKEN = { api: 'login', method: 'POST', path: /oauth2\/v2\.0\/token/ } as const;

/** The requests of a filing to the cloud: the second look and creation belong to one whose first answer was lost. */
export const CLOUD_REQUESTS = {
  'the token for Partner Center': { matching: TOKEN, body: /api\.partnercenter\.microsoft\.com/ },
  'the creation': { matching: CREATION, body: /./ },
  "the bot's own token": { matching: TOKEN, body: /api\.botframework\.com/ },
  'the look-up of the reference': { matching: LOOK_UP, body: /^/ },
  'the second creation': { matching: CREATION, body: /./ },
} as const;
type CloudRequest = keyof typeof CLOUD_REQUESTS;

/** All requests of a filing. */
export const REQUESTS = [...(Object.keys(CLOUD_REQUESTS) as CloudRequest[]), 'the update of the card'] as const;
export type FilingRequest = (typeof REQUESTS)[number];

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

/** What makes the request whose telling is to be struck: a creation, or for a hand-off nothing outside, so that it has to be the next one told of. */
type Made = 'by a creation' | 'by nothing outside';

/** Kills the bot at one moment of one request of the next filing. */
export function killAt(sandbox: Sandbox, name: FilingRequest, moment: Moment, made: Made = 'by a creation'): Killing {
  const { promise: killed, resolve } = Promise.withResolvers<void>();
  const kill = async (): Promise<void> => {
    await sandbox.kill();
    resolve();
  };
  return {
    killed,
    lift: name === 'the update of the card' ? killAtChannel(sandbox, moment, made, kill) : killAtCloud(sandbox, name, moment, made, kill),
  };
}

function killAtChannel({ cloud, channel: { faults } }: Sandbox, moment: Moment, made: Made, kill: () => Promise<void>): () => void {
  const plan = (): void => faults.plan('update', { kind: 'tell', when: OF_CHANNEL[moment], hook: kill });
  // Not before there is something to tell: an earlier filing's card may be updated once more at any time.
  const lift = made === 'by a creation' ? cloud.script.at('acted', CREATION, plan) : () => undefined;
  if (made !== 'by a creation') plan();
  return () => {
    lift();
    faults.take('update');
  };
}

function killAtCloud(
  { cloud: { script } }: Sandbox,
  name: CloudRequest,
  moment: Moment,
  made: Made,
  kill: () => Promise<void>,
): () => void {
  const { matching, body } = CLOUD_REQUESTS[name];
  const wanted = name === 'the second creation' ? 2 : 1;
  // As above: the bot's own token is asked for whatever it tells.
  let created = made !== 'by a creation' || name !== "the bot's own token";
  let arrived = 0;
  const lifts = [
    script.at('acted', CREATION, () => void (created = true)),
    script.at('arrived', matching, (seen: SeenRequest) => {
      if (created && body.test(seen.body)) arrived += 1;
    }),
    script.at(OF_CLOUD[moment], matching, (seen) => (body.test(seen.body) && arrived === wanted ? kill() : undefined)),
  ];
  if (name === 'the look-up of the reference') lifts.push(script.fault({ ...CREATION, reset: 'after' }));
  if (name === 'the second creation') lifts.push(script.fault({ ...CREATION, reset: 'before' }));
  // A token or a look leaves nothing behind, whether acted on or not.
  if (moment === MOMENTS[0] && matching === CREATION) lifts.push(script.fault({ ...CREATION, reset: 'before' }));
  return () => {
    for (const lift of lifts) lift();
  };
}
