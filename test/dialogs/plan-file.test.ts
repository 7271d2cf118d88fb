import assert from 'node:assert/strict';
import { yamlPlanFile } from '../../src/adapters/yaml/plan-file.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import type { EscalationPlan } from '../../src/domain/escalation-plan.ts';
import { textsOn } from '../cards/looking.ts';
import { aPlan, aRoute, EXPERTS, expertsChannel, LEADS } from '../domain/plans.ts';
import { freshDatabase } from '../support/database.ts';
import { openHelpdesk } from './helpdesk.ts';

const CHANNELS = [expertsChannel(EXPERTS, 'Azure escalations'), expertsChannel(LEADS, undefined)];
const HOUR_MS = 3_600_000;

describe('the plan as a file, in a chat', () => {
  let database: Database;
  beforeEach(async () => (database = await freshDatabase()));
  afterEach(() => database.close());

  async function desk() {
    const helpdesk = await openHelpdesk({ database });
    for (const channel of CHANNELS) await helpdesk.deps.escalationChannels.setUp(channel);
    const { camille, adele } = helpdesk.people;
    const lead = helpdesk.user(camille);
    return {
      ...helpdesk,
      lead,
      agent: helpdesk.user(adele),
      plans: helpdesk.deps.plans,
      sends: (text: string) => {
        helpdesk.fakes.readFile = helpdesk.holding(text);
        return lead.sends('plan.yaml');
      },
    };
  }
  const written = (plan: Partial<EscalationPlan> = {}) => yamlPlanFile().write({ version: 0, ...aPlan(), ...plan }, CHANNELS);

  it('says what it would change, and is saved by one press', async () => {
    const { lead, plans, sends } = await desk();

    const told = textsOn(await sends(written()));
    const before = (await plans.current()).version;
    const done = await lead.clicks('plan.fileSave');

    assert.match(told, /6 changes to be saved/);
    assert.match(told, /new: policy “usual”/);
    assert.match(told, /removed: policy “default”/);
    assert.equal(before, 0);
    assert.match(textsOn(done), /Saved as version 1/);
    const { version, ...content } = await plans.current();
    assert.deepEqual(JSON.parse(JSON.stringify({ version, ...content })), JSON.parse(JSON.stringify({ version: 1, ...aPlan() })));
  });

  it('names every problem with its line and place, and keeps nothing', async () => {
    const { lead, sends } = await desk();

    const card = await sends(`${written({ routes: [aRoute({ policy: 'vip' })] })}colour: red\n`);
    const unreadable = textsOn(card);
    const senseless = textsOn(await sends(written({ routes: [aRoute({ policy: 'vip' })] })));

    assert.match(unreadable, /1 problem in the file; nothing was changed[^]*Line \d+[^]*I do not know “colour”/);
    assert.match(senseless, /Line \d+ · route 1[^]*There is no policy “vip”/);
    assert.throws(() => lead.button('plan.fileSave'));
  });

  it('finds people by the address they sign in with, and names those it does not know', async () => {
    const { sends, fakes, people, lead, plans } = await desk();
    const { id, displayName } = people.camille;
    const text = (address: string) => written().replace(/- id: .*\n +name: Dmitri Sokolov/, `- ${address}`);

    const refused = textsOn(await sends(text('nobody@northwindcloud.example')));
    const asked = fakes.recognise.lastCall.args[0];
    await sends(written().replace(/- id: .*\n +name: Dmitri Sokolov/, `- { id: ${id} }`));
    await lead.clicks('plan.fileSave');

    assert.match(refused, /no colleague who signs in as “nobody@northwindcloud\.example”/);
    assert.equal(asked, 'nobody@northwindcloud.example');
    assert.deepEqual((await plans.current()).rotas[0]?.members[0], { id, name: displayName });
  });

  it('is not saved once somebody else changed the plan, nor made from an old one', async () => {
    const { lead, plans, sends, clock } = await desk();

    await sends(written());
    await plans.save({ version: 0, ...aPlan({ rotas: [] }) }, 'dmitri', clock.now());
    const late = textsOn(await lead.clicks('plan.fileSave'));
    const old = textsOn(await sends(written()));

    assert.match(late, /Somebody changed the plan meanwhile/);
    assert.match(old, /version 0 of the plan, which is now at 1/);
    assert.equal((await plans.current()).version, 1);
  });

  it('is kept for a day, and for one press', async () => {
    const { lead, sends, clock } = await desk();
    await sends(written());
    const save = lead.button('plan.fileSave');

    clock.move(25 * HOUR_MS);
    const tooLate = textsOn(await lead.press(save));
    await sends(written());
    const again = lead.button('plan.fileSave');
    await lead.press(again);
    const twice = textsOn(await lead.press(again));

    assert.match(tooLate, /I no longer have this file/);
    assert.match(twice, /I no longer have this file/);
  });

  it('may be dropped', async () => {
    const { lead, sends, plans } = await desk();
    await sends(written());

    const dropped = textsOn(await lead.clicks('plan.fileDiscard'));

    assert.match(dropped, /Nothing was saved/);
    assert.equal((await plans.current()).version, 0);
  });

  it('says that it changes nothing', async () => {
    const { lead, sends, plans, clock } = await desk();
    await plans.save({ version: 0, ...aPlan() }, 'camille', clock.now());

    const card = await sends(written({ version: 1 }));

    assert.match(textsOn(card), /The file says what the plan says already/);
    assert.throws(() => lead.button('plan.fileSave'));
  });

  it('is neither taken from nor given to somebody who may not change the plan', async () => {
    const { agent, fakes } = await desk();

    const refused = textsOn(await agent.sends('plan.yaml'));
    await agent.press({ verb: 'plan.file', data: {}, messageId: 'a-card' });

    assert.match(refused, /Admin agent/i);
    assert.match(textsOn(agent.card), /Admin agent/i);
    assert.equal(fakes.offer.callCount + fakes.readFile.callCount, 0);
  });

  it('is saved by the person who sent it only', async () => {
    const { lead, sends, people, user, plans } = await desk();
    await sends(written());
    const { data } = lead.button('plan.fileSave');

    const other = user({ ...people.camille, id: 'a0a0a0a0-0000-4000-8000-00000000000d' });
    await other.press({ verb: 'plan.fileSave', data, messageId: 'a-card' });

    assert.match(textsOn(other.card), /I no longer have this file/);
    assert.equal((await plans.current()).version, 0);
  });

  it('is offered, and made anew when it is accepted', async () => {
    const { lead, plans, clock, fakes } = await desk();
    await plans.save({ version: 0, ...aPlan() }, 'camille', clock.now());

    await lead.pressesOnly({ verb: 'plan.file', data: {}, messageId: 'a-card' });
    const [, offer] = fakes.offer.lastCall.args;
    const uploadInfo = { uploadUrl: 'https://drive.example/put', contentUrl: 'https://drive.example/file', name: offer.name };
    await lead.answersFile('accept', { context: offer.context, uploadInfo });

    assert.deepEqual([offer.name, offer.context], ['escalation-plan-1.yaml', { kind: 'plan' }]);
    assert.match(offer.description, /How cases are escalated, for editing: \d+ lines/);
    const bytes = fakes.upload.lastCall.args[1];
    const read = yamlPlanFile().read(Buffer.from(bytes).toString('utf8'), CHANNELS);
    assert.ok('content' in read && read.version === 1);
    assert.equal(bytes.byteLength, offer.sizeInBytes);
  });
});
