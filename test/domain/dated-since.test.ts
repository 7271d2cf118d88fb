import assert from 'node:assert/strict';
import fc from 'fast-check';
import { datedSince, momentBeside } from '../../src/domain/dated-since.ts';
import { TEXT_LIMITS } from '../../src/domain/report-problems.ts';

/** In Paris it is 15:30. */
const NOW = new Date('2026-11-21T14:30:00Z');
const dated = (since: string, timeZone = 'Europe/Paris') => datedSince(since, NOW, timeZone);

describe('datedSince', () => {
  for (const [since, moment] of [
    ['2 hours ago', '2026-11-21 13:30, UTC+1'],
    ['for 20 min', '2026-11-21 15:10, UTC+1'],
    ['since 2 hours', '2026-11-21 13:30, UTC+1'],
    ['3 days ago', '2026-11-18'],
    ['since 14:05', '2026-11-21 14:05, UTC+1'],
    ['since 9 am', '2026-11-21 09:00, UTC+1'],
    ['since 2 pm', '2026-11-21 14:00, UTC+1'],
    ['since 9', '2026-11-21 09:00, UTC+1'],
    ['12', '2026-11-21 12:00, UTC+1'],
    ['Yesterday evening', '2026-11-20'],
    ['today', '2026-11-21'],
    ['il y a 2 heures', '2026-11-21 13:30, UTC+1'],
    ['depuis 9h30', '2026-11-21 09:30, UTC+1'],
    ['hier soir', '2026-11-20'],
    ["aujourd'hui", '2026-11-21'],
    ['с 9 утра', '2026-11-21 09:00, UTC+1'],
    ['с 2 дня', '2026-11-21 14:00, UTC+1'],
    ['уже 2 часа', '2026-11-21 13:30, UTC+1'],
    ['2 дня назад', '2026-11-19'],
    ['вчера вечером', '2026-11-20'],
  ] as const)
    it(`knows when “${since}” was`, () => {
      assert.equal(dated(since), `${since} (${moment})`);
    });

  for (const since of [
    'since 2',
    'since 17:00',
    'since 25:00',
    'depuis 2 heures',
    'depuis 9 heures',
    'с 3 часов',
    'since the last update',
    'Monday',
    'last night',
    '12 am',
    '2026',
    '2 hours ago (2026-11-21 13:30, UTC+1)',
  ])
    it(`leaves “${since}” as it is`, () => {
      assert.equal(dated(since), since);
    });

  it('writes the zone of whoever wrote it', () => {
    assert.equal(dated('since 9', 'UTC'), 'since 9 (2026-11-21 09:00, UTC)');
    assert.equal(dated('20 minutes ago', 'Asia/Kolkata'), '20 minutes ago (2026-11-21 19:40, UTC+5:30)');
  });

  it('reads the moment again that it has written', () => {
    for (const [timeZone, expected] of [
      ['UTC', '2026-11-21T14:10:00.000Z'],
      ['Asia/Kolkata', '2026-11-21T14:10:00.000Z'],
      ['America/New_York', '2026-11-21T14:10:00.000Z'],
    ] as const)
      assert.equal(momentBeside(dated('20 minutes ago', timeZone))?.toISOString(), expected);
    assert.equal(momentBeside(dated('yesterday')), undefined);
    assert.equal(momentBeside('since 9 (2026-99-99 99:99, UTC)'), undefined);
  });

  it('keeps the own words of any text, within what the field holds, and adds to them once', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^(since |depuis |с )?\d{1,3} ?(h|min|hours ago|am)?$/)), (since) => {
        const once = dated(since);

        assert.ok(once.startsWith(since) && once.length <= Math.max(since.length, TEXT_LIMITS.since));
        assert.equal(dated(once), once);
      }),
    );
  });
});
