import assert from 'node:assert/strict';
import fc from 'fast-check';
import sinon from 'sinon';
import { shiftCalendar } from '../../../src/adapters/ical/shift-calendar.ts';
import { expandEvents } from '../../../src/adapters/ical/expand-events.ts';
import type { CalendarShift } from '../../../src/ports/shift-calendar.ts';
import { NEVER } from '../../support/use-case-fixtures.ts';
import { calendar, EVENT, GOOGLE, OUTLOOK } from './calendars.ts';

const SPAN = { from: new Date('2026-10-01T00:00Z'), to: new Date('2027-10-01T00:00Z'), timeZone: 'Europe/Paris' };
const AT = new Date('2026-10-01T00:00Z');
const lines = (shifts: readonly CalendarShift[] | string) => {
  assert.ok(typeof shifts !== 'string', 'The calendar was refused');
  return shifts.map(({ summary, from, to }) => `${summary} ${from.toISOString().slice(0, 16)} ${to.toISOString().slice(0, 16)}`);
};

describe('calendars of shifts', () => {
  const shifts = shiftCalendar();
  afterEach(() => sinon.restore());
  const reading = async (text: string) => shifts.read(text, SPAN, NEVER);

  it('come back as they were written', async () => {
    const written = [
      { uid: 'a@x', summary: 'Vance, Adele; "on call"', from: new Date('2026-10-19T07:00Z'), to: new Date('2026-10-26T08:00Z') },
      { uid: 'b@x', summary: 'Камий, Лоран\nутром', from: new Date('2026-10-26T08:00Z'), to: new Date('2026-11-02T08:00Z') },
    ];

    const found = await reading(shifts.write('Azure', 'Europe/Paris', written, AT));

    assert.deepEqual(
      found,
      written.map((shift) => ({ ...shift, addresses: [] })),
    );
  });

  it('name their zone and have the same text for the same shifts', () => {
    const written = [{ uid: 'a@x', summary: 'Adele', from: AT, to: SPAN.to }];

    const text = shifts.write('Azure', 'Europe/Paris', written, AT);

    assert.match(text, /X-WR-TIMEZONE:Europe\/Paris/);
    assert.match(text, /UID:a@x/);
    assert.equal(shifts.write('Azure', 'Europe/Paris', written, AT), text);
  });

  describe('as Outlook writes them', () => {
    it('are read by their Windows zone, without what was taken out, moved or cancelled, and end by the wall clock', async () => {
      assert.deepEqual(lines(await reading(OUTLOOK)), [
        'Adele Vance 2026-10-19T07:00 2026-10-20T07:00',
        'Adele Vance 2026-10-20T07:00 2026-10-21T07:00',
        // 21 October was taken out, the 22nd begins later, the 23rd was cancelled.
        'Mei Tanaka 2026-10-22T10:00 2026-10-23T07:00',
        'Adele Vance 2026-10-24T07:00 2026-10-25T08:00',
        'Adele Vance 2026-10-25T08:00 2026-10-26T08:00',
      ]);
    });

    it('give the addresses of who was invited', async () => {
      const found = await reading(OUTLOOK);

      assert.deepEqual(typeof found === 'string' ? found : found[0]?.addresses, ['adele@northwindcloud.example']);
    });
  });

  it('are read as Google writes them: whole days by the calendar’s zone, spring too', async () => {
    assert.deepEqual(lines(await reading(GOOGLE)), [
      'On call: Camille Laurent 2027-03-13T05:00 2027-03-15T04:00',
      'On call: Camille Laurent 2027-03-20T04:00 2027-03-22T04:00',
      'Adele Vance 2027-06-01T13:00 2027-06-02T13:00',
    ]);
  });

  it('are read by the rota’s zone where they name none', async () => {
    const found = await reading(calendar(EVENT('DTSTART:20261210T090000', 'DTEND:20261211T090000')));

    assert.deepEqual(lines(found), ['Adele Vance 2026-12-10T08:00 2026-12-11T08:00']);
  });

  it('give only what touches the span, what has begun before too', async () => {
    const event = (from: string, to: string, uid: string) => EVENT(`DTSTART:${from}`, `DTEND:${to}`).replace('UID:1', `UID:${uid}`);

    const found = await reading(
      calendar(
        event('20260930T000000Z', '20261002T000000Z', 'begun') +
          event('20260901T000000Z', '20260902T000000Z', 'over') +
          event('20271002T000000Z', '20271003T000000Z', 'late'),
      ),
    );

    assert.deepEqual(lines(found), ['Adele Vance 2026-09-30T00:00 2026-10-02T00:00']);
  });

  describe('that cannot be read', () => {
    const refused = [
      ['no calendar', 'hello', 'no-calendar'],
      ['an event without a beginning', calendar(EVENT('DTEND:20261211T090000Z')), 'no-calendar'],
      [
        'a zone that nobody knows',
        calendar(EVENT('DTSTART;TZID=Nowhere Time:20261210T090000', 'DTEND;TZID=Nowhere Time:20261211T090000')),
        'unknown-zone',
      ],
      ['dates in a list', calendar(EVENT('DTSTART:20261210T090000Z', 'DTEND:20261211T090000Z', 'RDATE:20261212T090000Z')), 'unsupported'],
      ['an event each second', calendar(EVENT('DTSTART:20000101T000000Z', 'DTEND:20000101T010000Z', 'RRULE:FREQ=SECONDLY')), 'unsupported'],
      ['an event each hour', calendar(EVENT('DTSTART:20260101T000000Z', 'DTEND:20260101T010000Z', 'RRULE:FREQ=HOURLY')), 'too-large'],
      ['more text than is read', calendar(EVENT(`DESCRIPTION:${'x'.repeat(1024 * 1024)}`)), 'too-large'],
    ] as const;
    for (const [what, text, problem] of refused) {
      it(`are refused as a whole: ${what}`, async () => {
        assert.equal(await reading(text), problem);
      });
    }

    it('end with the time they have, however long the library would take', async () => {
      const seconds = Array.from({ length: 60 }, (_, index) => index).join(',');
      const slow = calendar(
        EVENT(
          'DTSTART:20260101T000000Z',
          'DTEND:20260101T010000Z',
          `RRULE:FREQ=DAILY;BYSECOND=${seconds};BYMINUTE=${seconds};BYHOUR=1,2,3,4,5,6,7`,
        ),
      );

      assert.equal(await shiftCalendar({ timeoutMs: 600 }).read(slow, SPAN, NEVER), 'too-large');
    });

    it('end with the turn that asked', async () => {
      await assert.rejects(shifts.read(OUTLOOK, SPAN, AbortSignal.abort(new Error('over'))), /over/);
    });
  });

  it('never make the reader fail, whatever stands in them', () => {
    sinon.stub(console, 'warn');
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('20261210T090000Z', '20261210', 'FREQ=DAILY;COUNT=3', 'P1D', '-1'),
    );
    const name = fc.constantFrom(
      'DTSTART',
      'DTEND',
      'UID',
      'RRULE',
      'EXDATE',
      'RECURRENCE-ID',
      'SUMMARY',
      'ATTENDEE',
      'DURATION',
      '__proto__',
      'BEGIN',
      'END',
    );
    const line = fc
      .tuple(name, fc.constantFrom('', ';VALUE=DATE', ';TZID=Europe/Paris', ';TZID=x'), value)
      .map(([one, parameter, text]) => `${one}${parameter}:${text}`);
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (some) => {
        const found = expandEvents(calendar(EVENT(...some)), SPAN);
        assert.ok(typeof found === 'string' || found.every(({ from, to }) => from < to));
      }),
      { numRuns: 150 },
    );
  });
});
