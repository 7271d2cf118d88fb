import assert from 'node:assert/strict';
import fc from 'fast-check';
import { deskChange, type Known } from '../../src/domain/desk-change.ts';
import type { DeskNote, DeskRecord, DeskStatus } from '../../src/domain/service-request.ts';

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 20, 9, minute));
/** Of an earlier release, in which nobody looked when it was filed. */
const OLD: Known = { desk: undefined, deskStatus: undefined, filedAt: undefined, createdAt: at(0) };
/** Filed from here. */
const FRESH: Known = { ...OLD, filedAt: at(0) };
/** Found in the Azure portal, where a person filed it after the hand-off. */
const LINKED: Known = { ...FRESH, azureTicket: { subscriptionId: 's', name: 'n' } };

function aRecord(some: Partial<DeskRecord> = {}): DeskRecord {
  return { number: '1', title: 'T', status: 'open', severity: 'moderate', owner: undefined, updatedAt: at(0), notes: [], ...some };
}

function aNote(key: string, some: Partial<DeskNote> = {}): DeskNote {
  return { key, by: 'Support', at: at(1), text: `text ${key}`, from: 'microsoft', ...some };
}

/** What is remembered after these readings, in this order. */
function read(...records: readonly DeskRecord[]): Known {
  return records.reduce<Known>((before, record) => {
    const { snapshot, status } = deskChange(before, record);
    return { ...before, desk: snapshot, deskStatus: status };
  }, FRESH);
}

const kinds = (before: Known, record: DeskRecord, of = {}): readonly string[] =>
  deskChange(before, record, of).news.map(({ kind }) => kind);

