import assert from 'node:assert/strict';
import { withinDeadline } from '../../src/use-cases/deadline.ts';
import { NEVER, backEndFailure, never } from '../support/use-case-fixtures.ts';

describe('withinDeadline', () => {
  it('gives what the work gives', async () => {
    assert.equal(await withinDeadline(1000, NEVER, () => Promise.resolve(7)), 7);
  });

  it('gives up on work that heeds no signal', async () => {
    await assert.rejects(withinDeadline(1, NEVER, never), { code: 'TIMED_OUT' });
  });

  it('ends the work by its signal', async () => {
    let ended = false;
    const work = (signal: AbortSignal) => {
      signal.addEventListener('abort', () => {
        ended = true;
      });
      return never();
    };
    await assert.rejects(withinDeadline(1, NEVER, work));

    assert.ok(ended);
  });

  it('passes on the failure of the work', async () => {
    const failure = backEndFailure('FORBIDDEN');

    await assert.rejects(
      withinDeadline(1000, NEVER, () => Promise.reject(failure)),
      failure,
    );
  });

  it('calls it a time-out as well when it is the caller’s deadline that is over', async () => {
    await assert.rejects(withinDeadline(1000, AbortSignal.timeout(1), never), { code: 'TIMED_OUT' });
  });

  it('ends with the reason of the caller who gives up', async () => {
    const reason = new Error('stopping');

    await assert.rejects(withinDeadline(1000, AbortSignal.abort(reason), never), reason);
  });
});
