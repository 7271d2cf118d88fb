import assert from 'node:assert/strict';
import { memory } from '../../src/use-cases/memory.ts';
import { NEVER, backEndFailure, handClock } from '../support/use-case-fixtures.ts';

describe('memory', () => {
  const clock = handClock();
  let asked: string[];

  beforeEach(() => {
    asked = [];
  });

  function remembered(limit?: number) {
    const lookUp = (key: string) => {
      asked.push(key);
      return Promise.resolve(`answer to ${key}`);
    };
    return memory({ clock, keepMs: () => 1000, lookUp, ...(limit === undefined ? {} : { limit }) });
  }

  it('looks up once and answers from memory until the time is over', async () => {
    const answer = remembered();
    await answer('a', NEVER);
    clock.move(999);
    await answer('a', NEVER);
    assert.deepEqual(asked, ['a']);

    clock.move(1);
    await answer('a', NEVER);
    assert.deepEqual(asked, ['a', 'a']);
  });

  it('never answers with another key’s value', async () => {
    const answer = remembered();

    assert.deepEqual(await Promise.all(['a', 'b', 'a'].map((key) => answer(key, NEVER))), ['answer to a', 'answer to b', 'answer to a']);
  });

  it('looks up once for all who ask at the same time', async () => {
    const answer = remembered();
    await Promise.all([answer('a', NEVER), answer('a', NEVER), answer('a', NEVER)]);

    assert.deepEqual(asked, ['a']);
  });

  it('keeps no more than its limit, and lets the oldest go', async () => {
    const answer = remembered(2);
    for (const key of ['a', 'b', 'c', 'b', 'a']) await answer(key, NEVER);

    assert.deepEqual(asked, ['a', 'b', 'c', 'a']);
  });

  it('forgets everything when it is cleared', async () => {
    const answer = remembered();
    await answer('a', NEVER);
    answer.clear();
    await answer('a', NEVER);

    assert.deepEqual(asked, ['a', 'a']);
  });

  it('forgets one answer and keeps the others', async () => {
    const answer = remembered();
    await answer('a', NEVER);
    await answer('b', NEVER);
    answer.forget('a');
    await answer('a', NEVER);
    await answer('b', NEVER);

    assert.deepEqual(asked, ['a', 'b', 'a']);
  });

  it('gives what is being looked up while it is cleared to who waits, and to nobody else', async () => {
    const looks = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
    let begun = 0;
    const answer = memory({ clock, keepMs: () => 1000, lookUp: (): Promise<string> => looks[begun++]?.promise ?? Promise.resolve('') });
    const before = answer('a', NEVER);
    answer.clear();
    const after = answer('a', NEVER);
    looks[1]?.resolve('new');
    await after;
    looks[0]?.resolve('old');

    assert.equal(await before, 'old');
    assert.equal(await answer('a', NEVER), 'new');
    assert.equal(begun, 2);
  });

  it('does not remember a failure', async () => {
    let failing = true;
    const lookUp = () => (failing ? Promise.reject(backEndFailure('UNREACHABLE')) : Promise.resolve('there'));
    const answer = memory({ clock, keepMs: () => 1000, lookUp });
    await assert.rejects(answer('a', NEVER), { code: 'UNREACHABLE' });
    failing = false;

    assert.equal(await answer('a', NEVER), 'there');
  });

  it('goes on for the others when one who waits gives up', async () => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const answer = memory({ clock, keepMs: () => 1000, lookUp: () => promise });
    const impatient = new AbortController();
    const first = answer('a', impatient.signal);
    const second = answer('a', NEVER);
    impatient.abort(new Error('gone'));
    await assert.rejects(first, /gone/);
    resolve('late');

    assert.equal(await second, 'late');
    assert.equal(await answer('a', NEVER), 'late');
  });
});