describe('deskChange', () => {
  const answered = aRecord({ status: 'closed', owner: 'Engineer', notes: [aNote('ours', { from: 'partner' }), aNote('a')] });

  it('tells what Microsoft did before the first reading of what was filed from here', () => {
    const { news, snapshot } = deskChange(FRESH, answered);

    assert.deepEqual(
      news.map(({ kind, key }) => (kind === 'message' ? key : kind)),
      ['closed', 'message:a', 'owner'],
    );
    assert.deepEqual(snapshot, { severity: 'moderate', owner: 'Engineer', noteKeys: ['ours', 'a'], changedAt: at(0) });
    assert.deepEqual(kinds(FRESH, aRecord()), []);
  });

  it('takes the first reading of a request of an earlier release for how it stands, not for news', () => {
    assert.deepEqual([kinds(OLD, answered), deskChange(OLD, answered).status], [[], 'closed']);
  });

  it('tells of a ticket that was found in the portal what came after the hand-off, and not its history before', () => {
    const old = { ...LINKED, filedAt: at(-60) };
    const notes = [aNote('history', { at: at(-30) }), aNote('new', { at: at(3) }), aNote('undated', { at: undefined })];

    assert.deepEqual(kinds(LINKED, answered), ['closed', 'message', 'owner']);
    assert.deepEqual(deskChange(old, aRecord({ status: 'closed', owner: 'Engineer', notes })).news, [
      { kind: 'message', key: 'message:new' },
    ]);
  });

  for (const [what, before] of Object.entries({ FRESH, OLD, LINKED }))
    it(`tells at once that Microsoft waits for somebody (${what.toLowerCase()})`, () => {
      assert.deepEqual(kinds(before, aRecord({ status: 'attention-needed' })), ['attention-needed']);
    });

  it('says nothing when nothing has changed', () => {
    const record = aRecord({ notes: [aNote('a')], owner: 'Engineer' });

    assert.deepEqual(kinds(read(record), record), []);
    assert.deepEqual(kinds(read(record), { ...record, updatedAt: at(5) }), []);
  });

  for (const [from, to, told] of [
    ['open', 'attention-needed', ['attention-needed']],
    ['open', 'closed', ['closed']],
    ['attention-needed', 'open', []],
    ['attention-needed', 'closed', ['closed']],
    ['closed', 'open', ['reopened']],
    ['closed', 'attention-needed', ['attention-needed']],
  ] as const) {
    it(`tells ${told.join() || 'nothing'} when it goes from ${from} to ${to}`, () => {
      assert.deepEqual(kinds(read(aRecord({ status: from })), aRecord({ status: to, updatedAt: at(5) })), told);
    });
  }

  it('tells a second closing too, as another one', () => {
    const closed = (minute: number) => aRecord({ status: 'closed', updatedAt: at(minute) });
    const first = deskChange(read(aRecord()), closed(1)).news;
    const second = deskChange(read(aRecord(), closed(1), aRecord({ updatedAt: at(2) })), closed(3)).news;

    assert.deepEqual([first.length, second.length], [1, 1]);
    assert.notEqual(first[0]?.key, second[0]?.key);
  });

  it('tells what Microsoft wrote, and not what the partner wrote', () => {
    const notes = [aNote('old'), aNote('ours', { from: 'partner' }), aNote('new')];

    assert.deepEqual(deskChange(read(aRecord({ notes: [aNote('old')] })), aRecord({ notes })).news, [
      { kind: 'message', key: 'message:new' },
    ]);
  });

  it('takes what nobody is named for as Microsoft’s, but not what was just written from here', () => {
    const notes = [aNote('a', { from: 'unknown', text: ' Our reply ' }), aNote('b', { from: 'unknown' })];
    const before = read(aRecord());

    assert.deepEqual(kinds(before, aRecord({ notes })), ['message', 'message']);
    const change = deskChange(before, aRecord({ notes }), { written: 'Our reply' });
    assert.deepEqual(change.news, [{ kind: 'message', key: 'message:b' }]);
    assert.deepEqual(change.snapshot.noteKeys, ['a', 'b']);
  });

  it('tells who works on it and another severity', () => {
    const before = read(aRecord());

    assert.deepEqual(kinds(before, aRecord({ owner: 'Engineer', updatedAt: at(1) })), ['owner']);
    assert.deepEqual(kinds(before, aRecord({ severity: 'critical', updatedAt: at(1) })), ['severity']);
    assert.deepEqual(kinds(read(aRecord({ owner: 'Engineer' })), aRecord({ owner: undefined })), []);
    assert.deepEqual(kinds(read(aRecord({ severity: undefined })), aRecord({ severity: 'critical' })), []);
  });

  it('leaves everything as it is on an older answer that arrives later', () => {
    const before = read(aRecord(), aRecord({ status: 'closed', updatedAt: at(5), notes: [aNote('a')] }));

    const change = deskChange(before, aRecord({ updatedAt: at(1) }));

    assert.deepEqual([change.status, change.snapshot, change.news], ['closed', before.desk, []]);
  });

  it('does not open again what was closed from here while the read side lags', () => {
    const before: Known = { ...read(aRecord({ updatedAt: at(1) })), deskStatus: 'closed' };

    assert.equal(deskChange(before, aRecord({ updatedAt: at(1) })).status, 'closed');
    assert.deepEqual(kinds(before, aRecord({ updatedAt: at(1) })), []);
    assert.deepEqual(kinds(before, aRecord({ updatedAt: at(2) })), ['reopened']);
  });

  it('knows Microsoft’s first response: a message or a question, not an owner, nor the end, which may be ours', () => {
    const responded = (record: DeskRecord) => deskChange(FRESH, record).responded;

    assert.equal(responded(aRecord({ owner: 'Engineer', notes: [aNote('a', { from: 'partner' })] })), false);
    assert.equal(responded(aRecord({ status: 'attention-needed' })), true);
    assert.equal(responded(aRecord({ status: 'closed' })), false);
    assert.deepEqual(deskChange(FRESH, aRecord({ notes: [aNote('a', { at: at(7) }), aNote('b', { at: at(9) })] })).respondedAt, at(7));
  });

  it('does not take our own reply for Microsoft’s response, whenever it is read again', () => {
    const record = aRecord({ notes: [aNote('a', { from: 'unknown', text: 'Our reply' })] });
    const written = deskChange(read(aRecord()), record, { written: 'Our reply' });
    const again = deskChange({ ...FRESH, desk: written.snapshot, deskStatus: written.status }, record);

    assert.deepEqual([written.responded, again.responded], [false, false]);
  });

  it('remembers a bounded number of messages, and tells none of the oldest again', () => {
    const notes = Array.from({ length: 500 }, (_, n) => aNote(String(n)));
    const before = read(aRecord({ notes }));

    assert.equal(before.desk?.noteKeys.length, 200);
    assert.deepEqual(deskChange(before, aRecord({ notes: [...notes, aNote('new')] })).news, [{ kind: 'message', key: 'message:new' }]);
  });

  it('tells each thing once, however often and in whatever order the same readings come again', () => {
    const status = fc.constantFrom<DeskStatus>('open', 'attention-needed', 'closed');
    const steps = fc.array(fc.record({ status, notes: fc.integer({ min: 0, max: 2 }), owner: fc.constantFrom('A', 'B') }), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(steps, fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 20 }), (script, repeats) => {
        let written = 0;
        const history = script.map(({ status: now, notes, owner }, minute) => {
          written += notes;
          return aRecord({ status: now, owner, updatedAt: at(minute), notes: Array.from({ length: written }, (_, n) => aNote(String(n))) });
        });
        // Each is read in its turn, and anything that was there by then any number of times after it.
        const order = history.flatMap((record, index) => [
          record,
          ...repeats.filter(([after]) => after % history.length === index).flatMap(([, which]) => history[which % (index + 1)] ?? []),
        ]);

        assert.deepEqual(toldOf(order), toldOf(history));
      }),
    );
  });

  function toldOf(records: readonly DeskRecord[]): readonly string[] {
    let before = FRESH;
    const told: string[] = [];
    for (const record of records) {
      const { news, snapshot, status } = deskChange(before, record);
      told.push(...news.map(({ key }) => key));
      before = { ...FRESH, desk: snapshot, deskStatus: status };
    }
    return told;
  }
});
