import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { botEnvironment, systemVariables } from '../src/sandbox/bot-environment.ts';
import { createBotProcess } from '../src/sandbox/bot-process.ts';
import { startCloud } from '../src/sandbox/cloud/cloud.ts';
import { firstFreePort } from '../src/sandbox/free-port.ts';
import { createSigning } from '../src/sandbox/signing.ts';
import { BOT, PARTNER, PEOPLE } from '../src/sandbox/world.ts';
import { median, print } from './line.ts';
import { startLoopbackChannel } from './loopback-channel.ts';

const ROUNDS = 10;
const TURNS = 200;
const TICKS_PER_SECOND = 100;

/** Start to ready, and the CPU of turns against the bare bot: rounds of both in turn, so that the machine's noise hits both alike. */
export async function benchTurns(): Promise<void> {
  const signing = await createSigning();
  const cloud = await startCloud({ signing });
  const channel = await startLoopbackChannel(signing);
  const directory = await mkdtemp(path.join(os.tmpdir(), 'bench-'));
  const bot = await createBotProcess({
    environment: {
      ...systemVariables(process.env),
      ...botEnvironment({ baseUrls: cloud.baseUrls, channel: { serviceUrl: channel.serviceUrl, openIdMetadataUrl: channel.metadataUrl } }),
      DATA_DIR: directory,
      ENCRYPTION_KEY: randomBytes(32).toString('base64'),
      LOG_LEVEL: 'warn',
    },
    onLog: () => undefined,
    onError: (line) => process.stderr.write(`${line}\n`),
    onDeath: (code) => process.stderr.write(`The bot ended with ${code}\n`),
  });
  const barePort = await firstFreePort(21_000 + Math.floor(Math.random() * 20_000));
  const bare = spawn(process.execPath, ['bench/bare-bot.ts'], {
    env: {
      ...process.env,
      PORT: String(barePort),
      APP_ID: BOT.appId,
      APP_SECRET: BOT.secret,
      TENANT_ID: PARTNER.tenantId,
      METADATA_URL: channel.metadataUrl,
      LOGIN_URL: cloud.baseUrls.login,
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  try {
    await once(bare, 'message');
    await benchStart(bot);
    const adele = PEOPLE.find(({ key }) => key === 'adele');
    const mei = PEOPLE.find(({ key }) => key === 'mei');
    if (adele === undefined || mei === undefined || bare.pid === undefined || bot.pid === undefined) throw new Error('Nobody to talk to');
    const barePid = bare.pid;
    const botPid = bot.pid;
    const bareEndpoint = `http://127.0.0.1:${barePort}/api/messages`;

    const help = (): Promise<void> => channel.say(bot.endpoint, adele, 'help');
    // Each answer changes the subject of the report and shows its first card again: a step that reads and writes a draft.
    let other = false;
    const step = (): Promise<void> => {
      other = !other;
      return channel.say(bot.endpoint, mei, other ? 'Azure' : 'Microsoft 365');
    };
    const bareTurn = (): Promise<void> => channel.say(bareEndpoint, adele, 'text');
    await channel.say(bot.endpoint, mei, 'report Contoso');

    const cpu: Record<'bare' | 'help' | 'step', number[]> = { bare: [], help: [], step: [] };
    for (let round = -1; round < ROUNDS; round++) {
      const figures = {
        bare: await cpuOf(barePid, bareTurn),
        help: await cpuOf(botPid, help),
        step: await cpuOf(botPid, step),
      };
      if (round < 0) continue; // the first one warms up
      for (const name of ['bare', 'help', 'step'] as const) cpu[name].push(figures[name]);
    }
    const how = `${ROUNDS} rounds of ${TURNS} turns each, one after the other, in turn with the bare bot; process CPU from /proc, median of rounds; ${os.availableParallelism()} cores`;
    print({ figure: 'bare waterfall turn, memory storage', value: median(cpu.bare), unit: 'ms CPU', how });
    print({ figure: 'help turn', value: median(cpu.help), unit: 'ms CPU', how });
    print({ figure: 'dialog step', value: median(cpu.step), unit: 'ms CPU', how });
    const ratio = (name: 'help' | 'step'): number => median(cpu[name].map((value, round) => value / (cpu.bare[round] ?? Number.NaN)));
    print({ figure: 'help turn / bare turn', value: ratio('help'), unit: 'x', bar: 1.5, how: `${how}; ratio round by round` });
    print({ figure: 'dialog step / bare turn', value: ratio('step'), unit: 'x', bar: 1.5, how: `${how}; ratio round by round` });
  } finally {
    bare.kill();
    await bot.stop();
    await channel.stop();
    await cloud.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

async function benchStart(bot: Awaited<ReturnType<typeof createBotProcess>>): Promise<void> {
  const timed = async (): Promise<number> => {
    const begun = performance.now();
    await bot.start();
    return (performance.now() - begun) / 1000;
  };
  print({
    figure: 'start to ready, new data directory',
    value: await timed(),
    unit: 's',
    how: 'from spawn to the first 200 of /readyz, embedded PostgreSQL created',
  });
  const again: number[] = [];
  for (let n = 0; n < 3; n++) {
    await bot.stop();
    again.push(await timed());
  }
  print({
    figure: 'start to ready, existing data directory',
    value: median(again),
    unit: 's',
    how: 'the same on the directory of the first start; median of 3',
  });
}

/** CPU milliseconds of one turn, over a round. */
async function cpuOf(pid: number, turn: () => Promise<void>): Promise<number> {
  const before = await ticks(pid);
  for (let n = 0; n < TURNS; n++) await turn();
  return (((await ticks(pid)) - before) * 1000) / TICKS_PER_SECOND / TURNS;
}

async function ticks(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}
