import assert from 'node:assert/strict';
import { BackEndError } from '../../src/domain/errors.ts';
import sinon from 'sinon';
import type { Locale } from '../../src/domain/locale.ts';
import type { Colleague } from '../../src/domain/roles.ts';
import { refreshWatchers } from '../../src/use-cases/refresh-watchers.ts';
import { aPerson, handClock, NEVER } from '../support/use-case-fixtures.ts';

describe('refreshing the watchers', () => {
  function given(
    people: Readonly<Record<string, Colleague | undefined | Error>>,
    tell = sinon.fake.resolves<[string, Locale], Promise<boolean>>(true),
  ) {
    const clock = handClock();
    const found: Record<string, unknown> = {};
    const logged: unknown[] = [];
    const asked: Date[] = [];
    const refresh = refreshWatchers({
      watches: {
        unchecked: async (before) => {
          asked.push(before);
          return [...Object.keys(people), ...Object.keys(people).slice(0, 1)].map((personId, n) => ({ id: `place-${n}`, personId }));
        },
        setAccess: async (personId, access, at) => {
          found[personId] = [access.mayWatch, access.groupIds, at];
          return access.mayWatch ? [] : [{ id: `place of ${personId}`, conversationId: `channel of ${personId}`, locale: 'fr' }];
        },
      },
      recognise: async (personId) => {
        const answer = people[personId];
        if (answer instanceof Error) throw answer;
        return answer;
      },
      lostView: { tell },
      clock,
      log: (event, details) => void logged.push([event, details]),
    });
    return { refresh, found, logged, asked, tell, clock };
  }
  const failure = (code: 'THROTTLED' | 'UNAVAILABLE') => new BackEndError({ backEnd: 'graph', code, message: code, effect: 'none' });

  it('notes their groups, and that who lost the role or left is told nothing any more', async () => {
    const { refresh, found, clock } = given({
      adele: aPerson({ groupIds: ['g'] }),
      mei: aPerson({ roles: [], groupIds: ['g'] }),
      gone: undefined,
      guest: aPerson({ guest: true, groupIds: [] }),
    });

    assert.equal(await refresh(undefined, NEVER), 4);

    assert.deepEqual(found, {
      adele: [true, ['g'], clock.now()],
      mei: [false, ['g'], clock.now()],
      gone: [false, [], clock.now()],
      guest: [false, [], clock.now()],
    });
  });

  it('tells the channels that lost the view of such a person, once each; one that cannot be told keeps nobody else waiting', async () => {
    const tell = sinon.fake.rejects<[string, Locale], Promise<boolean>>(
      new BackEndError({ backEnd: 'teams', code: 'UNAVAILABLE', message: 'down', effect: 'none' }),
    );
    const { refresh, logged } = given({ mei: aPerson({ roles: [] }), gone: undefined, adele: aPerson() }, tell);

    assert.equal(await refresh(undefined, NEVER), 3);

    assert.deepEqual(
      tell.args.toSorted(([a], [b]) => a.localeCompare(b)),
      [
        ['channel of gone', 'fr'],
        ['channel of mei', 'fr'],
      ],
    );
    assert.equal(logged.length, 2);
  });

  it('asks for those looked at more than six hours ago, and for each person once', async () => {
    const { refresh, asked, clock } = given({ adele: aPerson() });

    assert.equal(await refresh(undefined, NEVER), 1);

    assert.deepEqual(asked, [new Date(clock.now().getTime() - 6 * 3_600_000)]);
  });

  it('leaves whom Microsoft does not tell of for the next run', async () => {
    const { refresh, found, logged } = given({ adele: failure('UNAVAILABLE'), mei: aPerson() });

    assert.equal(await refresh(undefined, NEVER), 1);

    assert.deepEqual(Object.keys(found), ['mei']);
    assert.deepEqual(logged, [['watcher not looked up', { personId: 'adele', code: 'UNAVAILABLE' }]]);
  });

  it('stops when Microsoft asks to slow down, and when its time is over', async () => {
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`p${n}`, failure('THROTTLED')]));
    const { refresh, logged } = given(many);
    const aborted = given({ adele: aPerson() });

    assert.equal(await refresh(undefined, NEVER), 0);
    assert.ok(logged.length <= 8, `${logged.length} were asked`);
    assert.equal(await aborted.refresh(undefined, AbortSignal.abort()), 0);
  });

  it('looks up one person who is asked for, and fails with the look-up', async () => {
    const { refresh, found } = given({ adele: aPerson(), mei: failure('UNAVAILABLE') });

    assert.equal(await refresh('adele', NEVER), 1);
    await assert.rejects(refresh('mei', NEVER), { code: 'UNAVAILABLE' });

    assert.deepEqual(Object.keys(found), ['adele']);
  });
});
