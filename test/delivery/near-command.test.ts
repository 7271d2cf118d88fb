import assert from 'node:assert/strict';
import fc from 'fast-check';
import { commandParser } from '../../src/delivery/commands.ts';
import { findNearCommand } from '../../src/delivery/near-command.ts';
import { COMMAND_WORDS, FILTER_WORDS } from '../../src/locales/command-words.ts';

const near = findNearCommand(COMMAND_WORDS, commandParser(COMMAND_WORDS, FILTER_WORDS));

describe('The nearest command', () => {
  for (const [typed, expected] of [
    ['helth Contoso', { command: 'health', text: 'Contoso', line: 'health Contoso' }],
    ['reqests open', { command: 'requests', text: 'open', line: 'requests open' }],
    ['incidnets', { command: 'incidents', text: '', line: 'incidents' }],
    ['demnades ouvertes', { command: 'requests', text: 'open', line: 'demandes ouvertes' }],
    ['клиенти', { command: 'customers', text: '', line: 'клиенты' }],
  ] as const) {
    it(`is ${expected.line} for ${JSON.stringify(typed)}`, () => {
      assert.deepEqual(near(typed), expected);
    });
  }

  for (const typed of [
    'health',
    'Contoso',
    'heat pump is down',
    'mail',
    'good morning',
    'helth of the mail of everybody at Contoso',
    '',
    'x'.repeat(5000),
  ]) {
    it(`is none for ${JSON.stringify(typed.slice(0, 50))}`, () => {
      assert.equal(near(typed), undefined);
    });
  }

  it('takes any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => typeof near(text) !== 'string'));
  });
});
