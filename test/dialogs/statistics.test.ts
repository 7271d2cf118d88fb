import assert from 'node:assert/strict';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { words } from '../../src/locales/words.ts';
import type { NewCase } from '../../src/ports/case-store.ts';
import { freshDatabase } from '../support/database.ts';
import { aNewCase } from '../support/cases.ts';
import { shows, textsOf } from './card-reading.ts';
import { CONTOSO, FABRIKAM, openHelpdesk, type Helpdesk } from './helpdesk.ts';
import type { User } from './user.ts';

const t = words('en');
const uploadInfo = {
  uploadUrl: 'https://northwind-my.sharepoint.com/up',
  contentUrl: 'https://northwind-my.sharepoint.com/f.csv',
  name: 'f.csv',
};

describe('case figures', () => {
  let database: Database;
  let desk: Helpdesk;
  let adele: User;
  beforeEach(async () => {
    database = await freshDatabase();
    desk = await openHelpdesk({ database });
    adele = desk.user(desk.people.adele);
  });
  afterEach(() => database.close());

  const opened = (some: Partial<NewCase> = {}, at = '2026-11-10T09:00:00Z') =>
    desk.deps.cases.open(aNewCase({ tenantId: CONTOSO.tenantId, customerName: CONTOSO.name, ...some }), 'system', new Date(at));
  const offered = () => {
    const [, offer] = desk.fakes.offer.lastCall.args;
    return offer;
  };
  const lines = (): string[] => Buffer.from(desk.fakes.upload.lastCall.args[1]).toString('utf8').trim().split('\r\n');

  it('are those of this month', async () => {
    const { id } = await opened();
    await opened({}, '2026-10-10T09:00:00Z');
    await desk.deps.actOnCase(id, { kind: 'take' }, { id: 'dmitri', name: 'Dmitri Sokolov' }, { key: undefined });

    const card = await adele.says('statistics');

    shows(card, t('statistics.soFar', { month: 'November 2026' }));
    const text = textsOf(card);
    assert.match(text, new RegExp(`${t('statistics.figures.opened')}\\s*1`));
    assert.match(text, new RegExp(`${t('statistics.figures.toTake')}\\s*10 days`));
  });

  it('are those of the month that is asked for', async () => {
    await opened({}, '2026-10-10T09:00:00Z');

    shows(await adele.says('statistics october'), t('statistics.of', { month: 'October 2026' }), t('statistics.figures.opened'));
  });

  it('are those of this month, with a remark, for what is no month', async () => {
    shows(await adele.says('statistics smarch'), t('statistics.noSuchMonth', { text: 'smarch' }), t('statistics.none'));
  });

  it('go to other months and groups by buttons, and never to one to come', async () => {
    await opened();
    await opened({ tenantId: FABRIKAM.tenantId, customerName: FABRIKAM.name }, '2026-10-10T09:00:00Z');

    await adele.says('statistics');
    const byCustomer = await adele.clicks('statistics.show', {}, { by: 'customer' });
    shows(byCustomer, 'Contoso', t('statistics.opened', { count: 1 }));
    const before = await adele.clicks('statistics.show', {}, { month: '2026-10' });
    shows(before, FABRIKAM.name);
    assert.doesNotMatch(textsOf(before), /Contoso/);
    const year = await adele.clicks('statistics.show', {}, { by: 'month' });
    shows(year, 'October 2026');

    const ahead = await adele.press({ verb: 'statistics.show', data: { month: '2027-05', by: 'all' }, messageId: 'm' });
    shows(ahead, t('statistics.soFar', { month: 'November 2026' }));
  });

  it('count only customers that the person may see', async () => {
    await opened();
    desk.fakes.view = desk.viewing('none');

    shows(await adele.says('statistics'), t('statistics.none'), t('statistics.ofAccess'));
  });

  it('are not for somebody without a role', async () => {
    const noah = desk.user({ ...desk.people.adele, roles: [] });

    shows(await noah.says('statistics'), t('notices.not-permitted.title'));
  });

  it('come as a file, made anew of what the person may see when it is accepted', async () => {
    await opened({ customerName: '=Contoso' });
    await opened({ tenantId: undefined, customerName: undefined });

    await adele.says('statistics');
    await adele.clicks('statistics.show', {}, { by: 'customer' });
    await adele.pressesOnly(adele.button('statistics.csv'));
    const { name, description, context } = offered();
    await adele.answersFile('accept', { context, uploadInfo });

    assert.match(name, /^case-figures-2026-11-2026-11-20-0900\.csv$/);
    assert.equal(description, t('statistics.csv.description', { count: 2 }));
    assert.deepEqual(context, { kind: 'statistics', month: '2026-11', by: 'customer' });
    assert.match(lines()[0] ?? '', /^Customer,Tenant ID,Opened,Resolved,Still open,Opened again,/);
    assert.deepEqual(lines().slice(1).toSorted(), [
      `'=Contoso,${CONTOSO.tenantId},1,0,1,0,,,,0,0,0`,
      `${t('statistics.several')},,1,0,1,0,,,,0,0,0`,
    ]);

    desk.fakes.view = desk.viewing('none');
    await adele.answersFile('accept', { context, uploadInfo });
    assert.equal(lines().length, 1);
  });

  it('are made of no month or group that a forged offer names', async () => {
    for (const forged of [{ month: '2026-13', by: 'all' }, { month: '2026-11', by: 'person' }, { by: 'all' }]) {
      await adele.answersFile('accept', { context: { kind: 'statistics', ...forged }, uploadInfo });
      shows(adele.card, t('notices.old-card.title'));
    }
    assert.equal(desk.fakes.upload.callCount, 0);
  });
});
