import assert from 'node:assert/strict';
import { decideCase } from '../../src/domain/case-change.ts';
import type { CaseDecision } from '../../src/domain/case-decision.ts';
import { firstClocks } from '../../src/domain/clock-rules.ts';
import type { CaseAction, CaseActor, CaseRefusal, SupportCase } from '../../src/domain/support-case.ts';
import { ADELE, aCase, CAMILLE, DMITRI, MEI, minutesLater, OPENED_AT, rulesOf } from '../support/cases.ts';

const NOW = minutesLater(10);

const OPEN = aCase();
const TAKEN = aCase({ state: 'taken', owner: DMITRI, takenAt: minutesLater(5), version: 2 });
const WAITING = aCase({
  state: 'waiting',
  waitingFor: 'customer',
  owner: DMITRI,
  takenAt: minutesLater(5),
  firstResponseAt: minutesLater(6),
  version: 3,
});
const RESOLVED = aCase({
  state: 'resolved',
  owner: DMITRI,
  takenAt: minutesLater(5),
  firstResponseAt: minutesLater(6),
  resolvedAt: minutesLater(7),
  cause: 'fixed',
  resolution: 'Restarted',
  version: 4,
});
const STATES = { open: OPEN, taken: TAKEN, waiting: WAITING, resolved: RESOLVED };

/** Dmitri owns what is taken, Adele asked for it, Mei is another expert. */
const ACTORS: Readonly<Record<string, CaseActor>> = { owner: DMITRI, requester: ADELE, another: MEI, system: 'system' };

const decided = (present: SupportCase, action: CaseAction, actor: CaseActor, now = NOW): CaseDecision | CaseRefusal =>
  decideCase({ case: present, clocks: firstClocks(rulesOf(present.severity), OPENED_AT) }, action, actor, rulesOf, now);

function changed(present: SupportCase, action: CaseAction, actor: CaseActor, now = NOW): CaseDecision['next'] {
  const decision = decided(present, action, actor, now);
  assert.ok(typeof decision !== 'string', `refused: ${JSON.stringify(decision)}`);
  return decision.next;
}

/** An action, who acts, and what comes of it in each state: open, taken by Dmitri, waiting for the customer, resolved. */
const MACHINE: readonly (readonly [CaseAction, keyof typeof ACTORS, string, string, string, string])[] = [
  [{ kind: 'take' }, 'another', 'taken', 'refused: taken', 'refused: taken', 'refused: resolved'],
  [{ kind: 'take' }, 'owner', 'taken', 'refused: already', 'refused: already', 'refused: resolved'],
  [{ kind: 'take' }, 'requester', 'taken', 'refused: taken', 'refused: taken', 'refused: resolved'],
  [{ kind: 'take-over' }, 'another', 'refused: not-taken', 'taken', 'taken', 'refused: resolved'],
  [{ kind: 'take-over' }, 'owner', 'refused: not-taken', 'refused: already', 'refused: already', 'refused: resolved'],
  [{ kind: 'hand', to: CAMILLE }, 'another', 'taken', 'refused: not-owner', 'refused: not-owner', 'refused: resolved'],
  [{ kind: 'hand', to: CAMILLE }, 'owner', 'taken', 'taken', 'taken', 'refused: resolved'],
  [{ kind: 'hand', to: DMITRI }, 'owner', 'taken', 'refused: already', 'refused: already', 'refused: resolved'],
  [{ kind: 'release' }, 'owner', 'refused: not-taken', 'open', 'open', 'refused: resolved'],
  [{ kind: 'release' }, 'another', 'refused: not-taken', 'refused: not-owner', 'refused: not-owner', 'refused: resolved'],
  [{ kind: 'note', text: 'n' }, 'another', 'open', 'taken', 'waiting', 'resolved'],
  [{ kind: 'note', text: 'n' }, 'requester', 'open', 'taken', 'waiting', 'resolved'],
  [{ kind: 'wait', for: 'customer' }, 'owner', 'refused: not-taken', 'waiting', 'refused: already', 'refused: resolved'],
  [{ kind: 'wait', for: 'microsoft' }, 'owner', 'refused: not-taken', 'waiting', 'waiting', 'refused: resolved'],
  [{ kind: 'wait', for: 'customer' }, 'another', 'refused: not-taken', 'refused: not-owner', 'refused: not-owner', 'refused: resolved'],
  [{ kind: 'go-on' }, 'owner', 'refused: not-taken', 'refused: already', 'taken', 'refused: resolved'],
  [{ kind: 'go-on' }, 'system', 'refused: not-taken', 'refused: already', 'taken', 'refused: resolved'],
  [{ kind: 'go-on' }, 'another', 'refused: not-taken', 'refused: not-owner', 'refused: not-owner', 'refused: resolved'],
  [{ kind: 'severity', severity: 'critical', reason: 'r' }, 'another', 'open', 'taken', 'waiting', 'refused: resolved'],
  [
    { kind: 'severity', severity: 'moderate', reason: 'r' },
    'another',
    'refused: already',
    'refused: already',
    'refused: already',
    'refused: resolved',
  ],
  [{ kind: 'link', issueId: 'EX1' }, 'another', 'open', 'taken', 'waiting', 'refused: resolved'],
  [{ kind: 'resolve', cause: 'fixed', text: 't' }, 'another', 'resolved', 'resolved', 'resolved', 'refused: resolved'],
  [{ kind: 'resolve', cause: 'fixed', text: 't' }, 'requester', 'resolved', 'resolved', 'resolved', 'refused: resolved'],
  [{ kind: 'reopen', reason: 'r' }, 'another', 'refused: not-resolved', 'refused: not-resolved', 'refused: not-resolved', 'open'],
  [{ kind: 'withdraw' }, 'requester', 'resolved', 'resolved', 'resolved', 'refused: resolved'],
  [{ kind: 'withdraw' }, 'another', 'refused: not-requester', 'refused: not-requester', 'refused: not-requester', 'refused: not-requester'],
  [{ kind: 'confirm' }, 'requester', 'refused: not-resolved', 'refused: not-resolved', 'refused: not-resolved', 'resolved'],
  [{ kind: 'confirm' }, 'owner', 'refused: not-requester', 'refused: not-requester', 'refused: not-requester', 'refused: not-requester'],
  [{ kind: 'refuse', reason: 'r' }, 'requester', 'refused: not-resolved', 'refused: not-resolved', 'refused: not-resolved', 'open'],
  [
    { kind: 'refuse', reason: 'r' },
    'owner',
    'refused: not-requester',
    'refused: not-requester',
    'refused: not-requester',
    'refused: not-requester',
  ],
  [{ kind: 'request', requestId: 'q', state: 'filed', number: '7' }, 'system', 'open', 'waiting', 'waiting', 'resolved'],
  [{ kind: 'incident', issueId: 'EX1', change: 'resolved' }, 'system', 'open', 'taken', 'waiting', 'refused: resolved'],
];

