import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { textsOn } from '../cards/looking.ts';
import { aPlan, DMITRI, EXPERTS, expertsChannel, LEADS } from '../domain/plans.ts';
import { freshDatabase } from '../support/database.ts';
import { openHelpdesk } from './helpdesk.ts';

const SUNDAY = { product: 'azure', severity: 'critical', language: 'en', day: '2026-11-22', time: '02:30' };

describe('the preview of the plan', () => {
  let database: Database;
  beforeEach(async () => (database = await freshDatabase()));
  afterEach(() => database.close());

  async function agent() {
    const helpdesk = await openHelpdesk({ database });
    const { deps, people, clock } = helpdesk;
    await deps.escalationChannels.setUp(expertsChannel(EXPERTS, 'Azure escalations'));
    await deps.escalationChannels.setUp(expertsChannel(LEADS, 'Leads'));
    await deps.plans.save({ version: 0, ...aPlan() }, 'camille', clock.now());
    const user = helpdesk.user(people.adele);
    await user.press({ verb: 'plan.preview', data: {}, messageId: 'the-plan' });
    return { ...helpdesk, user };
  }

  it('begins with the gravest case, now', async () => {
    const { user } = await agent();

    assert.match(textsOn(user.card), /If nobody took this case/);
    assert.match(textsOn(user.card), /level 1/);
  });

  it('says whom it would call at 02:30 on Sunday, and where it would be posted (pitfall 27)', async () => {
    const { user } = await agent();

    const text = textsOn(await user.clicks('plan.previewAt', SUNDAY));

    assert.match(text, /CSP Operations \/ Leads/);
    assert.match(text, /\*\*22 Nov 2026, 02:35\*\* · level 1\n+azure: Dmitri Sokolov/);
    assert.match(text, /22 Nov 2026, 02:45\*\* · missed: taking the case/);
    assert.match(text, /02:50\*\* · level 2\n+Mei Tanaka; a post in CSP Operations \/ Leads/);
  });

  it('counts shifts that were entered by hand', async () => {
    const { user, deps, clock } = await agent();
    const person = { id: randomUUID(), name: 'Camille Laurent' };
    const [from, to] = [new Date('2026-11-21T12:00:00Z'), new Date('2026-11-22T12:00:00Z')];
    const shift = {
      id: randomUUID(),
      rota: 'Azure',
      person,
      from,
      to,
      source: 'override',
      uid: undefined,
      enteredBy: 'x',
      enteredAt: clock.now(),
    } as const;
    await deps.shifts.enter([shift], 'x', clock.now());

    const text = textsOn(await user.clicks('plan.previewAt', SUNDAY));

    assert.match(text, /level 1\n+azure: Camille Laurent/);
    assert.doesNotMatch(text, new RegExp(`azure: ${DMITRI.name}`));
  });

  it('counts by the hours of the language (B59)', async () => {
    const { user } = await agent();

    const text = textsOn(await user.clicks('plan.previewAt', { ...SUNDAY, language: 'fr' }));

    assert.match(text, /23 Nov 2026, 08:05\*\* · level 1/);
    assert.match(text, /office/);
  });

  it('asks for a day and a time where there are none, and keeps the rest', async () => {
    const { user } = await agent();

    const card = await user.clicks('plan.previewAt', { ...SUNDAY, severity: 'minimal', day: '', time: 'half past' });

    assert.match(textsOn(card), /I need a day and a time/);
    assert.match(JSON.stringify(card), /"id":"severity"[^}]*"value":"minimal"/);
  });

  it('says that nobody would be called', async () => {
    const { user, deps, clock } = await agent();
    const { policies } = aPlan();
    const silent = policies.map((one) => ({
      ...one,
      severities: { ...one.severities, critical: { ...one.severities.critical, levels: [] } },
    }));
    await deps.plans.save({ version: 1, ...aPlan({ policies: silent }) }, 'camille', clock.now());

    assert.match(textsOn(await user.clicks('plan.previewAt', SUNDAY)), /Nobody would be called/);
  });

  it('answers a forged press as an old card', async () => {
    const { user } = await agent();

    await user.clicks('plan.previewAt', { ...SUNDAY, product: 'everything' });

    assert.match(textsOn(user.card), /out of date/);
  });
});
