import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { DELIVERY_STATES } from '../../src/domain/delivery.ts';
import { freshDatabase } from '../support/database.ts';
import { anIssue, later } from '../support/health-fixtures.ts';
import { sending } from '../support/sending.ts';
import { startTeamsWire, type TeamsWire, type WireFault } from '../support/teams-wire.ts';

/** Mostly nothing, otherwise anything that Teams and the net are known to do. */
const aFault = fc.oneof(
  { weight: 5, arbitrary: fc.constant(undefined) },
  {
    weight: 4,
    arbitrary: fc.constantFrom<WireFault>(
      { status: 429 },
      { status: 429, retryAfter: 1 },
      { status: 412 },
      { status: 502 },
      { status: 503 },
      { status: 504 },
      { status: 401 },
      'cut',
      'lost',
      { status: 500 },
      { status: 500, done: true },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<WireFault>({ status: 403, code: 'BotNotInConversationRoster' }, { status: 400, code: 'BadArgument' }),
  },
);

const STEPS = ['worse', 'better', 'post', 'nothing'] as const;

describe('whatever goes wrong, in whatever order', () => {
  let database: Database;
  let wire: TeamsWire;
  let given: ReturnType<typeof sending>;
  before(async () => {
    wire = await startTeamsWire();
    database = await freshDatabase();
    given = sending(database, wire);
    await given.customers('a');
    // One person's chat is opened first.
    for (const name of ['adele', 'dmitri']) await given.chat(name);
    await given.channel('helpdesk');
    await given.met('mei');
  });
  after(async () => {
    await wire.stop();
    await database.close();
  });

  it('no place has two cards or two lines for one change, and every row ends in exactly one state', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(aFault, { maxLength: 60 }),
        fc.array(fc.constantFrom(...STEPS), { maxLength: 4 }),
        async (faults, steps) => {
          const id = `EX${++run}`;
          wire.messages.length = 0;
          // The bot comes back where a run before made it go.
          for (const name of ['adele', 'dmitri', 'a:29:mei']) {
            const chat = {
              scope: 'personal',
              serviceUrl: wire.url,
              tenantId: 't',
              botId: 'b',
              accountId: '29:1',
              teamId: undefined,
            } as const;
            const isMei = name.startsWith('a:');
            await given.conversations.learn(
              { ...chat, conversationId: isMei ? name : `a:${name}`, personId: isMei ? 'mei' : name },
              later(0),
            );
          }
          await given.channel('helpdesk');
          let lost = 0;
          wire.fault = ({ kind }) => {
            const fault = faults.shift();
            const isUnknown = fault === 'cut' || fault === 'lost' || (typeof fault === 'object' && fault.status === 500);
            if (isUnknown && (kind === 'card' || kind === 'line')) lost++;
            return fault;
          };

          await given.polled('a', run, anIssue(id, { modifiedAt: later(run) }));
          await given.announce(id, 1);
          await given.sendAll();
          let minutes = 1;
          for (const step of steps) {
            minutes++;
            const status = step === 'worse' ? 'serviceInterruption' : 'serviceDegradation';
            const posts = step === 'post' ? [{ at: later(run), text: `news ${minutes}` }] : [];
            if (step !== 'nothing') await given.told(id, run + minutes, { status, rawStatus: status, posts, title: `Trouble ${minutes}` });
            await given.announce(id, minutes);
            await given.sendAll();
          }

          const rows = await database.kysely.selectFrom('delivery').selectAll().where('issue_id', '=', id).execute();
          assert.equal(rows.length, 4);
          for (const row of rows) {
            assert.ok(DELIVERY_STATES.includes(row.state) && row.state !== 'queued', row.state);
            assert.deepEqual([row.claimed_until, row.posting], [null, null]);
            const isTold = row.state === 'sent' || row.state === 'updated';
            if (isTold) assert.deepEqual([row.shown_revision, row.ring], [row.wanted_revision, null]);
          }
          const uncertain = rows.filter(({ state, card_uncertain: isCardUncertain }) => state === 'uncertain' || isCardUncertain).length;
          assert.ok(uncertain <= lost, `${uncertain} uncertain, ${lost} lost`);
          for (const conversation of new Set(wire.messages.map((message) => message.conversation))) {
            assert.equal(wire.cards(conversation).length <= 1, true, conversation);
            const lines = wire.lines(conversation).map(({ text }) => text);
            assert.ok(lines.length <= steps.filter((step) => step === 'worse').length, lines.join());
          }
        },
      ),
      { numRuns: 25 },
    );
  });
});
