import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { words } from '../../src/locales/words.ts';
import { buttonsOf } from './card-reading.ts';
import { CONDITIONS, strike } from './filing-faults.ts';
import type { FilingDesk } from './filing-desks.ts';
import { killAt, type Moment } from './kill-at.ts';
import type { Lane } from './lane-on.ts';
import { shownOf, type Person } from './person.ts';
import { deadTurnsOver, newestRequest, referenceOf, submitted, withinPatience } from './report-steps.ts';

const en = words('en');

/** What has become of one filing. */
export interface Outcome {
  readonly reference: string;
  readonly person: Person;
  readonly state: string;
  readonly code: string | undefined;
  /** Whether the ledger and the person have the number of the one record, or the back end has none. */
  readonly agrees: boolean;
  /** Records at the back end. */
  readonly records: number;
  /** Cards on the person's screen. */
  readonly cards: number;
}

export type Run = (lane: Lane, desk: FilingDesk) => Promise<Outcome>;

const PATIENCE_MS = 150_000;
const LOOK_MS = 50;
const Failure = z.object({ code: z.string() }).nullish();

/** Waits until the filing has an end and the card says so. */
export async function ended(lane: Lane, desk: FilingDesk, person: Person, reference: string): Promise<Outcome> {
  const { sandbox, database } = lane;
  const read = database.kysely.selectFrom('service_request').select(['state', 'number', 'failure']).where('reference', '=', reference);
  const late = Date.now() + PATIENCE_MS;
  let row = await read.executeTakeFirstOrThrow();
  while (row.state === 'ready' || row.state === 'sending') {
    if (Date.now() > late) throw new Error(`${reference} is ${row.state} for ever`);
    await wait(LOOK_MS);
    row = await read.executeTakeFirstOrThrow();
  }
  const { state, number } = row;
  const sign = number ?? en(`states.${state}`);
  await person.sees(`the end of ${reference}`, (text) => text.includes(reference) && text.includes(sign));
  const numbers = desk.filed(sandbox.cloud.state, reference);
  return {
    reference,
    person,
    state,
    code: Failure.parse(row.failure)?.code,
    agrees: state === 'filed' ? numbers.length === 1 && numbers[0] === number : state === 'uncertain' || numbers.length === 0,
    records: numbers.length,
    cards: person.screen().filter((text) => text.includes(reference)).length,
  };
}

/** The bot dies at a moment of a request. */
export function killed(step: string, moment: Moment): Run {
  return async (lane, desk) => {
    const person = await lane.nextPerson();
    const review = await desk.review(person, lane);
    const before = await newestRequest(lane, person);
    const { killed: dead, lift } = killAt(lane.sandbox, desk, step, moment);
    try {
      // The job may be quicker than the turn, so the press may be answered or not.
      const pressed = person.invokes(review, 'report.submit');
      await withinPatience(dead, `${step} was never made`);
      lift();
      await pressed;
      await lane.sandbox.restart();
      await deadTurnsOver(lane);
      const reference = await newestRequest(lane, person);
      // A token may have been asked for before the press was served: then it is pressed again.
      return await ended(lane, desk, person, reference === undefined || reference === before ? await submitted(person, review) : reference);
    } finally {
      lift();
      if (lane.sandbox.bot.pid === undefined) await lane.sandbox.restart();
    }
  };
}

export const killedAfterSubmit: Run = async (lane, desk) => {
  const person = await lane.nextPerson();
  const request = await person.presses(await desk.review(person, lane), 'report.submit');
  await lane.sandbox.kill();
  await lane.sandbox.restart();
  return ended(lane, desk, person, referenceOf(request));
};

/** The press is under way when the bot dies; the person presses the same button again until it is served. */
export const killedDuringSubmit: Run = async (lane, desk) => {
  const person = await lane.nextPerson();
  const review = await desk.review(person, lane);
  const lost = person.invokes(review, 'report.submit');
  await lane.sandbox.kill();
  if ((await lost).ok) throw new Error('the press was served');
  await lane.sandbox.restart();
  return ended(lane, desk, person, await submitted(person, review));
};

/** A request goes wrong so many times. */
export function struck(step: string, fault: string, times = 1): Run {
  return (lane, desk) =>
    filedUnder(lane, desk, () => {
      const { state, script } = lane.sandbox.cloud;
      const found = desk.steps(state.tickets.all())[step];
      if (found === undefined) throw new Error(`no request ${step}`);
      const lifts = [strike(lane.sandbox, found, fault, times)];
      if (found.needs !== undefined && desk.creation !== undefined)
        lifts.push(script.fault({ ...desk.creation, reset: found.needs === 'an answer that is lost' ? 'after' : 'before' }));
      return () => lifts.forEach((lift) => lift());
    });
}

/** From one of its requests on, the world is another one. */
export function changed(condition: keyof typeof CONDITIONS, step: string): Run {
  return (lane, desk) =>
    filedUnder(lane, desk, () => {
      const { state, script } = lane.sandbox.cloud;
      const matching = desk.steps(state.tickets.all())[step]?.matching ?? {};
      let restore: (() => void) | undefined;
      const lift = script.at('arrived', matching, () => {
        restore ??= CONDITIONS[condition](lane.sandbox);
      });
      return () => {
        lift();
        restore?.();
      };
    });
}

/** Files while something is wrong; it is right again when the filing has ended. */
export async function filedUnder(lane: Lane, desk: FilingDesk, goesWrong: () => () => void): Promise<Outcome> {
  const person = await lane.nextPerson();
  const review = await desk.review(person, lane);
  const lift = goesWrong();
  try {
    return await ended(lane, desk, person, referenceOf(await person.presses(review, 'report.submit')));
  } finally {
    lift();
  }
}

/** After one press of a person, where the filing failed or was left uncertain: by the other way where the card offers one, else once more. */
export async function resolved(lane: Lane, desk: FilingDesk, outcome: Outcome): Promise<Outcome> {
  const { reference, person, state } = outcome;
  if (state !== 'failed' && state !== 'uncertain') return outcome;
  const shown = shownOf(await person.sees('the card', (text) => text.includes(reference)));
  const portal = buttonsOf(shown.card).some(({ verb }) => verb === 'request.byPortal');
  const answered = await person.presses(shown, portal ? 'request.byPortal' : 'request.retry');
  // A helpdesk agent says to be in a support group first (B6).
  if (portal && buttonsOf(answered.card).some(({ data }) => data['inSupportGroup'] === true))
    await person.presses(answered, 'request.byPortal');
  return ended(lane, desk, person, reference);
}
