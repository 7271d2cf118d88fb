import assert from 'node:assert/strict';
import { sql } from 'kysely';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { postgresDraftStore } from '../../../src/adapters/postgres/draft-store.ts';
import type { ReportFields } from '../../../src/domain/report-draft.ts';
import type { DraftStore } from '../../../src/ports/draft-store.ts';
import { freshDatabase } from '../../support/database.ts';

const NOON = new Date('2026-03-02T12:00:00Z');
const later = (hours: number): Date => new Date(NOON.getTime() + hours * 3_600_000);

const FIELDS: ReportFields = {
  tenantId: 't',
  product: 'azure',
  nature: 'break-fix',
  category: 'usage',
  healthSeenAt: NOON,
  linkedIssueId: 'EX1',
  criterion: 'bug',
  tried: 'All',
  impact: 'little',
  severity: 'critical',
  severityReason: 'Much',
  title: 'Title',
  description: 'Line one\nline two 🧯',
  since: 'since 9',
  peopleHit: 4,
  contact: { givenName: 'Adele', surname: 'Vance', email: 'adele@northwindcloud.example', phone: undefined },
  language: 'fr',
  topicId: 'topic',
  handedOverBy: [{ personId: 'mei', personName: 'Mei Tanaka', locale: 'fr', timeZone: 'Europe/Paris' }],
};

describe('draft store', () => {
  let database: Database;
  let drafts: DraftStore;
  beforeEach(async () => {
    database = await freshDatabase();
    drafts = postgresDraftStore(database);
  });

  it('keeps every field as it was', async () => {
    const { id, version } = await drafts.create('adele', 'chat', {}, NOON);

    const saved = await drafts.save(id, version, FIELDS, 'form', later(1));

    const expected = {
      ...FIELDS,
      id,
      version: 2,
      personId: 'adele',
      conversationId: 'chat',
      editing: 'form',
      createdAt: NOON,
      updatedAt: later(1),
    };
    assert.deepEqual(saved, expected);
    assert.deepEqual(await drafts.byId(id), expected);
  });

  it('replaces the fields whole', async () => {
    const { id } = await drafts.create('adele', 'chat', FIELDS, NOON);

    const saved = await drafts.save(id, 1, { title: 'Only' }, undefined, NOON);

    assert.deepEqual([saved?.title, saved?.product, saved?.editing], ['Only', undefined, undefined]);
  });

  it('saves one of two changes of the same version', async () => {
    const { id } = await drafts.create('adele', 'chat', {}, NOON);

    const saved = await Promise.all(['one', 'two'].map((title) => drafts.save(id, 1, { title }, undefined, NOON)));

    assert.equal(saved.filter((draft) => draft !== undefined).length, 1);
  });

  it('gives a draft to one of two people at once, and only from whose it is', async () => {
    const { id } = await drafts.create('adele', 'chat', {}, NOON);

    const given = await Promise.all(['mei', 'dmitri'].map((to) => drafts.give(id, 1, { from: 'adele', to }, FIELDS, later(1))));
    const stolen = await drafts.give(id, 2, { from: 'adele', to: 'adele' }, {}, later(2));

    const [held] = given.filter((draft) => draft !== undefined);
    assert.equal(given.filter((draft) => draft !== undefined).length, 1);
    assert.deepEqual(await drafts.byId(id), held);
    assert.deepEqual([held?.version, held?.title, held?.updatedAt, stolen], [2, 'Title', later(1), undefined]);
  });

  it('gives the newest draft of the person for seven days', async () => {
    await drafts.create('adele', 'chat', { title: 'older' }, NOON);
    const newer = await drafts.create('adele', 'chat', { title: 'newer' }, later(1));
    await drafts.create('mei', 'chat', { title: 'another' }, later(2));

    const open = [
      await drafts.open('adele', later(2)),
      await drafts.open('adele', later(7 * 24 + 1)),
      await drafts.open('adele', later(7 * 24 + 1.1)),
    ];

    assert.deepEqual(
      open.map((draft) => draft?.id),
      [newer.id, newer.id, undefined],
    );
  });

  it('finds the person’s newest draft that is filed from a case, whatever was begun since', async () => {
    const one = await drafts.create('adele', 'chat', { caseId: 'case' }, NOON);
    await drafts.create('adele', 'chat', { title: 'newer' }, later(1));
    await drafts.create('mei', 'chat', { caseId: 'case' }, later(2));

    const found = [await drafts.ofCase('adele', 'case', later(3)), await drafts.ofCase('adele', 'case', later(8 * 24))];

    assert.deepEqual(
      found.map((draft) => draft?.id),
      [one.id, undefined],
    );
  });

  it('removes what was untouched for seven days', async () => {
    await drafts.create('adele', 'chat', {}, NOON);
    const kept = await drafts.create('adele', 'chat', {}, later(1));

    const pruned = await drafts.prune(later(7 * 24 + 0.5));

    assert.equal(pruned, 1);
    assert.equal((await drafts.open('adele', later(24)))?.id, kept.id);
  });

  it('is empty after a draft was discarded', async () => {
    const { id } = await drafts.create('adele', 'chat', {}, NOON);

    await drafts.discard(id);

    assert.deepEqual(
      [await drafts.byId(id), await drafts.save(id, 1, {}, undefined, NOON), await drafts.byId('no id')],
      [undefined, undefined, undefined],
    );
  });

  it('asks again for a field that another release wrote in its own way', async () => {
    const { id } = await drafts.create('adele', 'chat', FIELDS, NOON);
    await sql`update report_draft set fields = fields || '{"product": "teams-phone", "peopleHit": "many", "extra": 1}'`.execute(
      database.kysely,
    );

    const draft = await drafts.byId(id);

    assert.deepEqual([draft?.product, draft?.peopleHit, draft?.title], [undefined, undefined, 'Title']);
  });
});
