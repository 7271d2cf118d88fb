import assert from 'node:assert/strict';
import type { Fault, SeenRequest } from '../../src/sandbox/cloud/script.ts';
import { partnerCenterFailed, partnerCenterThrottled } from '../../src/sandbox/cloud/failures.ts';
import { CLOUD_REQUESTS, CREATION, killAt, MOMENTS, REQUESTS, type FilingRequest, type Moment } from './kill-at.ts';
import { FILING, newestRequest, referenceOf, reviewOfCommercialReport, startLane, submitted, withinPatience, type Lane } from './lane.ts';
import type { Person } from './person.ts';

/** The person sees Microsoft's number on the one card; Partner Center has one record with the reference; the ledger agrees. */
async function isFiledOnce({ sandbox, database }: Lane, person: Person, reference: string): Promise<void> {
  await person.sees(`the number of ${reference}`, (text) => text.includes(reference) && /6\d{14}/.test(text));
  const records = sandbox.cloud.state.serviceRequests.all().filter(({ title }) => title.includes(reference));
  const row = await database.kysely
    .selectFrom('service_request')
    .select(['state', 'number'])
    .where('reference', '=', reference)
    .executeTakeFirst();
  const cards = person.screen().filter((text) => text.includes(reference));

  assert.deepEqual([records.length, row], [1, { state: 'filed', number: records[0]?.id }]);
  assert.equal(cards.length, 1, 'one card');
  assert.match(cards[0] ?? '', new RegExp(records[0]?.id ?? 'no number'));
}

async function survivesKill(lane: Lane, name: FilingRequest, moment: Moment): Promise<void> {
  const person = await lane.nextPerson();
  const review = await reviewOfCommercialReport(person);
  const before = await newestRequest(lane, person);
  const { killed, lift } = killAt(lane.sandbox, name, moment);
  try {
    // The job may be quicker than the turn, so the press may be answered or not.
    const pressed = person.invokes(review, 'report.submit');
    await withinPatience(killed, `${name} was never made`);
    lift();
    await pressed;
    await lane.sandbox.restart();
    const reference = await newestRequest(lane, person);
    // A token may have been asked for before the press was served: then it is pressed again.
    await isFiledOnce(lane, person, reference === undefined || reference === before ? await submitted(person, review) : reference);
  } finally {
    lift();
    if (lane.sandbox.bot.pid === undefined) await lane.sandbox.restart();
  }
}

async function survivesKillAfterSubmit(lane: Lane): Promise<void> {
  const person = await lane.nextPerson();
  const request = await person.presses(await reviewOfCommercialReport(person), 'report.submit');
  await lane.sandbox.kill();
  await lane.sandbox.restart();
  await isFiledOnce(lane, person, referenceOf(request));
}

/** The press is under way when the bot dies; the person presses the same button again until it is served. */
async function survivesKillDuringSubmit(lane: Lane): Promise<void> {
  const { sandbox } = lane;
  const person = await lane.nextPerson();
  const review = await reviewOfCommercialReport(person);
  const lost = person.invokes(review, 'report.submit');
  await sandbox.kill();
  assert.equal((await lost).ok, false);
  await sandbox.restart();

  await isFiledOnce(lane, person, await submitted(person, review));
}

/** What can go wrong with the creation, with the bot alive. */
const CREATION_FAULTS: readonly (readonly [string, Fault])[] = [
  ['is reset before it is acted on', { reset: 'before' }],
  ['is reset after it is acted on', { reset: 'after' }],
  ['is reset in the middle of the answer', { reset: 'half-way' }],
  ['is answered too late', { delayMs: FILING.timeoutSeconds * 1000 + 500 }],
  ['is acted on, then answered 500', { reply: partnerCenterFailed(), act: true }],
  ['is answered 500', { reply: partnerCenterFailed() }],
  ['is answered 429', { reply: partnerCenterThrottled(1) }],
  ['is answered with a page of HTML', { spoil: 'malformed' }],
  ['is answered with half a body', { spoil: 'cut' }],
];

async function survivesFault(lane: Lane, fault: Fault): Promise<void> {
  const person = await lane.nextPerson();
  const review = await reviewOfCommercialReport(person);
  const lift = lane.sandbox.cloud.script.fault({ ...CREATION, ...fault });
  try {
    await isFiledOnce(lane, person, referenceOf(await person.presses(review, 'report.submit')));
  } finally {
    lift();
  }
}

