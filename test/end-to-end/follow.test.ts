import assert from 'node:assert/strict';
import { words } from '../../src/locales/words.ts';
import { textOf } from './card-reading.ts';
import { pressControl } from './control-strip.ts';
import { finishReport } from './report-walk.ts';
import { keepPicture, startScene, type Scene } from './scene.ts';

const fr = words('fr');
const ru = words('ru');
/** The one that the control strip starts and ends. */
const ISSUE = 'EX1090017';
/** From what is known to the request that is handed over (design.md, 4). */
const MOST_PRESSES = 5;

describe('an incident, from the health of a customer to the request that is filed after it', function () {
  this.timeout(90_000);
  let scene: Scene;
  before(async function () {
    scene = await startScene(this);
  });
  afterEach(() => scene.closePages());
  after(() => scene?.stop());

  it('is told to the customer, followed, asked about when it is over, and reported when the trouble is still there (B14, B19–B21, B63)', async () => {
    const camille = await scene.open('camille', { height: 2400 });
    await pressControl(camille, 'incident.start');
    const health = await camille.ask('état Contoso');
    await camille.press(health, fr('words.refresh'));
    const incident = camille.cardIn(await camille.pressForMessage(health, ISSUE));
    const text = camille.cardIn(await camille.pressForMessage(incident, fr('incident.text.button')));
    const toCopy = await text.getByRole('textbox').inputValue();
    await keepPicture(text, 'follow-text-fr');
    await camille.press(incident, fr('incident.follow'));
    await keepPicture(incident, 'follow-followed-fr');
    const followed = await textOf(incident);

    // Whoever reads the incident first, this press or the poller: the question comes once.
    const over = await camille.next(async () => {
      await pressControl(camille, 'incident.resolve');
      await camille.press(incident, fr('words.refresh'));
    });
    const question = camille.cardIn(over);
    await keepPicture(question, 'follow-question-fr');
    const asked = await textOf(question);
    const report = camille.cardIn(await camille.pressForMessage(question, fr('incident.followUp.stillThere')));
    await keepPicture(report, 'follow-report-fr');
    const begun = await textOf(report);
    const { presses } = await finishReport(camille, report, {
      locale: 'fr',
      reasons: { criterion: 'service-down', tried: 'Essayé depuis Outlook sur le web et depuis un téléphone : même erreur.' },
      details: { impact: 'stopped', description: 'Personne ne peut envoyer de courriel, sur aucun appareil.', peopleHit: 25 },
      number: '2611210040009876',
    });
    await keepPicture(report, 'follow-filed-fr');

    assert.ok(toCopy.startsWith(fr('incident.text.greeting')) && toCopy.includes(ISSUE), toCopy);
    assert.ok(followed.includes(fr('incident.following', { customer: 'Contoso' })), followed);
    assert.ok(asked.includes(fr('incident.followUp.question', { customer: 'Contoso' })), asked);
    assert.ok(begun.includes('Contoso') && begun.includes(fr('report.health.title')), begun);
    assert.ok(presses <= MOST_PRESSES, `${presses} presses`);
    const filed = await textOf(report);
    assert.ok(filed.includes('2611210040009876') && filed.includes(fr('states.filed')), filed);
    const pasted = await report.locator('textarea').first().inputValue();
    assert.ok(pasted.includes(ISSUE) && pasted.includes('Outlook sur le web'), pasted);
  });

  it('is done with when the trouble is gone: nothing is filed, and the answer stays (B19)', async () => {
    const dmitri = await scene.open('dmitri', { height: 2400 });
    await pressControl(dmitri, 'incident.start');
    await dmitri.ask('customer Азимут Логистика');
    const health = await dmitri.ask('состояние');
    await dmitri.press(health, ru('words.refresh'));
    const incident = dmitri.cardIn(await dmitri.next(() => health.getByRole('button', { name: /^EX10900/ }).click()));
    await dmitri.press(incident, ru('incident.follow'));
    const over = await dmitri.next(async () => {
      await pressControl(dmitri, 'incident.resolve');
      await dmitri.press(incident, ru('words.refresh'));
    });
    const question = dmitri.cardIn(over);

    await dmitri.press(question, ru('incident.followUp.gone'));
    await keepPicture(question, 'follow-gone-ru');

    const text = await textOf(question);
    assert.ok(text.includes(ru('incident.followUp.means.gone')), text);
    assert.equal(await question.getByRole('button', { name: ru('incident.followUp.stillThere') }).count(), 0);
    assert.equal(scene.sandbox.cloud.state.serviceRequests.all().length, 0);
  });
});
