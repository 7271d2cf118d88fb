import assert from 'node:assert/strict';
import type { ChannelMember, ChannelPeople } from '../../src/ports/channel-people.ts';
import type { EscalationChannel } from '../../src/ports/escalation-channels.ts';
import { findColleagues } from '../../src/use-cases/find-colleagues.ts';
import { handClock, NEVER, OWN_TENANT } from '../support/use-case-fixtures.ts';

const SERVICE = 'https://channel.example';
const member = (name: string, some: Partial<ChannelMember> = {}): ChannelMember => ({
  id: `id-of-${name}`,
  name,
  tenantId: OWN_TENANT,
  userPrincipalName: 'someone@northwindcloud.example',
  role: 'user',
  ...some,
});

describe('Finding a colleague', () => {
  let rosters: Record<string, readonly (readonly ChannelMember[])[]>;
  let asked: string[];
  let pagesRead: number;
  const clock = handClock();
  beforeEach(() => {
    asked = [];
    pagesRead = 0;
    rosters = { a: [[member('Mei Tanaka'), member('Camille Laurent')], [member('Dmitri Sokolov')]], b: [[member('Noah Weber')]] };
  });

  const people: ChannelPeople = {
    async *members({ conversationId }) {
      asked.push(conversationId);
      const roster = rosters[conversationId];
      if (roster === undefined) throw new Error('no such channel');
      for (const page of roster) {
        pagesRead++;
        yield page;
      }
    },
  };
  const channelNamed = (conversationId: string) => ({ conversationId }) as EscalationChannel;
  const finder = (...channels: readonly string[]) =>
    findColleagues({ people, channels: { list: async () => channels.map(channelNamed) }, tenantId: OWN_TENANT, clock });
  const names = async (find: ReturnType<typeof finder>, text: string, channelId: string | undefined = 'a', limit = 15) =>
    (await find(text, limit, { serviceUrl: SERVICE, channelId }, NEVER)).map(({ name }) => name);

  it('offers the people of the channel by name, as many as are asked for', async () => {
    assert.deepEqual(await names(finder(), ''), ['Camille Laurent', 'Dmitri Sokolov', 'Mei Tanaka']);
    assert.deepEqual(await names(finder(), '', 'a', 2), ['Camille Laurent', 'Dmitri Sokolov']);
  });

  it('looks for the beginnings of words, whatever their case, accents and order', async () => {
    rosters['a'] = [[member('Éloïse Martin'), member('Martin Elo')]];

    assert.deepEqual(await names(finder(), 'mar elo'), ['Éloïse Martin', 'Martin Elo']);
    assert.deepEqual(await names(finder(), 'tin'), []);
  });

  it('leaves out guests and people of others', async () => {
    rosters['a'] = [
      [
        member('Guest', { userPrincipalName: 'g_x.example#EXT#@northwindcloud.onmicrosoft.com' }),
        member('Stranger', { tenantId: 'other' }),
        member('Nameless', { tenantId: undefined }),
      ],
    ];

    assert.deepEqual(await names(finder(), ''), []);
  });

  it('looks in all experts’ channels outside of one, each person once, and does without a roster that cannot be read', async () => {
    rosters['b'] = [[member('Noah Weber'), member('Mei Tanaka')]];

    assert.deepEqual(await findAll(finder('a', 'gone', 'b')), ['Camille Laurent', 'Dmitri Sokolov', 'Mei Tanaka', 'Noah Weber']);
  });
  const findAll = async (find: ReturnType<typeof finder>): Promise<string[]> =>
    (await find('', 15, { serviceUrl: SERVICE, channelId: undefined }, NEVER)).map(({ name }) => name);

  it('remembers a roster for five minutes', async () => {
    const find = finder();
    await names(find, 'm');
    await names(find, 'me');
    assert.deepEqual(asked, ['a']);

    clock.move(5 * 60_000);
    await names(find, 'mei');
    assert.deepEqual(asked, ['a', 'a']);
  });

  it('stops reading a roster that is too large to choose from', async () => {
    const page = Array.from({ length: 500 }, (_, n) => member(`Person ${n}`, { id: `p${n}` }));
    rosters['a'] = Array.from({ length: 30 }, () => page);

    await names(finder(), 'x');

    assert.equal(pagesRead, 10);
  });
});
