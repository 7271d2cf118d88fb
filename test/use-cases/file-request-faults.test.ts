import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { freshDatabase } from '../support/database.ts';
import {
  FOLLOW_EVENTS,
  LOOK_EVENTS,
  SEND_EVENTS,
  filingWorld,
  type FollowEvent,
  type LookEvent,
  type SendEvent,
} from '../support/filing-world.ts';

interface Faults {
  readonly idempotent: boolean;
  readonly sends: readonly SendEvent[];
  readonly looks: readonly LookEvent[];
  readonly follows: readonly FollowEvent[];
  readonly lives: readonly { readonly calls: number; readonly effect: boolean }[];
}

describe('fileRequest under faults and crashes', () => {
  let database: Database;

  before(async () => {
    database = await freshDatabase();
  });

  /** Nothing lost, nothing doubled, `uncertain` only where the back end did not tell; and the requester sees the end. */
  async function check({ idempotent, sends, looks, follows, lives }: Faults): Promise<void> {
    const world = filingWorld(database, { idempotent });
    world.sends.push(...sends);
    world.looks.push(...looks);
    world.follows.push(...follows);
    const { id, reference } = await world.submit();
    const { state } = await world.settle(id, lives);
    world.clock.move(24 * 3_600_000);

    const there = world.records(reference).length;
    assert.ok(there <= 1, 'doubled');
    assert.ok(['filed', 'failed', 'uncertain'].includes(state), state);
    if (state === 'filed') assert.equal(there, 1);
    if (state === 'failed') assert.equal(there, 0, 'filed, but called failed');
    if (state === 'uncertain') assert.notEqual(world.asked.lastLook, 'answers');
    assert.equal(world.shown.at(-1)?.state, state, 'the card does not tell');
  }

  for (const idempotent of [true, false]) {
    const kind = idempotent ? 'knows keys' : 'ignores keys';

    it(`survives the death of the process before and after every single call, with a back end that ${kind}`, async () => {
      for (const send of [
        'ok',
        'lost-before',
        'lost-after',
        'late',
        'accepted',
        'accepted-fails',
        'accepted-gone',
        'accepted-vanished',
      ] as const) {
        for (let calls = 1; calls <= 10; calls += 1) {
          for (const effect of [true, false])
            await check({ idempotent, sends: [send], looks: [], follows: [], lives: [{ calls, effect }] });
        }
      }
    });

    it(`survives the death of the process that asks what became of it, with a back end that ${kind}`, async () => {
      const settled = { calls: 6, effect: true };
      for (const send of ['accepted', 'accepted-fails', 'accepted-gone', 'accepted-vanished'] as const) {
        for (let calls = 1; calls <= 6; calls += 1) {
          for (const effect of [true, false])
            await check({ idempotent, sends: [send], looks: [], follows: [], lives: [settled, { calls, effect }] });
        }
      }
    });

    it(`keeps its promises under any faults and deaths, with a back end that ${kind}`, async () => {
      const faults = fc.record({
        idempotent: fc.constant(idempotent),
        sends: fc.array(fc.constantFrom(...SEND_EVENTS), { maxLength: 12 }),
        looks: fc.array(fc.constantFrom(...LOOK_EVENTS), { maxLength: 12 }),
        follows: fc.array(fc.constantFrom(...FOLLOW_EVENTS), { maxLength: 6 }),
        lives: fc.array(fc.record({ calls: fc.integer({ min: 1, max: 12 }), effect: fc.boolean() }), { maxLength: 4 }),
      });
      await fc.assert(fc.asyncProperty(faults, check), { numRuns: 60 });
    }).timeout(60_000);
  }
});
