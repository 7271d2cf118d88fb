import assert from 'node:assert/strict';
import { ERROR_CODES, type ErrorCode } from '../../src/domain/errors.ts';
import { HEALTH_REMEDIES, healthRemedyOf } from '../../src/domain/health-remedy.ts';

describe('what to do about health that cannot be read', () => {
  const known: readonly [ErrorCode, string | undefined, string][] = [
    ['SIGN_IN_NEEDED', 'InvalidAuthenticationToken', 'sign-in'],
    ['SIGN_IN_NEEDED', 'AADSTS700082', 'sign-in'],
    ['MFA_NEEDED', 'AADSTS50076', 'sign-in-mfa'],
    ['CONSENT_MISSING', 'AADSTS65001', 'consent'],
    ['CONSENT_MISSING', 'AADSTS700016', 'consent'],
    ['CONSENT_MISSING', 'Authorization_IdentityNotFound', 'consent'],
    ['FORBIDDEN', 'AADSTS50020', 'relationship'],
    ['FORBIDDEN', 'AADSTS90072', 'relationship'],
    ['FORBIDDEN', 'AADSTS53003', 'policy'],
    ['FORBIDDEN', 'AADSTS500213', 'policy'],
    ['FORBIDDEN', 'Forbidden', 'role'],
    ['NOT_FOUND', 'AADSTS90002', 'tenant-unknown'],
    ['NOT_FOUND', 'ResourceNotFound', 'tenant-unknown'],
    ['THROTTLED', 'TooManyRequests', 'slower'],
    ['THROTTLED', 'activityLimitReached', 'slower'],
    ['TIMED_OUT', undefined, 'microsoft'],
    ['UNAVAILABLE', 'serviceNotAvailable', 'microsoft'],
    ['UNREACHABLE', undefined, 'network'],
    ['UNREADABLE', undefined, 'unreadable'],
    ['MISCONFIGURED', 'AADSTS7000222', 'setup'],
    ['INTERNAL', undefined, 'own-fault'],
  ];
  for (const [code, vendorCode, remedy] of known)
    it(`${code} ${vendorCode ?? ''} needs: ${remedy}`, () => {
      assert.equal(healthRemedyOf({ code, vendorCode }), remedy);
    });

  it('is known for every code', () => {
    for (const code of ERROR_CODES) assert.ok(HEALTH_REMEDIES.includes(healthRemedyOf({ code, vendorCode: undefined })));
  });
});
