import assert from 'node:assert/strict';
import type { HealthSource } from '../../src/ports/health-source.ts';
import { UNHURRIED } from '../support/microsoft-clouds.ts';

interface HealthUnderTest {
  readonly source: HealthSource;
  /** A tenant with one open issue among its services, and one resolved. */
  readonly troubled: { readonly tenantId: string; readonly openIssueId: string; readonly resolvedIssueId: string };
  /** A tenant that cannot be read. */
  readonly unreadableTenantId: string;
}

/** What every HealthSource owes its callers. */
export function healthSourceContract(name: string, given: () => Promise<HealthUnderTest>): void {
  describe(`HealthSource contract: ${name}`, () => {
    it('lists every service, with its open issues only', async () => {
      const { source, troubled } = await given();

      const overviews = await source.overviews(troubled.tenantId, UNHURRIED);

      const ids = overviews.flatMap(({ issues }) => issues.map(({ id }) => id));
      assert.ok(overviews.length > 1 && overviews.some(({ issues }) => issues.length === 0));
      assert.ok(ids.includes(troubled.openIssueId) && !ids.includes(troubled.resolvedIssueId));
    });

    it('gives issues the name of their service', async () => {
      const { source, troubled } = await given();

      for (const { service, issues } of await source.overviews(troubled.tenantId, UNHURRIED))
        for (const issue of issues) assert.equal(issue.service, service);
    });

    it('throws where it cannot read, instead of reporting good health', async () => {
      const { source, unreadableTenantId } = await given();

      await assert.rejects(source.overviews(unreadableTenantId, UNHURRIED), { name: 'BackEndError' });
    });

    it('ends when the caller leaves', async () => {
      const { source, troubled } = await given();

      await assert.rejects(source.overviews(troubled.tenantId, AbortSignal.abort()), { code: 'TIMED_OUT' });
    });
  });
}
