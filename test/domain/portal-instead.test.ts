import assert from 'node:assert/strict';
import { canGoByPortal, mayGoByPortal } from '../../src/domain/portal-instead.ts';
import type { ServiceRequest } from '../../src/domain/service-request.ts';

describe('mayGoByPortal', () => {
  const REFUSED: Pick<ServiceRequest, 'state' | 'route' | 'failure'> = {
    state: 'failed',
    route: 'azure-support',
    failure: { code: 'PLAN_NEEDED', correlationId: undefined },
  };

  for (const code of ['PLAN_NEEDED', 'FORBIDDEN', 'MISCONFIGURED'])
    it(`lets a person take to the portal what Azure refused with ${code}`, () => {
      assert.equal(mayGoByPortal({ ...REFUSED, failure: { code, correlationId: undefined } }), true);
    });

  it('does not where the portal would refuse it too, or it may pass', () => {
    for (const code of ['INVALID', 'TIMED_OUT', 'THROTTLED'])
      assert.equal(mayGoByPortal({ ...REFUSED, failure: { code, correlationId: undefined } }), false);
    assert.equal(mayGoByPortal({ ...REFUSED, failure: undefined }), false);
    assert.equal(canGoByPortal(REFUSED), true);
  });

  it('does not where it may have been filed, nor for another route', () => {
    for (const state of ['ready', 'sending', 'filed', 'uncertain'] as const) assert.equal(canGoByPortal({ ...REFUSED, state }), false);
    assert.equal(canGoByPortal({ ...REFUSED, route: 'partner-center' }), false);
  });
});
