import assert from 'node:assert/strict';
import { startScene, type Scene } from './scene.ts';

const ADELE = 'a:1adelePersonalChat';

describe('sandbox channel: control strip', () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await startScene();
  });
  afterEach(() => scene.stop());

  const chosen = (wanted: string) => scene.channel.controls.list().find(({ id }) => id === wanted)?.chosen;
  const send = async () => {
    const { status, body } = await scene.bot.call('POST', `conversations/${encodeURIComponent(ADELE)}/activities`, {
      type: 'message',
      text: 'x',
    });
    return status < 300 ? status : `${status} ${(body['error'] as { code: string }).code}`;
  };
  /** Once the bot has heard so many. */
  const heard = async (count: number) => {
    while (scene.heard('installationUpdate').length < count) await new Promise((resolve) => setImmediate(resolve));
    return scene.heard('installationUpdate').map(({ action, from }) => `${action} ${from.name}`);
  };

  it('lets a person block the app and let it in again, without a word to the bot', async () => {
    await scene.channel.installs.open('adele', 'en');
    const before = scene.bot.heard.length;
    const seen = [];
    for (const choice of ['blocked', 'installed']) {
      scene.channel.controls.press('app.adele', choice);
      seen.push(chosen('app.adele'), await send());
    }

    assert.deepEqual(seen, ['blocked', '403 ConversationBlockedByUser', 'installed', 201]);
    assert.equal(scene.bot.heard.length, before);
  });

  it('lets a person remove the app and return, and tells the bot', async () => {
    await scene.channel.installs.open('adele', 'en');
    const before = scene.heard('installationUpdate').length;
    scene.channel.controls.press('app.adele', 'removed');
    const removed = [chosen('app.adele'), await send()];
    await heard(before + 1);
    scene.channel.controls.press('app.adele');
    const told = await heard(before + 2);

    assert.deepEqual(removed, ['removed', '403 BotNotInConversationRoster']);
    assert.deepEqual(told.slice(before), ['remove Adele Vance', 'add Adele Vance']);
    assert.deepEqual([chosen('app.adele'), await send()], ['installed', 201]);
  });

  it('lets Teams refuse everything that is written, for a while', async () => {
    await scene.channel.installs.open('adele', 'en');
    const seen = [];
    for (const choice of ['429-wait', '429', '502', 'works']) {
      scene.channel.controls.press('teams', choice);
      seen.push(await send());
    }
    scene.channel.controls.press('teams', 'lost');

    assert.deepEqual(seen, ['429 Throttled', '429 Throttled', '502 ServiceError', 201]);
    await assert.rejects(send());
  });

  it('has a title in every language for every control and choice', () => {
    const controls = scene.channel.controls.list();
    for (const { title } of [...controls, ...controls.flatMap(({ choices = [] }) => choices)])
      assert.ok(title.en !== '' && title.fr !== '' && title.ru !== '');
  });
});
