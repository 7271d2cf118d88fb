import assert from 'node:assert/strict';
import { ABILITIES, COMMAND_NAMES, may, NEEDS, whoMay } from '../../src/domain/permissions.ts';
import { PARTNER_ROLES, type Colleague, type PartnerRole } from '../../src/domain/roles.ts';

function person(roles: readonly PartnerRole[], guest = false): Colleague {
  return {
    id: 'p',
    displayName: 'P',
    givenName: undefined,
    surname: undefined,
    email: undefined,
    phone: undefined,
    guest,
    roles,
    groupIds: [],
  };
}

/** Global administrator, user administrator, admin agent, helpdesk agent, sales agent, no role, guest with every role. */
const COLUMNS = [...PARTNER_ROLES.map((role) => person([role])), person([]), person(PARTNER_ROLES, true)];

/** The whole matrix, command × role: `x` may. */
const EXPECTED: Readonly<Record<string, string>> = {
  report: 'xxxx---',
  health: 'xxxxx--',
  board: 'xxxxx--',
  incidents: 'xxxxx--',
  incident: 'xxxxx--',
  admin: 'xxxx---',
  access: 'xxxxx--',
  watch: 'xxxxx--',
  watches: 'xxxxx--',
  unwatch: 'xxxxx--',
  customers: 'xxxxx--',
  customer: 'xxxxx--',
  requests: 'xxxxx--',
  request: 'xxxxx--',
  escalate: 'xxxx---',
  cases: 'xxxxx--',
  case: 'xxxxx--',
  oncall: 'xxxxx--',
  escalation: 'xxxxx--',
  statement: 'xxxxxxx',
  statistics: 'xxxxx--',
  setup: 'x-x----',
  // Whoever is let in at all: delivery turns away guests and people without a role before any command.
  whoami: 'xxxxxxx',
  language: 'xxxxxxx',
  cancel: 'xxxxxxx',
  help: 'xxxxxxx',
};

/** What buttons ask for and no command does. */
const EXPECTED_OF_BUTTONS: Readonly<Record<string, string>> = {
  'edit-customers': 'xxxx---',
  'change-request': 'xxxx---',
  'work-cases': 'xxxx---',
  'change-on-call': 'xxxx---',
};

const row = (allows: (who: Colleague) => boolean): string => COLUMNS.map((who) => (allows(who) ? 'x' : '-')).join('');

describe('permissions', () => {
  it('are the whole matrix of commands and roles (B2)', () => {
    const matrix = COMMAND_NAMES.map((name) => {
      const needs = NEEDS[name];
      return [name, row((who) => needs === undefined || may(who, needs))];
    });
    assert.deepEqual(Object.fromEntries(matrix), EXPECTED);
  });

  it('hold for what only buttons do (B2)', () => {
    const asked = new Set(Object.values(NEEDS));
    const others = ABILITIES.filter((ability) => !asked.has(ability));
    assert.deepEqual(Object.fromEntries(others.map((ability) => [ability, row((who) => may(who, ability))])), EXPECTED_OF_BUTTONS);
  });

  it('tell who may (B8)', () => {
    for (const ability of ABILITIES) {
      assert.ok(whoMay(ability).length > 0);
      assert.ok(whoMay(ability).every((role) => may(person([role]), ability)));
    }
  });
});
