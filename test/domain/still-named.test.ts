import assert from 'node:assert/strict';
import { stillNamed } from '../../src/domain/still-named.ts';

describe('stillNamed', () => {
  const named = (title: string, description = '', earlier = 'Contoso Ltd', present = 'Trey Research') =>
    stillNamed({ title, description }, earlier, present);

  it('finds the customer of before in title and description, in any case and script', () => {
    assert.ok(named('Nobody at CONTOSO receives mail'));
    assert.ok(named('Mail', "Since nine Contoso's people are offline"));
    assert.ok(named('Контосо не получает почту'));
  });

  it('takes nothing else for it', () => {
    assert.ok(!named('Trey Research cannot send mail'));
    assert.ok(!named('The bank cannot log in', '', 'Woodgrove Bank'));
    assert.ok(!named('Fabrikam cannot print', '', 'Fabrikam Residences', 'Fabrikam Art'));
    assert.ok(!named(''));
  });

  it('knows two of nearly one name apart', () => {
    assert.ok(named('Residences of Fabrikam', '', 'Fabrikam Residences', 'Fabrikam Art'));
  });
});
