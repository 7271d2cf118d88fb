import assert from 'node:assert/strict';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { ADELE, DMITRI } from '../support/cases.ts';
import { freshDatabase } from '../support/database.ts';
import { ADELES_CHAT, showing } from '../support/showing.ts';
import { startTeamsWire, type TeamsWire } from '../support/teams-wire.ts';

const DAY_MS = 86_400_000;

describe('showing a case comes to an end', () => {
  let database: Database;
  let wire: TeamsWire;
  let given: ReturnType<typeof showing>;
  before(async () => {
    wire = await startTeamsWire();
  });
  after(() => wire.stop());
  beforeEach(async () => {
    wire.messages.length = 0;
    wire.fault = () => undefined;
    database = await freshDatabase();
    given = showing(database, wire);
    await given.channel();
    await given.chat();
  });
  afterEach(() => database.close());

  it('with a line that is kept from people from outside, once nobody waits for the case any more', async () => {
    const { id } = await given.open();
    await given.showAll(id);
    given.audience = 'outsiders';
    await given.happens(id, { kind: 'resolve', actor: DMITRI, text: 'x' }, { state: 'resolved', owner: DMITRI, cause: 'fixed' });
    await given.show(id);
    given.clock.move(2 * DAY_MS);

    await given.showAll(id);

    assert.equal(await given.posts.nextDue(id), undefined);
    assert.deepEqual(await given.lines(id), ['thread failed', 'requester sent']);
  });

  it('with the requester told, however much waits for the channel’s card', async () => {
    wire.fault = ({ conversation }) => (conversation !== ADELES_CHAT ? { status: 403, code: 'BotNotInConversationRoster' } : undefined);
    const { id } = await given.open();
    await given.showAll(id);
    for (let times = 0; times < 60; times++) await given.happens(id, { kind: 'severity', actor: ADELE });
    await given.happens(id, { kind: 'note', actor: DMITRI, text: 'Looking.' });

    await given.showAll(id);

    assert.match(wire.lines(ADELES_CHAT).at(-1)?.text ?? '', /Looking/);
    assert.equal(await given.posts.nextDue(id), undefined);
  });
});
