import type { Database } from '../../src/adapters/postgres/database.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { freshDatabase } from '../support/database.ts';
import { personAt, type Person, type Shown } from './person.ts';
import { buttonsOf, textsOf } from './card-reading.ts';

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
  readonly variables?: Readonly<Record<string, string>>;
}

/** Short times, so that giving up and settling fit into a test. */
export const FILING = { timeoutSeconds: 2, settleSeconds: 1 } as const;

const REPORTERS = ['adele', 'camille', 'dmitri', 'mei'] as const;
const LONGEST_LOG = 5000;

export async function startLane({ ignoresRequestId = false, accessTokenSeconds, variables = {} }: LaneOptions = {}): Promise<Lane> {
  const database = await freshDatabase();
  const log: string[] = [];
  const errors: string[] = [];
  const keep = (lines: string[]) => (line: string) => void (lines.length < LONGEST_LOG && lines.push(line));
  const sandbox = await startSandbox({
    storage: { databaseUrl: database.url },
    system: process.env,
    filingTimeoutSeconds: FILING.timeoutSeconds,
    filingSettleSeconds: FILING.settleSeconds,
    variables,
    onLog: keep(log),
    onError: keep(errors),
  });
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

const REPORT = 'report Contoso Wrong amount on the invoice of October';

/** A complete report of a commercial matter, ready to be sent: the review card. */
export async function reviewOfCommercialReport(person: Person): Promise<Shown> {
  let form = await person.asks(REPORT);
  // A turn that a crash cut short keeps its person waiting until its lease ends; the bot asks to send the message again.
  while (buttonsOf(form.card).every(({ verb }) => verb !== 'report.answer')) form = await person.asks(REPORT);
  return person.presses(form, 'report.answer', { impact: 'little', topicId: '90000001' });
}

export function referenceOf({ card }: Shown): string {
  return /PSR-[0-9A-Z]{6}/.exec(textsOf(card))?.[0] ?? '';
}
