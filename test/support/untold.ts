import type { Database } from '../../src/adapters/postgres/database.ts';
import { postgresWatchStore } from '../../src/adapters/postgres/watch-store.ts';
import { PEOPLE, TEAM } from '../../src/sandbox/world.ts';

/**
 * Nobody is told of incidents: as though everybody had said `unwatch all` long ago. Otherwise cards of the sandbox's incidents come at any time between what a
 * test does and what it waits for.
 */
export async function untold(database: Database, chatOf: (personKey: string) => string): Promise<void> {
  const watches = postgresWatchStore(database);
  const unknown = { label: undefined, timeZone: undefined, access: undefined };
  for (const { key, id, givenName, surname, locale } of PEOPLE) {
    const person = { personId: id, personName: `${givenName} ${surname}`, locale };
    await watches.ensure({ scope: 'personal', conversationId: chatOf(key), ...person, ...unknown }, [], new Date());
    // Whoever installs the bot in the team takes the place over.
    await watches.ensure({ scope: 'team', conversationId: TEAM.id, ...person, ...unknown }, [], new Date());
  }
}
