import assert from 'node:assert/strict';
import { postgresPlanStore } from '../../src/adapters/postgres/plan-store.ts';
import { PEOPLE } from '../../src/sandbox/world.ts';
import { words } from '../../src/locales/words.ts';
import { textOf } from './card-reading.ts';
import { keepPicture, startScene, type Scene } from './scene.ts';

const en = words('en');
const DAY_MS = 86_400_000;

describe('on-call, from who it is to a calendar that comes back', function () {
  this.timeout(90_000);
  let scene: Scene;
  before(async function () {
    scene = await startScene(this);
    const plans = postgresPlanStore(scene.database);
    const members = ['adele', 'mei'].map((key) => {
      const { id, givenName, surname } = PEOPLE.find((one) => one.key === key) ?? assert.fail();
      return { id, name: `${givenName} ${surname}` };
    });
    const from = new Date(Date.now() - DAY_MS).toISOString().slice(0, 10);
    const rota = { name: 'Azure', timeZone: 'UTC', from, handOverAt: 0, turn: { days: 7 }, members, channelId: undefined };
    assert.ok(await plans.save({ ...(await plans.current()), rotas: [rota] }, 'test', new Date()));
  });
  afterEach(() => scene.closePages());
  after(() => scene?.stop());

  it('shows who it is, takes a shift over in three presses and tells whom it is taken from', async () => {
    const mei = await scene.open('mei');
    const adele = await scene.open('adele', { height: 1600 });
    const card = await adele.ask('who is on call');
    await keepPicture(card, 'on-call-rota-en');
    const before = await textOf(card);
    await adele.press(card, en('oncall.change'));
    await keepPicture(card, 'on-call-change-en');

    const told = await mei.next(() => adele.press(card, en('oncall.save')));
    await keepPicture(card, 'on-call-taken-over-en');
    const after = await textOf(card);

    assert.match(before, /Adele Vance is on call until/);
    assert.match(after, /Adele Vance is on call [^]*Mei Tanaka got a message/);
    assert.match(await textOf(mei.cardIn(told)), /Adele Vance has taken over from you/);
    await adele.press(card, en('oncall.undo'));
    assert.match(await textOf(card), new RegExp(en('oncall.remarks.undone')));
  });

  it('gives the shifts as a file, and takes them back from one', async () => {
    const adele = await scene.open('adele', { height: 1600 });
    const card = await adele.ask('on call');
    const offer = await adele.pressForMessage(card, en('oncall.file'));
    const given = await adele.next(() => offer.getByRole('button', { name: 'Allow' }).click());
    const url = (await given.getByRole('link').getAttribute('href')) ?? '';
    const calendar = await (await fetch(url)).text();

    const picker = adele.page.locator('.composer-place input[type=file]');
    const answer = await adele.next(() =>
      picker.setInputFiles({ name: 'Azure.ics', mimeType: 'text/calendar', buffer: Buffer.from(calendar) }),
    );
    await keepPicture(adele.cardIn(answer), 'on-call-imported-en');

    assert.match(calendar, /^BEGIN:VCALENDAR[^]*SUMMARY:Adele Vance[^]*SUMMARY:Mei Tanaka/);
    assert.match(await textOf(adele.cardIn(answer)), /\d+ shifts of the next 365 days imported/);
  });
});
