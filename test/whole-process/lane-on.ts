import type { Database } from '../../src/adapters/postgres/database.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { untold } from '../support/untold.ts';
import { personAt, type Person } from './person.ts';

/** A whole sandbox with a real bot and a database of its own, and people at their clients. */
export interface Lane {
  readonly sandbox: Sandbox;
  readonly database: Database;
  readonly adele: Person;
  /** Those who may report, one after the other. */
  nextPerson(): Promise<Person>;
  /** What the bot wrote to its log. */
  readonly log: readonly string[];
  /** What it wrote to its error output. */
  readonly errors: readonly string[];
}

export interface LaneOptions {
  readonly ignoresRequestId?: boolean;
  /** Below the bot's margin of five minutes every call needs a token of its own, so that token requests are part of each filing. */
  readonly accessTokenSeconds?: number;
  /** Where the bot finds the database, where that is not where the test does. */
  readonly databaseUrl?: string;
  readonly variables?: Readonly<Record<string, string>>;
  /** Told of every line of the log when it comes. */
  readonly onLog?: (line: string) => void;
}

/** Short times, so that giving up and settling fit into a test. */
export const FILING = { timeoutSeconds: 2, settleSeconds: 1 } as const;

const REPORTERS = ['adele', 'camille', 'dmitri', 'mei'] as const;
const LONGEST_LOG = 5000;

/** A lane on a database that is empty but for its tables. */
export async function laneOn(
  database: Database,
  { ignoresRequestId = false, accessTokenSeconds, databaseUrl = database.url, variables = {}, onLog }: LaneOptions = {},
): Promise<Lane> {
  const log: string[] = [];
  const errors: string[] = [];
  const keep = (lines: string[]) => (line: string) => void (lines.length < LONGEST_LOG && lines.push(line));
  const sandbox = await startSandbox({
    storage: { databaseUrl },
    system: process.env,
    filingTimeoutSeconds: FILING.timeoutSeconds,
    filingSettleSeconds: FILING.settleSeconds,
    variables,
    onLog(line) {
      keep(log)(line);
      onLog?.(line);
    },
    onError: keep(errors),
  }).catch((cause: unknown) => {
    throw new Error(`The sandbox did not start: ${errors.join('\n')}`, { cause });
  });
  await untold(database, (key) => sandbox.channel.rooms.personal(key).id);
  const { behaviour } = sandbox.cloud.script;
  behaviour.ignoreRequestId = ignoresRequestId;
  if (accessTokenSeconds !== undefined) {
    behaviour.accessTokenSeconds = accessTokenSeconds;
    await sandbox.restart();
  }
  let asked = 0;
  return {
    sandbox,
    database,
    adele: await personAt(sandbox.channel, 'adele'),
    nextPerson: () => personAt(sandbox.channel, REPORTERS[asked++ % REPORTERS.length] ?? 'adele', 'en'),
    log,
    errors,
  };
}
