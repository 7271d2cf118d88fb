import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import sinon from 'sinon';
import { clockWatchdog } from '../../src/delivery/clock-watchdog.ts';
import { createMetrics } from '../../src/delivery/metrics.ts';
import type { DueClock } from '../../src/ports/case-clock-store.ts';
import { backEndFailure, handClock } from '../support/use-case-fixtures.ts';

const DUE: DueClock = {
  caseId: 'c1',
  planVersion: 0,
  cycle: 1,
  kind: 'call',
  target: 'none',
  level: 1,
  round: 1,
  state: 'running',
  dueAt: new Date(0),
  leftMs: undefined,
  hours: undefined,
};

describe('the watchdog of the clocks', () => {
  /** Lets it look once, so many minutes after its start; the last sweep was at this minute. */
  async function looked(atMinute: number, lastBeat: () => Promise<Date | undefined>, tell = sinon.fake.resolves(1)) {
    const clock = handClock();
    const metrics = createMetrics();
    const log = { debug: sinon.fake(), info: sinon.fake(), warn: sinon.fake(), error: sinon.fake() };
    const seen = Promise.withResolvers<void>();
    let looks = 0;
    const watchdog = clockWatchdog({
      clocks: {
        lastBeat: () => {
          // The look before this one is over.
          if (++looks === 2) seen.resolve();
          return lastBeat();
        },
        due: async () => [DUE, DUE],
      },
      tell,
      clock,
      log,
      metrics,
      lookMs: 1,
    });
    watchdog.start();
    clock.move(atMinute * 60_000);
    await seen.promise;
    await watchdog.stop();
    return { log, tell, text: await metrics.text() };
  }
  const at = (minute: number): Date => new Date(handClock().now().getTime() + minute * 60_000);

  it('is content with a sweep within three minutes', async () => {
    const { log, tell, text } = await looked(10, async () => at(8));

    sinon.assert.notCalled(log.error);
    sinon.assert.notCalled(tell);
    assert.match(text, /bot_case_clocks_age_seconds 120\n/);
    assert.match(text, /bot_case_clocks_due 2\n/);
  });

  it('raises the alarm when the clocks stand still', async () => {
    const { log, tell } = await looked(10, async () => at(6));

    assert.deepEqual(log.error.firstCall.args, [{ seconds: 240 }, 'The clocks of cases stand still']);
    sinon.assert.calledWithMatch(tell, { kind: 'stands-still', from: at(6) });
  });

  it('gives the sweeper its time after a start', async () => {
    const { tell } = await looked(2, async () => at(-600));

    sinon.assert.notCalled(tell);
  });

  it('says since when, also before its start', async () => {
    const { tell } = await looked(4, async () => at(-600));

    sinon.assert.calledWithMatch(tell, { kind: 'stands-still', from: at(-600) });
  });

  it('raises it too when nothing was ever swept', async () => {
    const { tell } = await looked(4, async () => undefined);

    sinon.assert.calledWithMatch(tell, { kind: 'stands-still', from: at(0) });
  });

  it('raises it by what it knows when the database does not answer, and goes on looking', async () => {
    const { log, text } = await looked(
      10,
      () => Promise.reject(backEndFailure('UNAVAILABLE')),
      sinon.fake.rejects(backEndFailure('UNAVAILABLE')),
    );

    assert.deepEqual(log.warn.firstCall.args[0], { code: 'UNAVAILABLE' });
    assert.deepEqual(log.error.firstCall.args[0], { seconds: 600 });
    assert.match(text, /bot_case_clocks_age_seconds 600\n/);
  });

  it('ends at once', async () => {
    const watchdog = clockWatchdog({
      clocks: { lastBeat: async () => undefined, due: async () => [] },
      tell: async () => 0,
      clock: handClock(),
      log: { debug: sinon.fake(), info: sinon.fake(), warn: sinon.fake(), error: sinon.fake() },
      metrics: createMetrics(),
    });
    watchdog.start();

    assert.equal(await Promise.race([watchdog.stop().then(() => 'ended'), wait(1000, 'late', { ref: false })]), 'ended');
  });
});
