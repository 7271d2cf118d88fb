import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sql } from 'kysely';
import { postgresCaseStore } from '../../../src/adapters/postgres/case-store.ts';
import { openDatabase, type Database } from '../../../src/adapters/postgres/database.ts';
import { startQueue, type PostgresQueue } from '../../../src/adapters/postgres/queue.ts';
import { decideCase } from '../../../src/domain/case-change.ts';
import type { CaseAction, CaseActor, CaseEvent, CaseRefusal, SupportCase } from '../../../src/domain/support-case.ts';
import type { CaseStore } from '../../../src/ports/case-store.ts';
import { ADELE, aNewCase, DMITRI, MEI, minutesLater, OPENED_AT, rulesOf } from '../../support/cases.ts';
import { freshDatabase } from '../../support/database.ts';

/** Somebody presses a button, at one of the replicas; `twice`: the client sends it to the other one as well. */
interface Press {
  readonly actor: CaseActor;
  readonly action: CaseAction;
  readonly replica: 0 | 1;
  readonly twice: boolean;
}

const PEOPLE: readonly CaseActor[] = [ADELE, DMITRI, MEI];
const text = fc.constantFrom('One', 'Two');
const anAction: fc.Arbitrary<CaseAction> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<CaseAction>({ kind: 'take' }) },
  fc.record({ kind: fc.constant('take-over' as const), from: fc.constantFrom(undefined, DMITRI.id, MEI.id) }),
  fc.record({ kind: fc.constant('hand' as const), to: fc.constantFrom(DMITRI, MEI) }),
  { weight: 2, arbitrary: fc.constant<CaseAction>({ kind: 'release' }) },
  fc.record({ kind: fc.constant('note' as const), text }),
  fc.record({ kind: fc.constant('wait' as const), for: fc.constantFrom('customer' as const, 'microsoft' as const) }),
  fc.constant<CaseAction>({ kind: 'go-on' }),
  fc.record({
    kind: fc.constant('severity' as const),
    severity: fc.constantFrom('critical' as const, 'moderate' as const, 'minimal' as const),
    reason: text,
  }),
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('resolve' as const), cause: fc.constantFrom('fixed' as const, 'customer' as const), text }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('reopen' as const), reason: text }) },
  fc.constant<CaseAction>({ kind: 'withdraw' }),
  fc.constant<CaseAction>({ kind: 'confirm' }),
  fc.record({ kind: fc.constant('refuse' as const), reason: text }),
);
const aPress: fc.Arbitrary<Press> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({
      actor: fc.constantFrom(...PEOPLE),
      action: anAction,
      replica: fc.constantFrom(0 as const, 1 as const),
      twice: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      actor: fc.constant<CaseActor>('system'),
      action: fc.constantFrom<CaseAction>({ kind: 'go-on' }, { kind: 'incident', issueId: 'EX1', change: 'resolved' }),
      replica: fc.constantFrom(0 as const, 1 as const),
      twice: fc.boolean(),
    }),
  },
);
/** Those of a round are pressed at the same moment. */
const rounds = fc.array(fc.array(aPress, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 6 });

/** What became of a press: where the trail stood before and after its round, and the answers of the replicas. */
interface Pressed extends Press {
  readonly key: string;
  readonly at: Date;
  readonly between: readonly [number, number];
  readonly refusals: readonly (CaseRefusal | undefined)[];
}

