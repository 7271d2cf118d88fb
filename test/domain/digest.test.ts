import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { courseOf, digestPeriod, lastedMs, nextDigestAt, totalsByService, type Period } from '../../src/domain/digest.ts';
import type { Incident } from '../../src/domain/incident.ts';
import { anIssue } from '../support/health-fixtures.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const at = (text: string): Date => new Date(text);
const daily = (minute: number, timeZone: string | undefined) => ({ digest: 'daily', digestAt: { minute, weekday: 1 }, timeZone }) as const;
const weekly = (minute: number, weekday: number, timeZone: string) =>
  ({ digest: 'weekly', digestAt: { minute, weekday }, timeZone }) as const;

describe('the next digest', () => {
  const next = (...args: Parameters<typeof nextDigestAt>): string | undefined => nextDigestAt(...args)?.toISOString();

  it('comes at the minute of the wall clock, today or tomorrow', () => {
    const at8 = daily(8 * 60, 'Europe/Paris');

    assert.equal(next(at8, at('2026-11-20T06:59:59Z')), '2026-11-20T07:00:00.000Z');
    assert.equal(next(at8, at('2026-11-20T07:00:00Z')), '2026-11-21T07:00:00.000Z');
  });

  it('stays at the same wall clock over both changes of the clocks', () => {
    const at8 = daily(8 * 60, 'Europe/Paris');

    assert.equal(next(at8, at('2026-10-24T12:00:00Z')), '2026-10-25T07:00:00.000Z');
    assert.equal(next(at8, at('2027-03-27T12:00:00Z')), '2027-03-28T06:00:00.000Z');
  });

  it('comes once on the day on which its minute comes twice, also when the first was late', () => {
    const at230 = daily(150, 'Europe/Paris');

    assert.equal(next(at230, at('2026-10-24T12:00:00Z')), '2026-10-25T00:30:00.000Z');
    for (const late of ['2026-10-25T00:30:00Z', '2026-10-25T01:10:00Z', '2026-10-25T01:30:00Z'])
      assert.equal(next(at230, at(late)), '2026-10-26T01:30:00.000Z', late);
  });

  it('comes an hour later on the day on which its minute is leapt over', () => {
    assert.equal(next(daily(150, 'Europe/Paris'), at('2027-03-27T12:00:00Z')), '2027-03-28T01:30:00.000Z');
    // In Beirut they leap from midnight to one.
    assert.equal(next(daily(0, 'Asia/Beirut'), at('2027-03-27T12:00:00Z')), '2027-03-27T22:00:00.000Z');
  });

  it('comes on its weekday only when it is weekly', () => {
    const monday = weekly(7 * 60, 1, 'America/New_York');

    assert.equal(next(monday, at('2026-11-20T12:00:00Z')), '2026-11-23T12:00:00.000Z');
    assert.equal(next(monday, at('2026-11-23T12:00:00Z')), '2026-11-30T12:00:00.000Z');
  });

  it('goes by UTC where no zone is known, or none of this name', () => {
    assert.equal(next(daily(60, undefined), at('2026-11-20T00:00:00Z')), '2026-11-20T01:00:00.000Z');
    assert.equal(next(daily(60, 'Mars/Olympus'), at('2026-11-20T00:00:00Z')), '2026-11-20T01:00:00.000Z');
  });

  it('is never for who wants none', () => {
    assert.equal(next({ ...daily(60, 'UTC'), digest: 'none' }, at('2026-11-20T00:00:00Z')), undefined);
  });

  const zones = fc.constantFrom(
    'Europe/Paris',
    'America/New_York',
    'America/Santiago',
    'Australia/Lord_Howe',
    'Asia/Beirut',
    'America/Scoresbysund',
    'Africa/Casablanca',
    'UTC',
  );
  const moments = fc.date({ min: at('2026-01-01T00:00:00Z'), max: at('2028-12-31T00:00:00Z'), noInvalidDate: true });
  const minutes = fc.integer({ min: 0, max: 1439 });

  it('is after the moment, and there is one for every day, whatever the clocks do', () => {
    fc.assert(
      fc.property(zones, minutes, moments, (zone, minute, start) => {
        let before = nextDigestAt(daily(minute, zone), start) ?? start;
        assert.ok(before > start && before.getTime() - start.getTime() <= DAY + HOUR);
        for (let day = 0; day < 40; day++) {
          const due = nextDigestAt(daily(minute, zone), before) ?? before;
          // An hour more or less where the clocks change, and at most as much again where the minute itself is leapt over.
          const apart = due.getTime() - before.getTime();
          assert.ok(Math.abs(apart - DAY) <= HOUR, `${zone} ${minute}: ${before.toISOString()} to ${due.toISOString()}`);
          before = due;
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is the same whenever it is asked between two', () => {
    fc.assert(
      fc.property(zones, minutes, moments, fc.double({ min: 0, max: 1, noNaN: true }), (zone, minute, start, share) => {
        const settings = daily(minute, zone);
        const first = nextDigestAt(settings, start) ?? start;
        const second = nextDigestAt(settings, first) ?? first;
        const between = new Date(first.getTime() + Math.floor((second.getTime() - first.getTime() - 1) * share));
        assert.deepEqual(nextDigestAt(settings, between), second);
      }),
    );
  });

  it('of a week is on its weekday by the wall clock, seven days after the one before', () => {
    fc.assert(
      fc.property(zones, fc.integer({ min: 240, max: 1300 }), fc.integer({ min: 1, max: 7 }), moments, (zone, minute, weekday, start) => {
        const settings = weekly(minute, weekday, zone);
        const first = nextDigestAt(settings, start) ?? start;
        const second = nextDigestAt(settings, first) ?? first;
        const here = DateTime.fromJSDate(second, { zone });
        assert.deepEqual([here.weekday, here.hour * 60 + here.minute], [weekday, minute]);
        assert.ok(Math.abs(second.getTime() - first.getTime() - 7 * DAY) <= HOUR);
      }),
    );
  });
});

describe('the period of a digest', () => {
  const now = at('2026-11-20T08:00:00Z');

  it('begins where the one before ended', () => {
    assert.deepEqual(digestPeriod('daily', at('2026-11-19T08:03:00Z'), now), { from: at('2026-11-19T08:03:00Z'), to: now });
  });

  it('is a day, or a week, for the first one', () => {
    assert.deepEqual(digestPeriod('daily', undefined, now).from, at('2026-11-19T08:00:00Z'));
    assert.deepEqual(digestPeriod('weekly', undefined, now).from, at('2026-11-13T08:00:00Z'));
  });

  it('is no longer than eight days, and never ends before it begins', () => {
    assert.deepEqual(digestPeriod('daily', at('2026-01-01T00:00:00Z'), now).from, at('2026-11-12T08:00:00Z'));
    assert.deepEqual(digestPeriod('daily', at('2026-12-01T00:00:00Z'), now), { from: now, to: now });
  });
});

describe('what a digest says of an incident', () => {
  const period: Period = { from: at('2026-11-19T08:00:00Z'), to: at('2026-11-20T08:00:00Z') };
  const incident = (id: string, some: Partial<Incident>): { incident: Omit<Incident, 'posts'> } => ({
    incident: {
      ...anIssue(id),
      featureGroup: undefined,
      endedAt: undefined,
      resolved: false,
      firstSeenAt: at('2026-11-19T09:00:00Z'),
      resolvedAt: undefined,
      nextUpdateAt: undefined,
      postsKnown: true,
      startedAt: at('2026-11-19T10:00:00Z'),
      ...some,
    },
  });

  it('is whether it began and ended there, by when we learnt of it', () => {
    const old = at('2026-11-01T00:00:00Z');
    const within = at('2026-11-20T01:00:00Z');

    assert.deepEqual(courseOf({ firstSeenAt: within, resolvedAt: undefined }, period), { began: true, ended: false });
    assert.deepEqual(courseOf({ firstSeenAt: old, resolvedAt: within }, period), { began: false, ended: true });
    assert.deepEqual(courseOf({ firstSeenAt: old, resolvedAt: at('2026-11-20T09:00:00Z') }, period), { began: false, ended: false });
  });

  it('is how long it lasted, by Microsoft’s times where there are any', () => {
    const startedAt = at('2026-11-19T10:00:00Z');
    const [ended, resolved] = [at('2026-11-19T12:00:00Z'), at('2026-11-19T15:00:00Z')];

    assert.equal(lastedMs({ startedAt, endedAt: ended, resolvedAt: resolved }, period.to), 2 * HOUR);
    assert.equal(lastedMs({ startedAt, endedAt: undefined, resolvedAt: resolved }, period.to), 5 * HOUR);
    assert.equal(lastedMs({ startedAt, endedAt: undefined, resolvedAt: undefined }, period.to), 22 * HOUR);
  });

  it('is counted for its service: time that two incidents share once, advisories not at all', () => {
    const totals = totalsByService(
      [
        incident('EX1', { startedAt: at('2026-11-19T10:00:00Z'), endedAt: at('2026-11-19T14:00:00Z') }),
        incident('EX2', { startedAt: at('2026-11-19T12:00:00Z'), endedAt: at('2026-11-19T15:00:00Z') }),
        incident('EX3', { startedAt: at('2026-11-01T00:00:00Z'), classification: 'advisory' }),
        incident('TM1', { startedAt: at('2026-11-01T00:00:00Z'), service: 'Microsoft Teams' }),
      ],
      period,
    );

    assert.deepEqual(totals, [
      { service: 'Microsoft Teams', issues: 1, troubleMs: DAY },
      { service: 'Exchange Online', issues: 3, troubleMs: 5 * HOUR },
    ]);
  });

  it('never counts more trouble than the period has, nor than there was', () => {
    const times = fc.integer({ min: -3 * 24, max: 3 * 24 });
    fc.assert(
      fc.property(fc.array(fc.tuple(times, times), { maxLength: 12 }), (spans) => {
        const incidents = spans.map(([from, to], n) =>
          incident(`EX${n}`, {
            startedAt: new Date(period.from.getTime() + from * HOUR),
            endedAt: new Date(period.from.getTime() + to * HOUR),
          }),
        );
        const hit = Array.from({ length: 24 }, (_, hour) => spans.some(([from, to]) => from <= hour && to > hour)).filter(Boolean).length;
        assert.equal(totalsByService(incidents, period)[0]?.troubleMs ?? 0, hit * HOUR);
      }),
    );
  });
});
