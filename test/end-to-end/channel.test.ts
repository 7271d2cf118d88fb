import assert from 'node:assert/strict';
import { words } from '../../src/locales/words.ts';
import { BOT } from '../../src/sandbox/world.ts';
import { textOf } from './card-reading.ts';
import { mention } from './mention.ts';
import { keepPicture, startScene, type Scene } from './scene.ts';

const en = words('en');

describe('the bot in a channel', function () {
  this.timeout(60_000);
  let scene: Scene;
  before(async function () {
    scene = await startScene(this);
  });
  afterEach(() => scene?.closePages());
  after(() => scene?.stop());

  it('answers a look-up in the thread of the post that mentions it, for everybody', async () => {
    const adele = await scene.open('adele');
    const mei = await scene.open('mei');
    for (const each of [adele, mei]) await each.go(/Microsoft 365 incidents/);

    const card = await mention(adele, 'health Contoso');
    await keepPicture(card, 'channel-health');

    assert.match(await textOf(card), /Contoso.*Exchange Online.*Degraded/);
    await adele.thread('health Contoso').getByRole('button', { name: 'EX1083742' }).waitFor();
    await mei.thread('health Contoso').getByRole('button', { name: 'EX1083742' }).waitFor();
  });

  it('takes a reply in the thread that mentions it as the next question', async () => {
    const adele = await scene.open('adele');
    await adele.go(/Azure escalations/);
    await mention(adele, 'health Woodgrove Bank');
    const thread = adele.thread('health Woodgrove Bank');

    const reply = thread.getByRole('textbox', { name: 'Reply' });
    await reply.pressSequentially('@Part');
    await adele.page.getByRole('option', { name: BOT.name }).click();
    await reply.pressSequentially('whoami');
    await reply.press('Enter');

    await thread.getByText(en('whoAmI.eyebrow')).waitFor();
  });

  it('goes on with a report in the person’s own chat, so that details stay out of the channel', async () => {
    const mei = await scene.open('mei', { height: 2400 });
    await mei.go(/Azure escalations/);

    const card = await mention(mei, 'Litware can’t open SharePoint since yesterday');
    const inChannel = await textOf(card);
    await keepPicture(card, 'channel-report');
    await mei.go(BOT.name);
    const offered = await mei.cardWith(en('report.resume.title'));
    await keepPicture(offered, 'channel-report-resume');
    await mei.press(offered, en('report.resume.resume'));

    await offered.getByText(en('report.health.title')).waitFor();
    assert.ok(inChannel.includes(en('notices.report-continues-in-chat.title')));
    assert.doesNotMatch(inChannel, /Litware/);
    assert.match(await textOf(offered), /Litware/);
  });

  it('answers in the person’s own chat where people from outside read along, and says why', async () => {
    const mei = await scene.open('mei');
    await mei.go(/Tailspin migration/);

    const card = await mention(mei, 'health Fabrikam');
    const inChannel = await textOf(card);
    await keepPicture(card, 'channel-outsiders');
    await mei.go(BOT.name);
    await mei.cardWith('Fabrikam');

    assert.ok(inChannel.includes(en('notices.outsiders-here.text')), inChannel);
    assert.doesNotMatch(inChannel, /Fabrikam/);
  });

  it('says nothing to a post that does not mention it', async () => {
    const adele = await scene.open('adele');
    await adele.go(/General/);

    await adele.write('health Contoso, anybody?');

    await adele.page.getByText('only sees posts that mention it').waitFor();
    assert.equal(await adele.page.locator('article[data-from=bot]').filter({ hasText: 'Exchange Online' }).count(), 0);
  });
});
