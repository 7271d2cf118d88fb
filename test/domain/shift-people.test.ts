import assert from 'node:assert/strict';
import { personMeant } from '../../src/domain/shift-people.ts';
import { ADELE, CAMILLE, MEI } from '../support/rotas.ts';

const PEOPLE = [
  { ...ADELE, address: 'adele@northwindcloud.example' },
  { ...CAMILLE, address: 'camille@northwindcloud.example' },
  { ...MEI, address: undefined },
];
const meant = (summary: string, ...addresses: readonly string[]) => personMeant({ summary, addresses }, PEOPLE);

describe('whom an event of a calendar means', () => {
  for (const title of [
    'Adele Vance',
    'on call: ADELE  VANCE!',
    '[Azure] Adele Vance (24h)',
    'adele@northwindcloud.example',
    'Duty – adele vance.',
  ]) {
    it(`is the one named in “${title}”`, () => {
      assert.deepEqual(meant(title), ADELE);
    });
  }

  it('is the only one invited when the title names nobody', () => {
    assert.deepEqual(meant('Azure on call', 'camille@northwindcloud.example', 'somebody@else.example'), CAMILLE);
  });

  it('is the one in the title, whoever is invited', () => {
    assert.deepEqual(meant('Mei Tanaka', 'camille@northwindcloud.example'), MEI);
  });

  for (const title of ['Adele', 'Adele Miller', 'Vance', 'Adele Vanceton', 'xAdele Vance', '', 'Adele Vance / Mei Tanaka']) {
    it(`is nobody for “${title}”`, () => {
      assert.equal(meant(title), undefined);
    });
  }

  it('is nobody when two are invited', () => {
    assert.equal(meant('Azure', 'camille@northwindcloud.example', 'adele@northwindcloud.example'), undefined);
  });
});
