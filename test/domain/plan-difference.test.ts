import assert from 'node:assert/strict';
import { planDifference } from '../../src/domain/plan-difference.ts';
import { personsOf, withPersons } from '../../src/domain/plan-persons.ts';
import { aPlan, aRoute, DMITRI, MEI } from './plans.ts';

describe('the difference of two plans', () => {
  it('is none where only the writing differs: order of members, what is left out', () => {
    const { incidents, routes, ...rest } = aPlan();
    const rewritten = { incidents, routes: routes.map(({ policy, ...route }) => ({ policy, ...route, tag: undefined })), ...rest };

    assert.deepEqual(planDifference(aPlan(), rewritten), []);
  });

  it('names what is new, changed and gone, by names in any case of letters', () => {
    const [office] = aPlan().calendars;
    const [rota] = aPlan().rotas;
    assert.ok(office && rota);
    const after = aPlan({
      calendars: [{ ...office, name: 'nights' }],
      rotas: [{ ...rota, name: 'AZURE', members: [MEI] }],
      routes: [aRoute()],
    });

    assert.deepEqual(planDifference(aPlan(), after), [
      { part: 'calendars', name: 'nights', change: 'added' },
      { part: 'calendars', name: 'office', change: 'removed' },
      { part: 'rotas', name: 'AZURE', change: 'changed' },
      { part: 'routes', change: 'changed' },
    ]);
  });
});

describe('the people of a plan', () => {
  it('are found with their places, and changed in all of them', () => {
    const found = personsOf(aPlan()).map(({ person, at }) => [person.name, at.join('.')]);
    const changed = withPersons(aPlan(), (person) => (person.id === MEI.id ? DMITRI : person));

    assert.deepEqual(found, [
      ['Dmitri Sokolov', 'rotas.0.members.0'],
      ['Mei Tanaka', 'rotas.0.members.1'],
      ['Mei Tanaka', 'policies.0.severities.critical.levels.1.call.0'],
    ]);
    assert.deepEqual(new Set(personsOf(changed).map(({ person }) => person)), new Set([DMITRI]));
    assert.equal(personsOf(changed).length, 3);
  });
});
