import assert from 'node:assert/strict';
import { words } from '../../src/locales/words.ts';
import { DEMO_PLANS } from '../../src/sandbox/bot-environment.ts';
import { PEOPLE } from '../../src/sandbox/world.ts';
import type { Chat } from '../support/chat.ts';
import { azureProblemsRead, readRequests } from '../support/readings.ts';
import { textOf } from './card-reading.ts';
import { pressControl } from './control-strip.ts';
import { finishReport, walkReport } from './report-walk.ts';
import { keepPicture, startScene, type Scene } from './scene.ts';
import { storyOf } from './stories.ts';

const en = words('en');
const fr = words('fr');
const REFERENCE = /PSR-[0-9A-Z]{6}/;
/** Only admin agents have access to it. */
const CLOSED = 'Humongous Insurance';

describe('people who report the same, or for each other', function () {
  this.timeout(120_000);
  let scene: Scene;
  before(async function () {
    scene = await startScene(this, { variables: DEMO_PLANS });
    await azureProblemsRead(scene.database);
  });
  afterEach(() => scene?.closePages());
  after(() => scene?.stop());

  const newsOf = (chat: Chat, title: string): Promise<number> => chat.messages().filter({ hasText: title }).count();

  it('follow a request that a colleague has filed, in one press, and are both told once when Microsoft answers', async () => {
    const adele = await scene.open('adele', { height: 2400 });
    const { card: own } = await walkReport(adele, storyOf('azure-support'));
    const reference = REFERENCE.exec(await textOf(own))?.[0] ?? assert.fail();
    const mei = await scene.open('mei', { height: 2400 });

    const report = await mei.ask('Virtual machines of Contoso in Azure cannot be reached, the whole accounting team is waiting');
    await keepPicture(report, 'similar-on-answer-en');
    const offered = await textOf(report);
    const written = await mei.nextCard(() => mei.press(report, en('similar.join')));
    await keepPicture(report, 'similar-joined-en');
    await keepPicture(written, 'similar-written-en');
    const joined = await adele.cardWith(en('news.kinds.joined'));
    await keepPicture(joined, 'request-news-joined-en');
    await readRequests(scene.database);
    await pressControl(adele, 'request.answer');
    await readRequests(scene.database);
    for (const each of [adele, mei]) await each.cardWith(en('news.kinds.message'));
    await readRequests(scene.database);

    const shown = await textOf(report);
    assert.ok(offered.includes(reference) && offered.includes('Adele Vance'), offered);
    assert.ok(shown.includes(reference) && shown.includes('Mei Tanaka'), shown);
    assert.match(await written.getByRole('textbox').first().inputValue(), /accounting team/);
    for (const each of [adele, mei]) assert.equal(await newsOf(each, en('news.kinds.message')), 1);
    assert.equal(scene.sandbox.cloud.state.tickets.all().length, 1);
  });

  it('hand a report over in one press to a colleague who may file it, and follow it from then on', async () => {
    const adele = await scene.open('adele', { height: 2400 });
    const camille = await scene.open('camille', { height: 2400 });
    const advice = await adele.ask(`${CLOSED} can’t send mail since 9`);
    await keepPicture(advice, 'hand-over-advice-en');
    const said = await textOf(advice);

    await adele.press(advice, 'Camille Laurent');
    await advice.getByText(en('notices.handed-over.title', { colleague: 'Camille Laurent' })).waitFor();
    await keepPicture(advice, 'hand-over-done-en');
    const handed = await camille.cardWith(fr('advice.handed.title', { giver: 'Adele Vance' }));
    await keepPicture(handed, 'hand-over-offered-fr');
    await camille.press(handed, fr('advice.handed.take'));
    await handed.getByText(fr('report.health.title')).waitFor();
    const { card } = await finishReport(camille, handed, {
      locale: 'fr',
      reasons: { criterion: 'service-down', tried: 'Essayé depuis Outlook sur le web : même erreur.' },
      details: { impact: 'stopped' },
      number: '2611210040007777',
    });
    await keepPicture(card, 'hand-over-filed-fr');
    const reference = REFERENCE.exec(await textOf(card))?.[0] ?? assert.fail();

    assert.ok(said.includes(en('routes.names.ask-admin-agent')) && said.includes(en('routes.reasons.no-access')), said);
    assert.match(await textOf(card), new RegExp(`${CLOSED}.*Adele Vance`));
    assert.equal(
      await newsOf(camille, fr('advice.handed.title', { giver: 'Adele Vance' })),
      0,
      'the card that offered it became the report',
    );
    const requests = await scene.database.kysely.selectFrom('service_request').select('id').where('reference', '=', reference).execute();
    const [{ id: requestId } = { id: '' }] = requests;
    const followers = await scene.database.kysely
      .selectFrom('request_follower')
      .select('person_id')
      .where('request_id', '=', requestId)
      .execute();
    assert.deepEqual(followers, [{ person_id: PEOPLE.find(({ key }) => key === 'adele')?.id }]);
  });
});