describe('presses of three people that cross at two replicas', () => {
  let databases: readonly [Database, Database];
  let queues: readonly [PostgresQueue, PostgresQueue];
  let replicas: readonly [CaseStore, CaseStore];
  before(async () => {
    const database = await freshDatabase();
    databases = [database, await openDatabase(database.url)];
    queues = [await startQueue(databases[0], () => undefined), await startQueue(databases[1], () => undefined)];
    replicas = [postgresCaseStore(databases[0], queues[0]), postgresCaseStore(databases[1], queues[1])];
  });
  after(async () => {
    await Promise.all(queues.map((queue) => queue.stop()));
    await databases[1].close();
    await databases[0].close();
  });

  const press = (id: string, { actor, action, replica }: Press, key: string, at: Date) =>
    replicas[replica].change(id, (present) => decideCase(present, action, actor, rulesOf, at), { key, at });

  async function play(id: string, crossing: readonly (readonly Press[])[]): Promise<readonly Pressed[]> {
    const played: Pressed[] = [];
    for (const [round, presses] of crossing.entries()) {
      const from = await versionOf(id);
      const answers = await Promise.all(
        presses.map(async (one, index) => {
          const [key, at] = [`${round}.${index}`, minutesLater(played.length + index + 1)];
          const other = { ...one, replica: one.replica === 0 ? 1 : 0 } as const;
          const results = await Promise.all((one.twice ? [one, other] : [one]).map((sent) => press(id, sent, key, at)));
          return { ...one, key, at, refusals: results.map((result) => result?.refusal) };
        }),
      );
      const to = await versionOf(id);
      played.push(...answers.map((answer): Pressed => ({ ...answer, between: [from, to] })));
    }
    return played;
  }

  const versionOf = async (id: string): Promise<number> => (await replicas[0].byId(id))?.version ?? 0;
  const keysOf = async (id: string): Promise<ReadonlyMap<number, string>> => {
    const { rows } = await sql<{ version: number; press_key: string }>`
      select version, press_key from case_event where case_id = ${id} and press_key is not null`.execute(databases[0].kysely);
    return new Map(rows.map(({ version, press_key }) => [version, press_key]));
  };

  it('leave a legal history, one owner for each time it was open, and nothing that is resolved undone', async () => {
    await fc.assert(
      fc.asyncProperty(rounds, async (crossing) => {
        const { id } = await replicas[0].open(aNewCase(), ADELE, OPENED_AT);
        const opened = await replicas[0].byId(id);
        assert.ok(opened !== undefined);

        const played = await play(id, crossing);

        const trail = await replicas[1].events(id, 1000);
        const keys = await keysOf(id);
        // Without gaps, each of them once.
        assert.deepEqual(
          trail.map(({ version }) => version),
          trail.map((_, index) => index + 1),
        );
        const arrived = trail.slice(1).map(({ version }) => played.find(({ key }) => key === keys.get(version)));
        const history = replayed(opened, arrived);
        // The machine by itself comes to the same end, by the same steps.
        assert.deepEqual(await replicas[1].byId(id), history.at(-1));
        assert.deepEqual(
          trail.slice(1).map(({ detail }) => detail.after?.state),
          history.slice(1).map(({ state }) => state),
        );
        assertOneClaimEach(trail);
        assertResolvedStays(trail);
        assertAnswers(played, history, new Set(keys.values()));

        // In the same order at one replica after the other: the same end.
        const again = await replicas[0].open(aNewCase(), ADELE, OPENED_AT);
        for (const [index, one] of arrived.entries()) {
          assert.ok(one !== undefined);
          await press(again.id, { ...one, replica: index % 2 === 0 ? 0 : 1 }, one.key, one.at);
        }
        const end = await replicas[0].byId(again.id);
        assert.deepEqual({ ...end, id, reference: opened.reference }, history.at(-1));
      }),
      { numRuns: 40 },
    );
  });
});

/** The case at each of its versions, by the state machine alone. */
function replayed(opened: SupportCase, arrived: readonly (Pressed | undefined)[]): readonly SupportCase[] {
  const history = [opened];
  for (const one of arrived) {
    const present = history.at(-1);
    assert.ok(one !== undefined && present !== undefined, 'an entry of no press');
    const decision = decideCase({ case: present, clocks: [] }, one.action, one.actor, rulesOf, one.at);
    assert.ok(typeof decision !== 'string', `${one.action.kind} was carried out although it was ${JSON.stringify(decision)}`);
    history.push({ ...decision.next, version: present.version + 1, updatedAt: one.at });
  }
  return history;
}

function assertOneClaimEach(trail: readonly CaseEvent[]): void {
  let isOpen = true;
  for (const { kind, detail } of trail.slice(1)) {
    const claimed = detail.before?.state === 'open' && detail.after?.owner !== undefined;
    assert.ok(!claimed || isOpen, 'taken twice');
    if (claimed) isOpen = false;
    if (['release', 'reopen', 'refuse'].includes(kind)) isOpen = true;
    if (kind === 'take') assert.equal(detail.before?.state, 'open');
  }
}

/** Only what is meant to opens it again. */
function assertResolvedStays(trail: readonly CaseEvent[]): void {
  for (const { kind, detail } of trail.filter(({ detail: { before } }) => before?.state === 'resolved')) {
    assert.ok(['note', 'confirm', 'reopen', 'refuse'].includes(kind), `${kind} on a resolved case`);
    if (kind === 'note' || kind === 'confirm') assert.equal(detail.after?.state, 'resolved');
  }
}

/** A press that was not refused is in the trail; one that was refused was refused for how it stood at some moment of its round. */
function assertAnswers(played: readonly Pressed[], history: readonly SupportCase[], carriedOut: ReadonlySet<string>): void {
  for (const {
    action,
    actor,
    at,
    key,
    between: [from, to],
    refusals,
  } of played) {
    assert.equal(refusals.includes(undefined), carriedOut.has(key), `${action.kind}: ${refusals.join()}`);
    const possible = history
      .filter(({ version }) => version >= from && version <= to)
      .map((present) => decideCase({ case: present, clocks: [] }, action, actor, rulesOf, at));
    for (const refusal of refusals) {
      if (refusal !== undefined) assert.ok(possible.includes(refusal), `${action.kind} was refused as ${refusal}`);
    }
  }
}
