import assert from 'node:assert/strict';
import { timeZoneNamed, timeZonesLike } from '../../src/domain/time-zones.ts';

describe('time zones', () => {
  it('are known by their names, in whatever case, older names too', () => {
    assert.equal(timeZoneNamed('europe/paris'), 'Europe/Paris');
    assert.equal(timeZoneNamed('UTC'), 'UTC');
    assert.equal(timeZoneNamed('Asia/Calcutta'), 'Asia/Calcutta');
    for (const name of ['', 'Mars/Phobos', '+02:00', 'Europe/Paris; drop', 'x'.repeat(5_000)])
      assert.equal(timeZoneNamed(name), undefined, name);
  });

  it('are found by the beginnings of their words', () => {
    assert.deepEqual(timeZonesLike('pari', 5), ['Europe/Paris']);
    assert.deepEqual(timeZonesLike('new yo', 5), ['America/New_York']);
    assert.equal(timeZonesLike('', 15).length, 15);
    assert.deepEqual(timeZonesLike('zzz', 5), []);
  });
});
