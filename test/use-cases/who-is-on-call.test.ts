import assert from 'node:assert/strict';
import { BUILT_IN_PLAN } from '../../src/domain/built-in-plan.ts';
import { whoIsOnCall } from '../../src/use-cases/who-is-on-call.ts';
import { ADELE, anEnteredShift, aRota, MEI } from '../support/rotas.ts';

const override = anEnteredShift('2026-11-04T12:00Z', '2026-11-05T12:00Z', MEI);
const find = whoIsOnCall({
  plans: { current: async () => ({ ...BUILT_IN_PLAN, rotas: [aRota()] }) },
  shifts: { of: async (rota) => (rota === 'Azure' ? [override] : []) },
});

describe('who is on call', () => {
  it('is the rota’s member, or whoever was entered, by the newest plan', async () => {
    assert.deepEqual((await find('azure', new Date('2026-11-04T11:59Z')))?.person, ADELE);
    assert.deepEqual((await find('AZURE', new Date('2026-11-04T12:00Z')))?.person, MEI);
  });

  it('is nobody in a rota that is not there', async () => {
    assert.equal(await find('Mail', new Date('2026-11-04T12:00Z')), undefined);
  });
});