describe('the life of a case', () => {
  for (const [action, who, ...outcomes] of MACHINE) {
    for (const [index, state] of (['open', 'taken', 'waiting', 'resolved'] as const).entries()) {
      const outcome = outcomes[index];
      it(`${nameOf(action)} by ${who} on ${state}: ${outcome}`, () => {
        const decision = decided(STATES[state], action, ACTORS[who] ?? 'system');

        assert.equal(typeof decision === 'string' ? `refused: ${decision}` : decision.next.state, outcome);
      });
    }
  }

  it('gives a taken case its owner and keeps when it was taken first', () => {
    const first = changed(OPEN, { kind: 'take' }, MEI);
    const again = changed(TAKEN, { kind: 'take-over' }, MEI);

    assert.deepEqual([first.owner, first.takenAt], [MEI, NOW]);
    assert.deepEqual([again.owner, again.takenAt], [MEI, TAKEN.takenAt]);
  });

  it('lets the second of two who take a case over from the same owner see that another one has it', () => {
    const first = changed(TAKEN, { kind: 'take-over', from: DMITRI.id }, MEI);
    const second = decided({ ...first, version: 3, updatedAt: NOW }, { kind: 'take-over', from: DMITRI.id }, CAMILLE);

    assert.equal(second, 'taken');
  });

  it('ends the waiting when somebody else takes it over or gets it', () => {
    const over = changed(WAITING, { kind: 'take-over' }, MEI);
    const handed = changed(WAITING, { kind: 'hand', to: CAMILLE }, DMITRI);

    assert.deepEqual([over.waitingFor, handed.waitingFor, handed.owner], [undefined, undefined, CAMILLE]);
  });

  it('counts a case that is handed to somebody while open as taken', () => {
    const { owner, takenAt } = changed(OPEN, { kind: 'hand', to: CAMILLE }, ADELE);

    assert.deepEqual([owner, takenAt], [CAMILLE, NOW]);
  });

  for (const [name, present, action, actor] of [
    ['released', TAKEN, { kind: 'release' }, DMITRI],
    ['re-opened', RESOLVED, { kind: 'reopen', reason: 'r' }, MEI],
    ['refused by its requester', RESOLVED, { kind: 'refuse', reason: 'r' }, ADELE],
  ] as const) {
    it(`looks for somebody anew when it is ${name}`, () => {
      const next = changed(present, action, actor);

      assert.deepEqual([next.owner, next.cycle, next.openSince], [undefined, 2, NOW]);
      assert.deepEqual([next.resolvedAt, next.cause, next.resolution, next.confirmedAt], [undefined, undefined, undefined, undefined]);
      assert.deepEqual([next.takenAt, next.openedAt], [present.takenAt, OPENED_AT]);
    });
  }

  for (const [name, present, action, actor, answered] of [
    ['a note of its owner', TAKEN, { kind: 'note', text: 'n' }, DMITRI, true],
    ['a note of another expert while somebody has it', TAKEN, { kind: 'note', text: 'n' }, MEI, true],
    ['a note while nobody has it', OPEN, { kind: 'note', text: 'n' }, MEI, false],
    ['a note of its requester', TAKEN, { kind: 'note', text: 'n' }, ADELE, false],
    ['that it is taken', OPEN, { kind: 'take' }, MEI, false],
    ['that it waits', TAKEN, { kind: 'wait', for: 'microsoft' }, DMITRI, true],
    ['that it was filed', OPEN, { kind: 'request', requestId: 'q', state: 'filed', number: '7' }, 'system', true],
    ['that its requester filed it', OPEN, { kind: 'request', requestId: 'q', state: 'filed', number: '7' }, ADELE, false],
    ['that it was handed off', OPEN, { kind: 'request', requestId: 'q', state: 'handed-off', number: undefined }, 'system', true],
    ['that filing failed', OPEN, { kind: 'request', requestId: 'q', state: 'failed', number: undefined }, 'system', false],
    ['its resolution', OPEN, { kind: 'resolve', cause: 'fixed', text: 't' }, MEI, true],
    ['that its requester resolves it', OPEN, { kind: 'resolve', cause: 'fixed', text: 't' }, ADELE, false],
    ['that its requester withdraws it', OPEN, { kind: 'withdraw' }, ADELE, false],
  ] as const) {
    it(`${answered ? 'counts' : 'does not count'} ${name} as a first response`, () => {
      assert.deepEqual(changed(present, action, actor).firstResponseAt, answered ? NOW : undefined);
    });
  }

  it('keeps when the first response was', () => {
    assert.deepEqual(changed(WAITING, { kind: 'resolve', cause: 'fixed', text: 't' }, MEI).firstResponseAt, WAITING.firstResponseAt);
  });

  it('makes whoever resolves a case that nobody had its owner', () => {
    const { owner, takenAt, resolvedAt, cause, resolution } = changed(OPEN, { kind: 'resolve', cause: 'microsoft', text: 'Over' }, MEI);

    assert.deepEqual([owner, takenAt, resolvedAt, cause, resolution], [MEI, NOW, NOW, 'microsoft', 'Over']);
  });

  it('leaves a case its owner when another one or its requester resolves it', () => {
    const byAnother = changed(TAKEN, { kind: 'resolve', cause: 'fixed', text: 't' }, MEI);
    const byRequester = changed(OPEN, { kind: 'resolve', cause: 'fixed', text: 't' }, ADELE);

    assert.deepEqual([byAnother.owner, byRequester.owner, byRequester.takenAt], [DMITRI, undefined, undefined]);
  });

  it('takes back a case as withdrawn', () => {
    const { cause, resolution, resolvedAt } = changed(TAKEN, { kind: 'withdraw' }, ADELE);

    assert.deepEqual([cause, resolution, resolvedAt], ['withdrawn', undefined, NOW]);
  });

  it('is confirmed once', () => {
    const confirmed = changed(RESOLVED, { kind: 'confirm' }, ADELE);

    assert.deepEqual(confirmed.confirmedAt, NOW);
    assert.equal(decided({ ...confirmed, version: 5, updatedAt: NOW }, { kind: 'confirm' }, ADELE), 'already');
  });

  it('has no requester who could withdraw what a policy opened', () => {
    assert.equal(decided(aCase({ requester: undefined }), { kind: 'withdraw' }, ADELE), 'not-requester');
  });

  it('writes down who it was, how it stood and how it stands', () => {
    const decision = decided(TAKEN, { kind: 'hand', to: CAMILLE }, DMITRI);

    assert.ok(typeof decision !== 'string');
    assert.deepEqual(decision.event, {
      kind: 'hand',
      actor: DMITRI,
      detail: {
        before: { state: 'taken', owner: 'dmitri', ownerName: 'Dmitri Sokolov', severity: 'moderate' },
        after: { state: 'taken', owner: 'camille', ownerName: 'Camille Laurent', severity: 'moderate' },
      },
      text: undefined,
    });
  });

  it('writes down the reason of another severity, and moves the clocks by its targets', () => {
    const decision = decided(OPEN, { kind: 'severity', severity: 'critical', reason: 'All of them' }, MEI);

    assert.ok(typeof decision !== 'string');
    assert.deepEqual([decision.event.text, decision.event.detail.after?.severity], ['All of them', 'critical']);
    assert.ok(
      decision.clocks.set.some(
        ({ kind, target, dueAt }) => kind === 'breach' && target === 'acknowledge' && dueAt !== undefined && dueAt <= minutesLater(15),
      ),
    );
  });

  it('stops the acknowledgement when it is taken', () => {
    const decision = decided(OPEN, { kind: 'take' }, MEI);

    assert.ok(typeof decision !== 'string');
    assert.deepEqual(
      decision.clocks.set.filter(({ target }) => target === 'acknowledge').map(({ state }) => state),
      ['cancelled', 'cancelled'],
    );
  });

  it('never resolves a case because its incident is over', () => {
    const { state } = changed(TAKEN, { kind: 'incident', issueId: 'EX1', change: 'resolved' }, 'system');

    assert.equal(state, 'taken');
  });

  it('lets only people own a case', () => {
    assert.throws(() => decided(OPEN, { kind: 'take' }, 'system'), TypeError);
  });
});

function nameOf(action: CaseAction): string {
  return Object.values(action)
    .map((part) => (typeof part === 'object' ? part.id : part))
    .join(' ');
}
