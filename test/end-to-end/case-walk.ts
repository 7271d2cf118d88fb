import type { Locator } from 'playwright-core';
import { words } from '../../src/locales/words.ts';
import { TEAM } from '../../src/sandbox/world.ts';
import type { Walk } from './walks.ts';

const en = words('en');
const CHANNEL = TEAM.channels[0].name;

/** A stuck agent, two experts in their channel, which speaks English; each of them speaks another language in the own chat. */
export const ESCALATION: Walk = {
  name: 'escalation',
  title: en('commands.escalate.title'),
  as: 'adele',
  locale: 'en',
  async walk(adele, onlooker, meet) {
    const sentence = 'escalate Woodgrove Bank: virtual machines in Azure do not start since 9';
    const form = await adele.ask(sentence);
    await onlooker(`“${sentence}”`, form);
    const tried = 'Started them again and on another host: the same error.';
    await form.getByRole('textbox', { name: en('fields.tried') }).fill(tried);
    await form.getByRole('radio', { name: en('impacts.impaired') }).check();
    await adele.press(form, en('escalate.form.submit'));
    const filled = `${en('fields.tried')} → ${tried}\n${en('fields.impact')} → ${en('impacts.impaired')}\n`;
    await onlooker(`${filled}[ ${en('escalate.form.submit')} ]`, form);
    const own = await adele.cardWith(en('case.requester.living'));
    await onlooker('_A card of its own follows:_', own);
    const reference = /CASE-\w+/.exec((await own.textContent()) ?? '')?.[0] ?? '';

    const camille = await meet('camille');
    const dmitri = await meet('dmitri');
    const duty = await dmitri.chat.ask('кто дежурит');
    await dmitri.onlooker('“кто дежурит”', duty);
    for (const { chat } of [camille, dmitri]) await chat.go(CHANNEL);
    const ofCamille = await camille.chat.cardWith(reference);
    await camille.onlooker(`_opens ${CHANNEL}_`, ofCamille);
    await camille.chat.press(ofCamille, en('case.buttons.take'));
    await badge(ofCamille, en('case.states.taken'));
    await camille.onlooker(`[ ${en('case.buttons.take')} ]`, ofCamille);
    await camille.chat.press(ofCamille, en('case.buttons.hand'));
    await camille.chat.choose(ofCamille, en('case.inputs.colleague'), 'Dmi', /Dmitri/);
    await camille.chat.press(ofCamille, en('case.buttons.handDo'));
    await ofCamille.getByText(en('case.says.taken', { owner: 'Dmitri Sokolov' })).waitFor();
    const handed = `${en('case.inputs.colleague')} → Dmitri Sokolov`;
    await camille.onlooker(`[ ${en('case.buttons.hand')} ]\n${handed}\n[ ${en('case.buttons.handDo')} ]`, ofCamille);

    const ofDmitri = await dmitri.chat.cardWith(reference);
    await dmitri.chat.press(ofDmitri, en('case.buttons.resolve'));
    await ofDmitri.getByRole('combobox', { name: en('case.inputs.cause') }).selectOption('configuration');
    const solution = 'Moved the host pool to a region with capacity.';
    await ofDmitri.getByRole('textbox', { name: en('case.inputs.resolution') }).fill(solution);
    await dmitri.chat.press(ofDmitri, en('case.buttons.resolveDo'));
    await badge(ofDmitri, en('case.states.resolved'));
    const said = `${en('case.inputs.cause')} → ${en('case.causes.configuration')}\n${en('case.inputs.resolution')} → ${solution}`;
    await dmitri.onlooker(`[ ${en('case.buttons.resolve')} ]\n${said}\n[ ${en('case.buttons.resolveDo')} ]`, ofDmitri);

    await own.getByText(en('case.requester.solved')).waitFor();
    await onlooker('_The card in the own chat has changed:_', own);
    await adele.press(own, en('case.buttons.confirm'));
    await own.getByText(en('case.says.confirmed', { moment: '' }).slice(0, 20)).waitFor();
    await onlooker(`[ ${en('case.buttons.confirm')} ]`, own);
    const replies = camille.chat.thread(reference).locator('.replies').getByRole('article');
    await replies.filter({ hasText: en('case.events.confirm') }).waitFor();
    const lines = await replies.locator('.bubble').allInnerTexts();

    await camille.chat.go(/Partner Support/);
    await camille.onlooker('“dossiers Woodgrove Bank”', await camille.chat.ask('dossiers Woodgrove Bank'));
    return ['_In the thread of the case:_', '', ...lines.map((line) => `- ${line.replaceAll('\n', ' ')}`)].join('\n');
  },
};

async function badge(card: Locator, text: string): Promise<void> {
  await card.locator('.badge', { hasText: text }).waitFor();
}
