import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import type { DeliveryState } from '../../src/domain/delivery.ts';
import type { BotProcess } from '../../src/sandbox/bot-process.ts';
import type { FaultShare } from '../../src/sandbox/channel/fault-share.ts';
import { seedPlaces } from '../support/crowd-places.ts';
import { callsOf, startTwoBots, type TwoBots } from './fan-out-bots.ts';
import { ledgerAgainstScreens, type Screens } from './fan-out-screens.ts';

export interface FanOutRun {
  readonly databaseUrl: string;
  readonly people: number;
  readonly seed: number;
  /** While the first cards still go out, it worsens and is resolved; otherwise it is resolved when all have been told. */
  readonly unfolds: boolean;
}

export interface FanOutOutcome extends Screens {
  /** Messages struck so that nobody can know whether they are there, and those on their way when their sender was killed. */
  readonly mayBeUncertain: number;
  readonly struck: number;
  /** Refused by Teams' own limits, and because two operations met in a conversation. */
  readonly throttled: number;
  readonly overlapped: number;
  readonly writes: number;
  /** From the kill to the first call of the other replica. */
  readonly takeOverSeconds: number;
}

/** 5 % of all writes, of every kind the channel knows. */
const SHARE = 0.05;
/** What Teams takes for a write. */
const WRITE_MS = 20;
const LOOK_MS = 100;
const SERVICE = 'Exchange Online';

/**
 * An incident is told to very many chats and some channels by two replicas while calls fail, and the one that sends is killed in the middle of it. Over when
 * nothing is to be sent any more.
 */
export async function runFanOut({ databaseUrl, people, seed, unfolds }: FanOutRun): Promise<FanOutOutcome> {
  const two = await startTwoBots(databaseUrl);
  try {
    const { channel, cloud } = two.sandbox;
    const channels = channel.rooms.channels.map(({ id }) => id);
    for (const room of channel.rooms.channels) room.installed = true;
    channel.rooms.addCrowd(people);
    channel.behaviour.refuseOverlaps = true;
    channel.behaviour.writeMs = WRITE_MS;
    await quiet(two);
    await seedPlaces(two.database, { serviceUrl: channel.serviceUrl, people, channels, services: [SERVICE] });
    const share = channel.faults.share({ part: SHARE, seed });

    const begun = new Date();
    cloud.controls.press('incident.start');
    await readHealth(two);
    const issueId = await begunSince(two, begun);
    const told = (part: number) => until(async () => (await shown(two, issueId)) >= part * people, `${part * 100} % of the cards`);
    await told(0.2);
    if (unfolds) {
      cloud.controls.press('incident.worsen');
      await readHealth(two);
    }
    await told(0.4);
    const { inFlight, takeOverSeconds } = await killSender(two);
    await (unfolds ? told(0.6) : settled(two));
    cloud.controls.press('incident.resolve');
    await readHealth(two);
    await until(() => isAnnouncedOver(two, issueId), 'the end to be announced');
    await settled(two);

    const { throttled, overlapped, done } = channel.traffic();
    return {
      ...(await ledgerAgainstScreens(two, issueId)),
      mayBeUncertain: inFlight + lost(share),
      struck: share.struck(),
      throttled: throttled.conversation + throttled.tenant,
      overlapped,
      writes: done.send + done.create + done.update,
      takeOverSeconds,
    };
  } finally {
    await two.stop();
  }
}

/** New messages whose outcome the bot cannot know. */
function lost(share: FaultShare): number {
  let sum = 0;
  for (const kind of ['reset-before', 'reset-after'] as const)
    for (const target of ['send', 'create'] as const) sum += share.struck(kind, target);
  return sum;
}

/** Kills the replica that sends; waits until the other one does. */
async function killSender({ bots, database }: TwoBots): Promise<{ readonly inFlight: number; readonly takeOverSeconds: number }> {
  const sender = await whoSends(bots);
  const other = bots.find((bot) => bot !== sender) ?? sender;
  const before = await callsOf(other);
  await sender.kill();
  const killedAt = performance.now();
  const { count } = await database.kysely
    .selectFrom('delivery')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('posting', 'in', ['card', 'line'])
    .executeTakeFirstOrThrow();
  await until(async () => (await callsOf(other)) > before, 'the other replica to send');
  return { inFlight: count, takeOverSeconds: (performance.now() - killedAt) / 1000 };
}

async function whoSends(bots: readonly BotProcess[]): Promise<BotProcess> {
  const before = await Promise.all(bots.map(callsOf));
  for (;;) {
    const now = await Promise.all(bots.map(callsOf));
    const sender = bots.find((_, index) => (now[index] ?? 0) > (before[index] ?? 0));
    if (sender !== undefined) return sender;
    await wait(LOOK_MS);
  }
}

/** Everybody's health is due at once. */
async function readHealth({ database }: TwoBots): Promise<void> {
  await database.kysely.updateTable('health_poll').set({ due_at: new Date() }).execute();
}

/** What the cloud had at the start was announced, to nobody: what comes of it later would only cost time. */
async function quiet({ database }: TwoBots): Promise<void> {
  await until(async () => {
    const { rows } = await sql<{ announced: boolean; again: boolean }>`
      select announced_at is not null as announced, exists (
        select from pgboss.job where name = 'announce-incident' and data ->> 'id' = incident.id and state in ('created', 'retry', 'active')
          and start_after < now() + interval '30 seconds') as again
      from incident where service = ${SERVICE}`.execute(database.kysely);
    return rows.length > 0 && rows.every(({ announced, again }) => announced && !again);
  }, 'what was there at the start');
}

/** The incident that began since then, once it is in the ledger. */
async function begunSince({ database }: TwoBots, begun: Date): Promise<string> {
  const told = database.kysely
    .selectFrom('incident')
    .innerJoin('delivery', 'delivery.issue_id', 'incident.id')
    .where('first_seen_at', '>=', begun);
  let issueId: string | undefined;
  await until(async () => {
    issueId = (await told.select('incident.id').limit(1).executeTakeFirst())?.id;
    return issueId !== undefined;
  }, 'the incident');
  return issueId ?? '';
}

async function shown({ database }: TwoBots, issueId: string): Promise<number> {
  const { count } = await database.kysely
    .selectFrom('delivery')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('issue_id', '=', issueId)
    .where('activity_id', 'is not', null)
    .executeTakeFirstOrThrow();
  return count;
}

async function isAnnouncedOver({ database }: TwoBots, issueId: string): Promise<boolean> {
  const { rows } = await sql<{ over: boolean }>`
    select (announced ->> 'resolved')::boolean as over from incident where id = ${issueId}`.execute(database.kysely);
  return rows[0]?.over === true;
}

/** Nothing is to be sent, and nothing is on its way. */
async function settled({ database }: TwoBots): Promise<void> {
  const open = database.kysely
    .selectFrom('delivery')
    .select('issue_id')
    .where((row) => row.or([row('state', '=', 'queued' satisfies DeliveryState), row('claimed_until', 'is not', null)]))
    .limit(1);
  await until(async () => (await open.executeTakeFirst()) === undefined, 'the last card');
}

/** Longer than 5,000 chats take; a test has a limit of its own. */
const PATIENCE_MS = 600_000;

async function until(is: () => Promise<boolean>, what: string): Promise<void> {
  const begun = performance.now();
  while (!(await is())) {
    if (performance.now() - begun > PATIENCE_MS) throw new Error(`Waited in vain for ${what}`);
    await wait(LOOK_MS);
  }
}
