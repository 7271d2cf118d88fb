import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { postgresFollowStore } from '../../../src/adapters/postgres/follow-store.ts';
import { postgresHealthStore } from '../../../src/adapters/postgres/health-store.ts';
import { postgresIncidentReach } from '../../../src/adapters/postgres/incident-reach.ts';
import { postgresIncidentStore } from '../../../src/adapters/postgres/incident-store.ts';
import { postgresRequestStore } from '../../../src/adapters/postgres/request-store.ts';
import type { NewFollow } from '../../../src/ports/follow-store.ts';
import { freshDatabase } from '../../support/database.ts';
import { anIssue, aSnapshot, later, NOON, someDetails } from '../../support/health-fixtures.ts';
import { NO_JOBS } from '../../support/no-jobs.ts';
import { someContent } from '../../support/use-case-fixtures.ts';

const LATER = later(60);
const TENANT = someContent().tenantId;

describe('follow store', () => {
  let database: Database;
  let jobs: { readonly name: string; readonly id: string | undefined }[];
  const queue = {
    within: () => ({
      enqueue: async (name: string, { id }: { readonly id?: string }) => {
        if (name === 'ask-followers') jobs.push({ name, id });
      },
    }),
  };
  before(async () => {
    database = await freshDatabase();
  });
  beforeEach(() => {
    jobs = [];
  });
  after(() => database.close());

  const stores = () => ({
    follows: postgresFollowStore(database, queue),
    incidents: postgresIncidentStore(database, queue),
    requests: postgresRequestStore(database, queue),
  });
  let made = 0;
  /** An open incident of its own for each test. */
  async function anIncident(): Promise<string> {
    const id = `EX${++made}`;
    await postgresHealthStore(database, NO_JOBS).save(aSnapshot(TENANT, NOON, [anIssue(id)]));
    return id;
  }
  const end = (id: string) => stores().incidents.saveDetails(someDetails(id, { resolved: true, modifiedAt: LATER }), LATER);
  const aFollow = (issueId: string, over: Partial<NewFollow> = {}): NewFollow => ({
    issueId,
    tenantId: TENANT,
    personId: 'adele',
    locale: 'fr',
    timeZone: 'Europe/Paris',
    fields: undefined,
    ...over,
  });

  it('keeps who follows what, in which language, until the person stops', async () => {
    const { follows } = stores();
    const issueId = await anIncident();

    const { id } = await follows.follow(aFollow(issueId), NOON);

    const stored = await follows.byId(id);
    assert.deepEqual(
      [stored?.issueId, stored?.tenantId, stored?.personId, stored?.locale, stored?.timeZone, stored?.reason],
      [issueId, TENANT, 'adele', 'fr', 'Europe/Paris', 'watched'],
    );
    assert.equal(await follows.isFollowing(issueId, TENANT, 'adele'), true);
    await follows.unfollow(issueId, TENANT, 'adele');
    assert.equal(await follows.isFollowing(issueId, TENANT, 'adele'), false);
    assert.equal(await follows.byId(id), undefined);
  });

  it('keeps the report that was being written, also when the person only follows afterwards', async () => {
    const { follows } = stores();
    const issueId = await anIncident();
    const fields = { tenantId: TENANT, product: 'microsoft365', title: 'No mail', tried: 'Web and app' } as const;

    await follows.follow(aFollow(issueId, { fields }), NOON);
    const { id } = await follows.follow(aFollow(issueId), LATER);

    const stored = await follows.byId(id);
    assert.equal(stored?.reason, 'linked');
    assert.deepEqual([stored.fields?.title, stored.fields?.tried], ['No mail', 'Web and app']);
  });

  it('ends when the incident was not the cause after all, unless it was answered', async () => {
    const { follows } = stores();
    const issueId = await anIncident();
    const { id } = await follows.follow(aFollow(issueId, { fields: { title: 'No mail' } }), NOON);
    const { id: answered } = await follows.follow(aFollow(await anIncident()), NOON);
    await follows.claim(answered, LATER);
    await follows.answer(answered, 'gone', LATER);
    for (const one of [id, answered, 'no id']) await follows.undo(one);

    assert.deepEqual([await follows.byId(id), (await follows.byId(answered))?.answer], [undefined, 'gone']);
  });

  it('gives to ask only followers of incidents that are over', async () => {
    const { follows } = stores();
    const over = await anIncident();
    const { id } = await follows.follow(aFollow(over), NOON);
    const { id: other } = await follows.follow(aFollow(await anIncident()), NOON);
    assert.deepEqual(await follows.due(over, 10), []);

    await end(over);

    assert.deepEqual(await follows.due(over, 10), [id]);
    const all = await follows.due(undefined, 100);
    assert.deepEqual([all.includes(id), all.includes(other)], [true, false]);
    assert.deepEqual(jobs, [{ name: 'ask-followers', id: over }]);
  });

  it('gives one follower to one of several replicas only', async () => {
    const issueId = await anIncident();
    const { id } = await stores().follows.follow(aFollow(issueId), NOON);

    const taken = await Promise.all([1, 2, 3, 4].map(() => stores().follows.claim(id, LATER)));

    assert.equal(taken.filter((one) => one !== undefined).length, 1);
    assert.deepEqual(await stores().follows.due(issueId, 10), []);
  });

  it('gives a follower out again after it was given back, and never after the answer', async () => {
    const { follows } = stores();
    const issueId = await anIncident();
    const { id } = await follows.follow(aFollow(issueId), NOON);
    await end(issueId);
    await follows.claim(id, LATER);
    await follows.release(id);
    assert.deepEqual(await follows.due(issueId, 10), [id]);

    await follows.claim(id, LATER);
    await follows.answer(id, 'gone', LATER);
    await follows.release(id);

    assert.deepEqual(await follows.due(issueId, 10), []);
  });

  it('takes the first answer only', async () => {
    const { follows } = stores();
    const { id } = await follows.follow(aFollow(await anIncident()), NOON);

    const answers = await Promise.all([follows.answer(id, 'gone', LATER), follows.answer(id, 'still-there', LATER)]);

    assert.equal(answers.filter((one) => one !== undefined).length, 1);
    assert.equal(await follows.answer(id, 'still-there', LATER), undefined);
  });

  it('has the person asked at once who follows an incident that is over already', async () => {
    const { follows } = stores();
    const issueId = await anIncident();
    await end(issueId);
    jobs.length = 0;

    const { id } = await follows.follow(aFollow(issueId), LATER);

    assert.deepEqual(jobs, [{ name: 'ask-followers', id: issueId }]);
    assert.deepEqual(await follows.due(issueId, 10), [id]);
  });

  it('begins anew for a person who was asked already: the old question answers nothing any more', async () => {
    const { follows } = stores();
    const issueId = await anIncident();
    const { id: first } = await follows.follow(aFollow(issueId), NOON);
    await follows.claim(first, NOON);

    const { id, askedAt } = await follows.follow(aFollow(issueId), LATER);

    assert.notEqual(id, first);
    assert.equal(askedAt, undefined);
    assert.equal(await follows.answer(first, 'gone', LATER), undefined);
  });

  it('keeps where the question stands', async () => {
    const { follows } = stores();
    const { id } = await follows.follow(aFollow(await anIncident()), NOON);
    await follows.setPlace(id, { conversationId: 'chat', activityId: '1' });

    assert.deepEqual((await follows.byId(id))?.place, { conversationId: 'chat', activityId: '1' });
  });

  it('forgets after 30 days those that were asked, never those that wait', async () => {
    const { follows } = stores();
    const issueId = await anIncident();
    const { id: asked } = await follows.follow(aFollow(issueId), NOON);
    const { id: waiting } = await follows.follow(aFollow(issueId, { personId: 'dmitri' }), NOON);
    const { id: forgotten } = await follows.follow(aFollow('EX-forgotten'), NOON);
    await follows.claim(asked, NOON);

    assert.ok((await follows.prune(new Date(NOON.getTime() + 31 * 86_400_000))) > 0);

    assert.deepEqual([await follows.byId(asked), await follows.byId(forgotten)], [undefined, undefined]);
    assert.equal((await follows.byId(waiting))?.id, waiting);
  });

  it('knows nothing by an id that is none', async () => {
    assert.equal(await stores().follows.byId('x'), undefined);
    assert.equal(await stores().follows.answer('x', 'gone', NOON), undefined);
  });

  describe('with requests', () => {
    const aRequest = (linkedIssueId: string | undefined) => ({
      draftId: randomUUID(),
      personId: 'adele',
      personName: 'Adele Vance',
      locale: 'ru' as const,
      timeZone: 'Europe/Paris',
      route: 'partner-center' as const,
      content: someContent({ linkedIssueId }),
      place: undefined,
    });

    it('has the requester asked of a request that is linked later, with its audit row', async () => {
      const { requests, follows } = stores();
      const issueId = await anIncident();
      const request = await requests.submit(aRequest(undefined), NOON);

      const linked = await requests.linkIssue(request.id, request.version, issueId, 'camille', LATER);

      assert.deepEqual([linked?.linkedIssueId, linked?.version, linked?.title], [issueId, request.version + 1, request.title]);
      assert.deepEqual((await requests.audit(request.id)).at(-1), {
        action: `linked-${issueId}`,
        actor: 'camille',
        at: LATER,
        state: 'ready',
      });
      await end(issueId);
      const [id = ''] = await follows.due(issueId, 10);
      const follow = await follows.byId(id);
      assert.deepEqual([follow?.personId, follow?.requestId, follow?.reason, follow?.locale], ['adele', request.id, 'linked', 'ru']);
    });

    it('links nothing by an older version', async () => {
      const { requests } = stores();
      const issueId = await anIncident();
      const request = await requests.submit(aRequest(undefined), NOON);

      assert.equal(await requests.linkIssue(request.id, request.version + 1, issueId, 'adele', LATER), undefined);
      assert.equal((await requests.byId(request.id))?.linkedIssueId, undefined);
    });

    it('has the requester asked of a request that is submitted with an open issue', async () => {
      const { requests, follows } = stores();
      const issueId = await anIncident();
      const request = await requests.submit(aRequest(issueId), NOON);
      await end(issueId);

      const [id = ''] = await follows.due(issueId, 10);
      assert.equal((await follows.byId(id))?.requestId, request.id);
    });

    it('asks nobody about an issue that was over when the request was submitted', async () => {
      const { requests, follows } = stores();
      const issueId = await anIncident();
      await end(issueId);
      await requests.submit(aRequest(issueId), LATER);

      assert.deepEqual(await follows.due(issueId, 10), []);
    });
  });

  describe('beside it, the reach of an incident', () => {
    const reach = () => postgresIncidentReach(database);

    it('tells of some customers which it hits, and which it hit before', async () => {
      const issueId = await anIncident();
      const second = randomUUID();
      const health = postgresHealthStore(database, NO_JOBS);
      await health.save(aSnapshot(second, NOON, [anIssue(issueId)]));
      await health.save(aSnapshot(second, LATER, []));

      const hits = await reach().hits(issueId, [TENANT, second, randomUUID()]);

      const hitNow = Object.fromEntries(hits.map(({ tenantId, endedAt }) => [tenantId, endedAt === undefined]));
      assert.deepEqual(hitNow, { [TENANT]: true, [second]: false });
    });

    it('is seen by a customer in view only', async () => {
      const issueId = await anIncident();

      assert.equal(await reach().seenBy(issueId, 'all'), TENANT);
      assert.equal(await reach().seenBy(issueId, 'none'), undefined);
      assert.equal(await reach().seenBy(issueId, { groupIds: ['some-group'], at: NOON }), undefined);
      assert.equal(await reach().seenBy('EX999999', 'all'), undefined);
    });

    it('is seen rather by a customer that it hits now', async () => {
      const issueId = `EX${++made}`;
      const [before, now] = [randomUUID(), randomUUID()];
      const health = postgresHealthStore(database, NO_JOBS);
      await health.save(aSnapshot(before, NOON, [anIssue(issueId)]));
      await health.save(aSnapshot(before, LATER, []));
      assert.equal(await reach().seenBy(issueId, 'all'), before);

      await health.save(aSnapshot(now, LATER, [anIssue(issueId)]));

      assert.equal(await reach().seenBy(issueId, 'all'), now);
    });
  });
});
