import assert from 'node:assert/strict';
import { words } from '../../src/locales/words.ts';
import { shows, textsOf } from './card-reading.ts';
import { openHelpdesk, type Helpdesk } from './helpdesk.ts';

const t = words('en');

describe('Setup check', () => {
  let desk: Helpdesk;
  beforeEach(async () => (desk = await openHelpdesk()));

  it('says what is missing first, each with what to do, then what could not be told, then what is there (pitfall 28)', async () => {
    desk.fakes.checkSetup = desk.finding([
      { check: 'sign-in', state: 'yes' },
      { check: 'roles', state: 'unknown', code: 'TIMED_OUT' },
      { check: 'rotas', state: 'no', names: ['Azure nights'] },
    ]);

    const card = await desk.user(desk.people.camille).says('setup check');

    const states = [t('setup.check.rotas.title'), t('setup.check.roles.title'), t('setup.check.sign-in.title')];
    const found = states.map((title) => textsOf(card).indexOf(title));
    assert.deepEqual(
      found,
      found.toSorted((one, other) => one - other),
    );
    shows(card, t('setup.check.missing', { count: 1 }), 'Azure nights', t('setup.check.rotas.next'), `${t('errors.TIMED_OUT.what')}.`);
  });

  it('is for those who may set up escalation', async () => {
    shows(await desk.user().says('setup check'), t('notices.not-permitted.title'));
    assert.equal(desk.fakes.checkSetup.callCount, 0);
  });

  for (const [locale, typed] of [
    ['fr', 'vérifier la configuration'],
    ['ru', 'проверить настройку'],
  ] as const)
    it(`is understood and answered in ${locale}`, async () => {
      desk.fakes.checkSetup = desk.finding([{ check: 'channels', state: 'no' }]);

      shows(await desk.user(desk.people.camille, { locale }).says(typed), words(locale)('setup.check.channels.next'));
    });
});
