import assert from 'node:assert/strict';
import type { RequestReading } from '../../src/use-cases/read-request.ts';
import { words } from '../../src/locales/words.ts';
import { someContent } from '../support/use-case-fixtures.ts';
import { shows } from './card-reading.ts';
import { openHelpdesk, type Helpdesk } from './helpdesk.ts';
import type { User } from './user.ts';

const t = words('en');

describe('Changing the severity of a request', () => {
  let desk: Helpdesk;
  let adele: User;
  beforeEach(async () => {
    desk = await openHelpdesk();
    adele = desk.user();
  });

  const filed = async () => {
    const { id: personId, displayName: personName } = desk.people.adele;
    const { id: draftId } = await desk.deps.drafts.create(personId, 'c', {}, desk.clock.now());
    const about = {
      draftId,
      personId,
      personName,
      locale: 'en',
      timeZone: 'Europe/Paris',
      route: 'partner-center',
      place: undefined,
    } as const;
    const { id: requestId, version } = await desk.deps.requests.submit({ ...about, content: someContent() }, desk.clock.now());
    return { requestId, version };
  };
  const press = (data: Readonly<Record<string, unknown>>) => adele.press({ verb: 'request.severity', data, messageId: 'm' });

  it('takes the severity with its reason, and the version of the card (B54)', async () => {
    const { requestId, version } = await filed();

    await press({ requestId, version, severity: 'critical', reason: ' Payday\u202E ' });

    assert.deepEqual(desk.changes.setSeverity.lastCall.args.slice(1, 4), [
      version,
      { severity: 'critical', reason: 'Payday' },
      desk.people.adele.id,
    ]);
  });

  for (const [what, inputs] of [
    ['without a reason', { severity: 'critical', reason: '  ' }],
    ['without a severity', { severity: '', reason: 'Payday' }],
    ['with one that there is not', { severity: 'Z', reason: 'Payday' }],
  ] as const) {
    it(`changes nothing ${what}, and says so (B54)`, async () => {
      shows(await press({ ...(await filed()), ...inputs }), t('errors.INVALID.what'));

      assert.equal(desk.changes.setSeverity.callCount, 0);
    });
  }

  it('says that Microsoft was asked in a note', async () => {
    const { requestId, version } = await filed();
    desk.deps.changeRequest.setSeverity = async (request): Promise<RequestReading> => ({
      request,
      record: undefined,
      failure: undefined,
      remark: 'severity-asked',
    });

    shows(await press({ requestId, version, severity: 'critical', reason: 'Payday' }), t('impact.remarks.severity-asked'));
  });

  it('is for nobody to whom the customer is closed', async () => {
    const about = await filed();
    desk.fakes.check = desk.access('denied');

    await press({ ...about, severity: 'critical', reason: 'Payday' });

    assert.equal(desk.changes.setSeverity.callCount, 0);
  });
});
