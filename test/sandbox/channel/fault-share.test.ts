import assert from 'node:assert/strict';
import { createFaults, type Faults } from '../../../src/sandbox/channel/faults.ts';
import { SHARED_FAULTS } from '../../../src/sandbox/channel/fault-share.ts';

describe('sandbox channel: a share of faults', () => {
  const strikes = (faults: Faults, calls: number) => Array.from({ length: calls }, () => faults.take('send')?.kind);

  it('strikes about that part of the calls, with every kind of fault, and counts them', () => {
    const faults = createFaults();
    const share = faults.share({ part: 0.05, seed: 1 });
    const struck = strikes(faults, 10_000).filter((kind) => kind !== undefined).length;

    assert.ok(struck > 400 && struck < 600, String(struck));
    assert.equal(share.struck(), struck);
    assert.equal(share.struck(undefined, 'send'), struck);
    assert.equal(share.struck(undefined, 'update'), 0);
    assert.ok(SHARED_FAULTS.every((kind) => share.struck(kind) > 0));
  });

  it('strikes the same calls with the same seed', () => {
    const [first, second, third] = [7, 7, 8].map((seed) => {
      const faults = createFaults();
      faults.share({ part: 0.2, seed });
      return strikes(faults, 200);
    });

    assert.deepEqual(first, second);
    assert.notDeepEqual(first, third);
  });

  it('strikes only what it is told to, until it is lifted', () => {
    const faults = createFaults();
    const share = faults.share({ part: 1, seed: 1, kinds: ['reset-after'], targets: ['create'] });

    assert.deepEqual([faults.take('create'), faults.take('send')], [{ kind: 'reset', when: 'after' }, undefined]);
    share.lift();
    assert.equal(faults.take('create'), undefined);
  });

  it('comes after what was planned and what lasts', () => {
    const faults = createFaults();
    faults.plan('send', { kind: 'slow', ms: 1 });
    const lift = faults.lasting(['send'], { kind: 'status', status: 502 });
    faults.share({ part: 1, seed: 1, kinds: ['reset-before'] });

    const first = [faults.take('send')?.kind, faults.take('send')?.kind];
    lift();

    assert.deepEqual([...first, faults.take('send')?.kind], ['slow', 'status', 'reset']);
  });
});
