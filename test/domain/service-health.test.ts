import assert from 'node:assert/strict';
import fc from 'fast-check';
import { HEALTH_STATUSES, healthStatusOf, isHealthy, rankOf, worstFirst, type HealthStatus } from '../../src/domain/service-health.ts';

describe('service health', () => {
  it('reads every documented status in any casing', () => {
    for (const status of HEALTH_STATUSES) {
      assert.equal(healthStatusOf(status), status);
      assert.equal(healthStatusOf(status.charAt(0).toUpperCase() + status.slice(1)), status);
      assert.equal(healthStatusOf(status.toUpperCase()), status);
    }
  });

  it('never takes a status it does not know for healthy', () => {
    fc.assert(
      fc.property(fc.string(), (raw) => {
        fc.pre(!HEALTH_STATUSES.some((status) => status.toLowerCase() === raw.toLowerCase()));
        assert.equal(isHealthy(healthStatusOf(raw)), false);
      }),
    );
  });

  it('ranks every unhealthy status before every healthy one', () => {
    const all: readonly HealthStatus[] = [...HEALTH_STATUSES, 'unknown'];
    const worstHealthy = Math.min(...all.filter(isHealthy).map(rankOf));

    assert.ok(all.filter((status) => !isHealthy(status)).every((status) => rankOf(status) < worstHealthy));
  });

  it('shows the worst service first, equals by name', () => {
    const overview = (service: string, status: HealthStatus) => ({ id: service, service, status, rawStatus: status, issues: [] });
    const sorted = worstFirst([
      overview('Teams', 'serviceOperational'),
      overview('SharePoint', 'serviceDegradation'),
      overview('Exchange', 'serviceDegradation'),
      overview('Intune', 'serviceInterruption'),
      overview('Viva', 'unknown'),
    ]);

    assert.deepEqual(
      sorted.map(({ service }) => service),
      ['Intune', 'Exchange', 'SharePoint', 'Viva', 'Teams'],
    );
  });
});
