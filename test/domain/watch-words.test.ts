import assert from 'node:assert/strict';
import { watchServicesIn, WATCH_SERVICES } from '../../src/domain/watch-services.ts';
import { meansAll, namedParts } from '../../src/domain/watch-words.ts';

describe('what is named to be watched', () => {
  it('may be all, in every language', () => {
    for (const text of ['all', 'All customers', 'tout', 'tous les clients', 'все', 'Всех клиентов']) assert.ok(meansAll(text), text);
    for (const text of ['allied', 'contoso', '']) assert.ok(!meansAll(text), text);
  });

  it('may be several things, one after the other', () => {
    assert.deepEqual(namedParts('contoso, fabrikam; litware and #gold'), ['contoso', 'fabrikam', 'litware', '#gold']);
    assert.deepEqual(namedParts('contoso et fabrikam'), ['contoso', 'fabrikam']);
    assert.deepEqual(namedParts('Contoso и Fabrikam,'), ['Contoso', 'Fabrikam']);
    assert.deepEqual(namedParts('Andover'), ['Andover']);
    assert.equal(namedParts('a,'.repeat(100)).length, 20);
  });

  it('may be a service, with the rest beside it', () => {
    const best = (text: string) => watchServicesIn(text, WATCH_SERVICES)[0];

    assert.deepEqual(best('contoso exchange online'), { services: ['Exchange Online'], rest: 'contoso' });
    assert.deepEqual(best('sharepoint'), { services: ['SharePoint Online'], rest: '' });
    assert.deepEqual(best('courriel'), { services: ['Exchange Online'], rest: '' });
    assert.deepEqual(best('contoso почта'), { services: ['Exchange Online'], rest: 'contoso' });
    assert.equal(best('microsoft'), undefined);
    assert.equal(best('contoso'), undefined);
    assert.equal(best(''), undefined);
  });
});