type Scenario = (lane: Lane) => Promise<void>;

const SCENARIOS: readonly (readonly [title: string, scenario: Scenario])[] = [
  // First, since it takes longest.
  ['the bot is killed during the submitting turn and the button is pressed again', survivesKillDuringSubmit],
  ...REQUESTS.flatMap((name) =>
    MOMENTS.map((moment) => [`the bot is killed at ${name}, ${moment}`, (lane: Lane) => survivesKill(lane, name, moment)] as const),
  ),
  ['the bot is killed right after the submitting turn', survivesKillAfterSubmit],
  ...CREATION_FAULTS.map(([what, fault]) => [`the creation ${what}`, (lane: Lane) => survivesFault(lane, fault)] as const),
];

/** What a bot asks for after its start, whatever people do. */
function isOfBackground({ api, path, body }: SeenRequest): boolean {
  return api === 'graph' || /customers|profiles|supporttopics/i.test(path) || /graph\.microsoft\.com/.test(body);
}

const LANES_PER_KIND = 5;

/** Each takes the better part of its time waiting, so several run at once, each on a sandbox of its own; every test reports one of them. */
function underWay(ignoresRequestId: boolean) {
  const outcomes = SCENARIOS.map(() => Promise.withResolvers<void>());
  // A rejection is somebody's test, later.
  for (const { promise } of outcomes) promise.catch(() => undefined);
  const lanes: Lane[] = [];
  const left = [...SCENARIOS.entries()];

  async function run(lane: Lane): Promise<void> {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const [index, [, scenario]] = next;
      await scenario(lane).then(outcomes[index]?.resolve, outcomes[index]?.reject);
    }
  }

  return {
    lanes,
    outcome: (index: number) => outcomes[index]?.promise,
    async start() {
      lanes.push(
        ...(await Promise.all(Array.from({ length: LANES_PER_KIND }, () => startLane({ ignoresRequestId, accessTokenSeconds: 60 })))),
      );
      for (const lane of lanes) void run(lane);
    },
    stop: () => Promise.all(lanes.map(({ sandbox }) => sandbox.stop())),
  };
}

describe('a filing, with the real bot and database', function () {
  this.timeout(180_000);
  const kinds = [
    ['and a Partner Center that honours MS-RequestId', underWay(false)],
    ['and a Partner Center that ignores MS-RequestId', underWay(true)],
  ] as const;

  before(async () => {
    await Promise.all(kinds.map(async ([, runs]) => runs.start()));
  });
  after(async () => {
    await Promise.all(kinds.map(async ([, runs]) => runs.stop()));
  });

  it('consists of the requests that the table below strikes', async () => {
    const lane = await startLane({ accessTokenSeconds: 60 });
    try {
      const { script } = lane.sandbox.cloud;
      const person = await lane.nextPerson();
      const review = await reviewOfCommercialReport(person);
      script.fault({ ...CREATION, reset: 'before' });
      script.forget();
      await isFiledOnce(lane, person, referenceOf(await person.presses(review, 'report.submit')));
      const named = script.requests
        .filter((seen) => !isOfBackground(seen))
        .map((seen) => {
          const name = Object.entries(CLOUD_REQUESTS).find(
            ([, { matching, body }]) =>
              matching.api === seen.api && matching.method === seen.method && matching.path.test(seen.path) && body.test(seen.body),
          );
          return name?.[0] ?? `${seen.api} ${seen.method} ${seen.path}`;
        });

      assert.deepEqual(new Set(named), new Set(Object.keys(CLOUD_REQUESTS).filter((name) => name !== 'the second creation')));
    } finally {
      await lane.sandbox.stop();
    }
  });

  for (const [kind, { outcome, lanes }] of kinds) {
    describe(kind, () => {
      for (const [index, [title]] of SCENARIOS.entries()) {
        it(`is made once and told when ${title}`, async () => {
          await assert.doesNotReject(async () => outcome(index));
        });
      }

      it('has sent nothing that Teams would not show', () => {
        assert.deepEqual(
          lanes.flatMap(({ sandbox }) => sandbox.channel.problems),
          [],
        );
      });
    });
  }
});
