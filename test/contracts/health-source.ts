import assert from 'node:assert/strict';
import type { HealthSource } from '../../src/ports/health-source.ts';
import { UNHURRIED } from '../support/microsoft-clouds.ts';

interface HealthUnderTest {
  readonly source: HealthSource;
  /** A tenant with one open issue among its services, and one resolved. */
  readonly troubled: { readonly tenantId: string; readonly openIssueId: string; readonly resolvedIssueId: string };
  /** An issue of another tenant's that this tenant does not see. */
  readonly foreignIssueId: string;
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

    it('tells an open issue with its posts, oldest first, as plain text', async () => {
      const { source, troubled } = await given();

      const incident = await source.incident(troubled.tenantId, troubled.openIssueId, UNHURRIED);

      const posts = incident?.posts ?? [];
      assert.ok(posts.length > 1 && posts.every(({ text }) => text !== '' && !/<\w/.test(text)));
      assert.deepEqual(
        posts,
        posts.toSorted((a, b) => a.at.getTime() - b.at.getTime()),
      );
      assert.equal(incident?.resolved, false);
    });

    it('tells an issue that is over too, and when it ended', async () => {
      const { source, troubled } = await given();

      const incident = await source.incident(troubled.tenantId, troubled.resolvedIssueId, UNHURRIED);

      assert.equal(incident?.resolved, true);
      assert.ok(incident?.endedAt !== undefined);
    });

    it('says of the same issue the same in the list and by itself', async () => {
      const { source, troubled } = await given();
      const overviews = await source.overviews(troubled.tenantId, UNHURRIED);

      const listed = overviews.flatMap(({ issues }) => issues).find(({ id }) => id === troubled.openIssueId);
      const whole = await source.incident(troubled.tenantId, troubled.openIssueId, UNHURRIED);

      assert.ok(listed !== undefined && whole !== undefined);
      assert.deepEqual({ ...whole, ...listed }, whole);
    });

    it('knows nothing of an issue that the tenant does not see', async () => {
      const { source, troubled, foreignIssueId } = await given();

      assert.equal(await source.incident(troubled.tenantId, foreignIssueId, UNHURRIED), undefined);
    });

    it('throws where it cannot read an issue', async () => {
      const { source, troubled, unreadableTenantId } = await given();

      await assert.rejects(source.incident(unreadableTenantId, troubled.openIssueId, UNHURRIED), { name: 'BackEndError' });
    });

    it('ends when the caller leaves', async () => {
      const { source, troubled } = await given();

      await assert.rejects(source.overviews(troubled.tenantId, AbortSignal.abort()), { code: 'TIMED_OUT' });
    });
  });
}
