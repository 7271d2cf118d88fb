import assert from 'node:assert/strict';
import fc from 'fast-check';
import { azureTerms, isFoundWhole } from '../../src/domain/azure-search-terms.ts';

const anyOf = (text: string) => azureTerms(text).map((term) => term.anyOf.map((words) => words.join(' ')));

describe('what a text looks for in Azure’s list', () => {
  it('is what Azure calls it as well, from whichever of our languages', () => {
    for (const said of ['vm', 'machine virtuelle', 'виртуальной машине']) assert.ok(anyOf(said)[0]?.includes('virtual machine'), said);
    for (const said of ['k8s', 'кубернетес']) assert.ok(anyOf(said)[0]?.includes('kubernetes'), said);
  });

  it('leaves out what only says that something is wrong, unless there is nothing else', () => {
    assert.deepEqual(anyOf("my zebra can't work since yesterday"), [['zebra']]);
    assert.deepEqual(anyOf('cannot'), [['cannot']]);
    assert.deepEqual(anyOf(' › '), []);
  });

  it('takes the longest of phrases that lie across each other', () => {
    assert.deepEqual(anyOf('sql database'), [['sql database', 'sql database', 'sql managed instance']]);
  });

  it('weighs a service more than what is the matter with it', () => {
    const [vm, start] = azureTerms('vm start');

    assert.ok((vm?.weight ?? 0) > (start?.weight ?? 0));
  });

  it('is bounded, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 3000 }), (text) => {
        const terms = azureTerms(text);
        assert.ok(terms.length <= 12 && terms.every((term) => term.anyOf.length > 0));
      }),
    );
  });
});

describe('a problem found whole', () => {
  const RDP = { service: 'Virtual Machine running Windows', name: 'Cannot connect to my VM / RDP' };

  it('has all that was looked for', () => {
    for (const text of ['rdp', 'VM rdp', 'connexion à la machine virtuelle']) assert.ok(isFoundWhole(RDP, text), text);
    for (const text of ['rdp over the moon', 'aks', '']) assert.ok(!isFoundWhole(RDP, text), text);
  });
});
