import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startEmbeddedServer } from '../src/adapters/postgres/embedded-server.ts';
import { runFanOut } from '../test/whole-process/fan-out-run.ts';
import { print } from './line.ts';
import { newDatabase } from './new-database.ts';

const PEOPLE = 5_000;
const SEED = 4;

/** The fault run of the tests with 5,000 conversations: two real bots, one of them killed while it sends, 5 % of the calls failing. */
export async function benchFanOutFaults(): Promise<void> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'bench-'));
  const server = await startEmbeddedServer(directory);
  try {
    for (const unfolds of [false, true]) {
      const databaseUrl = await newDatabase(server.url, unfolds ? 'unfolding' : 'steady');
      const outcome = await runFanOut({ databaseUrl, people: PEOPLE, seed: SEED, unfolds });
      const { places, rows, states, mayBeUncertain, struck, writes } = outcome;
      const what = unfolds ? 'an incident that worsens and ends during the fan-out' : 'an incident that ends after the fan-out';
      const how = `${what}; ${places} chats and channels, two replicas of the bot on one PostgreSQL, the sending one killed -9 at 40 %; ${struck} of ${writes} writes failed on purpose (429, 412, 502, reset, lost answer); ${os.availableParallelism()} cores`;
      const figure = (name: string, value: number, unit: string, bar?: number): void => {
        print({ figure: `fault run, ${name}`, value, unit, ...(bar !== undefined && { bar }), how });
      };
      figure('chats without a card, not marked', outcome.withoutCard.length, 'chats', 0);
      figure('cards doubled', outcome.doubled.length, 'chats', 0);
      figure('lines doubled', outcome.rungTwice.length, 'chats', 0);
      figure('cards behind the last change', outcome.behind.length, 'cards', 0);
      figure('different texts of the last card', outcome.texts.length, 'texts', 1);
      figure('marked as uncertain', states.uncertain, 'rows', mayBeUncertain);
      figure('marked as failed or gone', states.failed + states.gone, 'rows');
      const sum = Object.values(states).reduce((total, count) => total + count, 0);
      figure(
        'rows of the ledger, beyond or below the conversations',
        Math.abs(rows - places) + Math.abs(sum - rows) + states.queued,
        'rows',
        0,
      );
      figure('two writes at once in a conversation', outcome.overlapped, 'calls', 0);
      figure('answered 429 by the limits', outcome.throttled / writes, 'of all writes', 0.01);
      figure('take-over after the kill', outcome.takeOverSeconds, 's');
    }
  } finally {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  }
}
