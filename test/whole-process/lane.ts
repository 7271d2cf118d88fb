import type { Database } from '../../src/adapters/postgres/database.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { freshDatabase } from '../support/database.ts';
import { untold } from '../support/untold.ts';
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
  /** Told of every line of the log when it comes. */
  readonly onLog?: (line: string) => void;
}

/** Short times, so that giving up and settling fit into a test. */
export const FILING = { timeoutSeconds: 2, settleSeconds: 1 } as const;

const REPORTERS = ['adele', 'camille', 'dmitri', 'mei'] as const;
const LONGEST_LOG = 5000;

export async function startLane({ ignoresRequestId = false, accessTokenSeconds, variables = {}, onLog }: LaneOptions = {}): Promise<Lane> {
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

/** A complete report of a commercial matter, ready to be sent: the review card. */
export async function reviewOfCommercialReport(person: Person): Promise<Shown> {
  const form = await beginning(person, 'report Contoso Wrong amount on the invoice of October');
  return person.presses(form, 'report.answer', { impact: 'little', topicId: '90000001' });
}

/** A complete report that a person has to file in the Azure portal, ready to be handed over: the review card. */
export async function reviewOfAzureReport(person: Person): Promise<Shown> {
  const health = await beginning(person, 'report Trey Research Azure virtual machines are down');
  const form = await person.presses(health, 'report.answer', { criterion: 'service-down', tried: 'Started them again' });
  return person.presses(form, 'report.answer', { impact: 'stopped' });
}

/** The first card of a report. */
async function beginning(person: Person, sentence: string): Promise<Shown> {
  let card = await person.asks(sentence);
  // A turn that a crash cut short keeps its person waiting until its lease ends; the bot asks to send the message again.
  while (buttonsOf(card.card).every(({ verb }) => verb !== 'report.answer')) card = await person.asks(sentence);
  return card;
}

/** Presses the button until the bot serves it: a turn cut short keeps its person waiting until its lease ends. Gives the reference. */
export async function submitted(person: Person, review: Shown): Promise<string> {
  for (;;) {
    const answer = await person.invokes(review, 'report.submit');
    if (!answer.ok) throw new Error(`The press failed: ${answer.reason}`);
    if (answer.body.type.endsWith('card.adaptive')) return referenceOf({ ...review, card: answer.body.value as Shown['card'] });
  }
}

/** The reference of what the person submitted last. */
export async function newestRequest({ database }: Lane, { id }: Person): Promise<string | undefined> {
  const rows = database.kysely.selectFrom('service_request').select('reference').where('person_id', '=', id);
  return (await rows.orderBy('created_at', 'desc').limit(1).executeTakeFirst())?.reference;
}

export async function withinPatience<T>(promise: Promise<T>, otherwise: string): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(otherwise)), 60_000);
  try {
    return await Promise.race([promise, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

export function referenceOf({ card }: Shown): string {
  return /PSR-[0-9A-Z]{6}/.exec(textsOf(card))?.[0] ?? '';
}
