import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { postgresEscalationChannels } from '../../src/adapters/postgres/escalation-channel-store.ts';
import { postgresPlanStore } from '../../src/adapters/postgres/plan-store.ts';
import { words } from '../../src/locales/words.ts';
import { TEAM } from '../../src/sandbox/world.ts';
import type { Chat } from '../support/chat.ts';
import { textOf } from './card-reading.ts';
import { mention } from './mention.ts';
import { keepPicture, startScene, type Scene } from './scene.ts';
import { sendFile } from './send-file.ts';

const en = words('en');
const EXPERTS = TEAM.channels[0].name;
const SHARED = TEAM.channels[2].name;

const ROTA = `rotas:
  - name: azure
    timeZone: Europe/Paris
    from: 2026-01-05
    handOverAt: 09:00
    turn: 7d
    members: [dmitri@northwindcloud.example]`.split('\n');
/** To be put under the targets of critical cases. */
const LEVELS = ['        levels:', '          - { after: 5m, call: [{ rota: azure }] }'];

describe('escalation is set up', function () {
  this.timeout(120_000);
  let scene: Scene;
  before(async function () {
    scene = await startScene(this);
  });
  afterEach(() => scene.closePages());
  after(() => scene?.stop());

  const open = (as: string): Promise<Chat> => scene.open(as, { lang: 'en', height: 2400 });

  /** Gives the card and what it says. */
  async function look(card: Locator, picture: string): Promise<string> {
    await keepPicture(card, `escalation-${picture}`);
    return textOf(card);
  }

  it('in a channel by an owner of its team, not by others; where outsiders read along only after a warning', async () => {
    const adele = await open('adele');
    await adele.go(EXPERTS);
    const refused = await look(await mention(adele, 'escalation setup'), 'setup-refused-en');
    const camille = await open('camille');
    await camille.go(EXPERTS);
    const card = await mention(camille, 'escalation setup');
    const done = await look(card, 'setup-en');
    await camille.press(card, en('setup.channel.bring'));
    const brought = await look(card, 'setup-brought-en');
    await camille.go(SHARED);
    const warning = await mention(camille, 'escalation setup');
    const warned = await look(warning, 'setup-outsiders-en');
    await camille.press(warning, en('setup.channel.warning.allow'));
    const allowed = await look(warning, 'setup-allowed-en');

    assert.ok(refused.includes(en('notices.channel-not-owner.title')), refused);
    assert.ok(done.includes(en('setup.channel.leadsNone')), done);
    assert.ok(brought.includes(en('setup.channel.brought')), brought);
    assert.ok(warned.includes(en('setup.channel.warning.title')), warned);
    assert.ok(allowed.includes(en('setup.channel.outsiders', { person: 'Camille Laurent' })), allowed);
    const channels = await postgresEscalationChannels(scene.database).list();
    assert.deepEqual(new Set(channels.map(({ name }) => name)), new Set([EXPERTS, SHARED]));
  });

  it('by a plan as a file, down and up, with what is wrong in it by its line', async () => {
    const camille = await open('camille');
    const plan = await camille.ask('escalation');
    await look(plan, 'plan-en');
    const offer = await camille.pressForMessage(plan, en('plan.asFile'));
    await keepPicture(offer, 'escalation-file-offer-en');
    const given = await camille.next(() => offer.getByRole('button', { name: 'Allow' }).click());
    const url = (await given.getByRole('link').getAttribute('href')) ?? '';
    const text = await (await fetch(url)).text();
    const lines = text.split('\n');
    const wrong = lines.map((each) => (each === 'rotas: []' ? 'rotas: none' : each)).join('\n');
    const problems = await look(camille.cardIn(await camille.next(() => sendFile(camille, 'plan.yaml', wrong))), 'file-problems-en');
    const right = lines
      .flatMap((each) => (each === 'rotas: []' ? ROTA : each === '        resolution: 8h' ? [each, ...LEVELS] : [each]))
      .join('\n');
    const changes = camille.cardIn(await camille.next(() => sendFile(camille, 'plan.yaml', right)));
    const asked = await look(changes, 'file-changes-en');
    await camille.press(changes, en('plan.file.save'));
    const saved = await look(changes, 'file-saved-en');

    assert.ok(problems.includes(en('plan.file.line', { line: lines.indexOf('rotas: []') + 1 })), problems);
    assert.ok(asked.includes(en('plan.file.changes.added', { what: en('plan.problems.at.rota', { name: 'azure' }) })), asked);
    assert.ok(saved.includes(en('plan.file.saved', { version: 2 })), saved);
    assert.deepEqual(
      (await postgresPlanStore(scene.database).current()).rotas.map(({ name }) => name),
      ['azure'],
    );
  });

  it('by cards: a rota, a level that calls it, and what would happen then', async () => {
    const camille = await open('camille');
    const plan = await camille.ask('escalation');
    const openPart = async (place: number): Promise<void> => {
      const before = await textOf(plan);
      await plan
        .getByRole('button', { name: en('plan.open') })
        .nth(place)
        .click();
      await plan.filter({ hasNotText: before }).waitFor();
    };
    await openPart(2);
    await look(plan, 'plan-rotas-en');
    await camille.press(plan, en('plan.add.rotas'));
    await plan.getByRole('textbox', { name: en('plan.inputs.name') }).fill('weekend');
    await plan.getByRole('textbox', { name: en('plan.inputs.members') }).fill('dmitri@northwindcloud.example');
    await look(plan, 'plan-rota-form-en');
    await camille.press(plan, en('plan.save'));
    const saved = await look(plan, 'plan-rota-saved-en');
    const preview = await camille.ask('escalation');
    await camille.press(preview, en('plan.tryOut'));
    await preview.getByLabel(en('plan.preview.when')).fill('2026-11-29');
    await preview.getByLabel(en('plan.preview.time')).fill('02:30');
    await camille.press(preview, en('plan.preview.show'));
    const called = await look(preview, 'preview-en');

    assert.ok(saved.includes(en('plan.remarks.saved')) && saved.includes('weekend'), saved);
    assert.ok(called.includes('azure: Dmitri Sokolov'), called);
  });

  it('and checked: what is there, what is missing, and what to do', async () => {
    const camille = await open('camille');

    const check = await look(await camille.ask('setup check'), 'setup-check-en');

    assert.ok(check.includes(en('setup.check.channels.title')) && check.includes(en('setup.check.clocks.title')), check);
  });
});
