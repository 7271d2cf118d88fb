import { freshDatabase } from '../support/database.ts';
import { laneOn, type Lane, type LaneOptions } from './lane-on.ts';

export type { Lane };

/** A lane for a test, on a new database of the test's server. */
export async function startLane(options: LaneOptions = {}): Promise<Lane> {
  return laneOn(await freshDatabase(), options);
}
