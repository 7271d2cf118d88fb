import assert from 'node:assert/strict';
import { SUPPORT_PLANS } from '../../src/domain/cloud.ts';
import aliases from '../../src/domain/facts/aliases.json' with { type: 'json' };
import { readIntent } from '../../src/domain/intent.ts';
import { planToday, renamedIn } from '../../src/domain/old-names.ts';

const today = (text: string) => renamedIn(text).map(({ now }) => now);

describe('the names of today (B79, B84)', () => {
  it('are told for the old ones, in every language', () => {
    assert.deepEqual(today('Office 365 ne marche plus'), ['Microsoft 365']);
    assert.deepEqual(today('Office365 is down'), ['Microsoft 365']);
    assert.deepEqual(today('Dynamics CRM Online не работает'), ['Dynamics 365']);
    assert.deepEqual(today('Azure AD and o365 fail'), ['Microsoft 365', 'Microsoft Entra ID']);
    assert.deepEqual(today('les privilèges d’administration délégués ont expiré'), ['GDAP']);
    assert.deepEqual(today('делегированные права администратора истекли'), ['GDAP']);
    assert.deepEqual(today('MPN benefits and Signature Cloud Support'), ['Partner Cloud Support', 'Microsoft AI Cloud Partner Program']);
  });

  it('are not told to whoever uses them', () => {
    assert.deepEqual(today('Microsoft 365, Dynamics 365, Entra, GDAP, the office is closed'), []);
  });

  it('lead to the same product as the old ones', () => {
    const products = ['Office 365', 'Dynamics CRM Online', 'Enterprise Mobility Suite', 'Azure AD'].map(
      (name) => readIntent(`${name} fails`).product,
    );

    assert.deepEqual(products, ['microsoft365', 'dynamics365', 'ems', 'ems']);
    for (const name of ['Signature Cloud Support', 'our MPN contract', 'délégués : DAP', 'GDAP']) {
      assert.equal(readIntent(`${name} question`).product, 'commercial', name);
    }
  });

  it('are understood for support plans, each a plan that there is', () => {
    assert.equal(planToday('Signature-Cloud-Support'), 'partner-cloud-support');
    assert.equal(planToday('unified'), 'unified');
    assert.ok(Object.values(aliases.plans).every((plan) => SUPPORT_PLANS.some((known) => known === plan)));
  });
});
