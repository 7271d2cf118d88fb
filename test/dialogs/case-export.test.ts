import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Database } from '../../src/adapters/postgres/database.ts';
import type { CaseAction } from '../../src/domain/support-case.ts';
import type { Colleague } from '../../src/domain/roles.ts';
import { words } from '../../src/locales/words.ts';
import { freshDatabase } from '../support/database.ts';
import { shows } from './card-reading.ts';
import { caseWorld } from './case-world.ts';
import { CONTOSO, openHelpdesk, type Helpdesk } from './helpdesk.ts';
import type { User } from './user.ts';

const t = words('en');
const uploadInfo = {
  uploadUrl: 'https://northwind-my.sharepoint.com/up',
  contentUrl: 'https://northwind-my.sharepoint.com/f.csv',
  name: 'f.csv',
};

describe('the export of a case', () => {
  let database: Database;
  let desk: Helpdesk;
  let adele: User;
  let world: ReturnType<typeof caseWorld>;
  beforeEach(async () => {
    database = await freshDatabase();
    desk = await openHelpdesk({ database });
    adele = desk.user(desk.people.adele);
    world = caseWorld(desk);
  });
  afterEach(() => database.close());

  const act = (id: string, action: CaseAction, { id: personId, displayName: name }: Colleague) =>
    desk.deps.actOnCase(id, action, { id: personId, name }, { key: undefined });
  const asksFor = (caseId: string, user = adele) =>
    user.pressesOnly({ verb: 'case.export', data: { caseId, version: 1, on: 'details' }, messageId: 'm' });
  const offered = () => {
    const [, offer] = desk.fakes.offer.lastCall.args;
    return offer;
  };
  const table = (): string[][] =>
    Buffer.from(desk.fakes.upload.lastCall.args[1])
      .toString('utf8')
      .replace('\uFEFF', '')
      .trim()
      .split('\r\n')
      .map((line) => line.split(','));

  it('has a line for each entry of its trail, with who, what and how it stood', async () => {
    const { id, reference } = await world.opened({ tried: undefined });
    const { dmitri } = desk.people;
    await act(id, { kind: 'take' }, dmitri);
    await act(id, { kind: 'note', text: '=HYPERLINK("https://evil.example")' }, dmitri);
    await act(id, { kind: 'resolve', cause: 'fixed', text: 'Queue restarted' }, dmitri);

    await asksFor(id);
    const { name, description, context } = offered();
    await adele.answersFile('accept', { context, uploadInfo });

    assert.match(name, new RegExp(`^${reference}-2026-11-20-0900\\.csv$`));
    assert.equal(description, t('statistics.trail.description', { count: 4, reference }));
    assert.deepEqual(context, { kind: 'case', caseId: id });
    const [header = [], ...rows] = table();
    assert.deepEqual(header.slice(0, 8), [
      'Case',
      'Customer',
      'Tenant ID',
      'Product',
      'Title',
      'Entry',
      'When (Europe/London)',
      'When (UTC)',
    ]);
    const column = (title: string) => rows.map((row) => row[header.indexOf(title)]);
    assert.deepEqual(column('Case'), [reference, reference, reference, reference]);
    assert.deepEqual(column('Entry'), ['1', '2', '3', '4']);
    assert.deepEqual(column('Who'), ['Adele Vance', 'Dmitri Sokolov', 'Dmitri Sokolov', 'Dmitri Sokolov']);
    assert.deepEqual(column('Who (ID)').at(-1), dmitri.id);
    assert.deepEqual(column('What'), ['escalated', 'taken', 'note', 'resolved (fixed)']);
    assert.deepEqual(column('Text').at(0), 'Since nine nobody can send mail.');
    assert.match(column('Text').at(2) ?? '', /^"?'=HYPERLINK/);
    assert.deepEqual(column('State after'), ['Open', 'Taken', 'Taken', 'Resolved']);
    assert.deepEqual(column('Who has it after'), ['', 'Dmitri Sokolov', 'Dmitri Sokolov', 'Dmitri Sokolov']);
  });

  it('is refused for a customer that is closed to the person, also when the offer is accepted', async () => {
    const { id } = await world.opened();
    await asksFor(id);
    const { context } = offered();
    desk.fakes.check = desk.access('denied');

    await adele.answersFile('accept', { context, uploadInfo });
    shows(adele.card, t('notices.access-denied.title', { customer: CONTOSO.name }));
    await asksFor(id);

    assert.deepEqual([desk.fakes.upload.callCount, desk.fakes.offer.callCount], [0, 1]);
  });

  it('is not for somebody without a role, and not of a case that is not there', async () => {
    const { id } = await world.opened();
    await asksFor(id, desk.user({ ...desk.people.adele, id: randomUUID(), roles: [] }));
    await asksFor(randomUUID());

    assert.equal(desk.fakes.offer.callCount, 0);
    shows(adele.card, t('notices.old-card.title'));
  });
});
