import assert from 'node:assert/strict';
import { ageIn, anyOf, dayIn, durationIn, momentIn, zonedMomentIn } from '../../src/locales/formats.ts';

const NOW = new Date('2026-03-29T12:00:00Z');
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);

/** Which kind of space a release of the data behind Intl uses is its own affair. */
const spaced = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('moments and ages', () => {
  it('are said in the language and time zone of the person, across the change to summer time', () => {
    assert.equal(momentIn('en', 'Europe/Paris', new Date('2026-03-29T00:30:00Z')), '29 Mar 2026, 01:30');
    assert.equal(momentIn('en', 'Europe/Paris', new Date('2026-03-29T01:30:00Z')), '29 Mar 2026, 03:30');
    assert.match(spaced(momentIn('fr', 'Europe/Paris', NOW)), /29 mars 2026.*14:00/);
    assert.match(spaced(momentIn('ru', 'Europe/Belgrade', NOW)), /29 мар\. 2026.*14:00/);
  });

  it('name the zone where it is not the person’s own', () => {
    assert.equal(momentIn('en', 'UTC', NOW), '29 Mar 2026, 12:00 UTC');
  });

  it('tell readers elsewhere how far the zone is from UTC', () => {
    const moment = new Date('2026-11-21T09:05:00Z');
    assert.equal(zonedMomentIn('en', 'Europe/Paris', moment), '21 Nov 2026, 10:05 (UTC+1)');
    assert.equal(zonedMomentIn('en', 'Asia/Kolkata', moment), '21 Nov 2026, 14:35 (UTC+5:30)');
    assert.equal(zonedMomentIn('en', 'Europe/London', moment), '21 Nov 2026, 09:05 (UTC)');
    assert.equal(zonedMomentIn('en', 'UTC', moment), '21 Nov 2026, 09:05 UTC');
  });

  it('round down to the largest unit', () => {
    assert.deepEqual(
      [0, 59, 60, 3599, 3600, 86_399, 86_400, 400 * 86_400].map((seconds) => ageIn('en', ago(seconds), NOW)),
      ['now', 'now', '1 minute ago', '59 minutes ago', '1 hour ago', '23 hours ago', 'yesterday', '400 days ago'],
    );
  });

  it('say how long something lasted in its two largest units, and never nothing', () => {
    const minutes = [0, 1, 59, 60, 135, 1440, 1445, 3 * 1440 + 4 * 60 + 5];
    assert.deepEqual(
      minutes.map((count) => durationIn('en', count * 60_000)),
      ['1 min', '1 min', '59 min', '1 hr', '2 hr 15 min', '1 day', '1 day', '3 days 4 hr'],
    );
    assert.equal(durationIn('ru', 135 * 60_000).replaceAll(/\s/gu, ' '), '2 ч 15 мин');
    assert.equal(durationIn('en', -5), '1 min');
  });

  it('say a moment in the future as now: clocks differ a little', () => {
    assert.equal(ageIn('fr', ago(-30), NOW), 'maintenant');
  });

  it('decline in Russian', () => {
    assert.deepEqual(
      [1, 2, 5, 21].map((minutes) => spaced(ageIn('ru', ago(minutes * 60), NOW))),
      ['1 минуту назад', '2 минуты назад', '5 минут назад', '21 минуту назад'],
    );
  });

  it('know a calendar day as the day it is, in every zone', () => {
    assert.deepEqual([dayIn('en', '2019-12-01'), dayIn('ru', '2019-12-01')], ['1 December 2019', '1 декабря 2019 г.']);
  });

  it('say the first of a month as French does, and no other day so', () => {
    assert.deepEqual(
      ['2019-12-01', '2019-12-11', '2019-12-21'].map((day) => dayIn('fr', day)),
      ['1er décembre 2019', '11 décembre 2019', '21 décembre 2019'],
    );
    assert.match(spaced(momentIn('fr', 'Europe/Paris', new Date('2026-03-01T12:00:00Z'))), /^1er mars 2026/);
  });

  it('refuse a time zone that does not exist', () => {
    assert.throws(() => momentIn('en', 'Mars/Olympus', NOW), RangeError);
  });

  it('join what one may choose from', () => {
    assert.deepEqual([anyOf('en', ['a', 'b', 'c']), anyOf('fr', ['a', 'b']), anyOf('ru', ['a', 'b'])], ['a, b, or c', 'a ou b', 'a или b']);
  });
});
