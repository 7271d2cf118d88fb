import type { Transaction } from 'kysely';
import type { CaseWithClocks } from '../../domain/case-decision.ts';
import { BotError } from '../../domain/errors.ts';
import type { CaseStore } from '../../ports/case-store.ts';
import { listCases } from './case-list.ts';
import { toCase, toEvent } from './case-row.ts';
import type { Database } from './database.ts';
import { isUuid } from './identifiers.ts';
import { openCase } from './open-case.ts';
import type { PostgresQueue } from './queue.ts';
import type { Tables } from './schema.ts';
import { readCase, writeDecision } from './write-decision.ts';

const MOST_EVENTS = 5_000;
const MOST_TIED = 50;
/** As often somebody may be faster: more than people press within a second. */
const TRIES = 12;

export function postgresCaseStore({ kysely }: Database, queue: Pick<PostgresQueue, 'within'>): CaseStore {
  const inTransaction = <T>(work: (transaction: Transaction<Tables>) => Promise<T>): Promise<T> => kysely.transaction().execute(work);
  const openOnes = kysely
    .selectFrom('support_case')
    .selectAll()
    .where('state', '<>', 'resolved')
    .orderBy('opened_at', 'desc')
    .orderBy('id');

  /** Asked after the case was read: a press that came in between has raised its version. */
  const isDone = async (id: string, key: string | undefined): Promise<boolean> => {
    if (key === undefined) return false;
    const done = kysely.selectFrom('case_event').select('id').where('case_id', '=', id).where('press_key', '=', key);
    return (await done.executeTakeFirst()) !== undefined;
  };

  return {
    open: (fresh, actor, at) => inTransaction((transaction) => openCase(transaction, queue, fresh, actor, at)),

    async byId(id) {
      if (!isUuid(id)) return undefined;
      const row = await kysely.selectFrom('support_case').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toCase(row);
    },

    withClocks: (id) => readCase(kysely, id, 'free'),

    async find(reference) {
      const wanted = reference.trim().toUpperCase();
      const row = await kysely.selectFrom('support_case').selectAll().where('reference', '=', wanted).executeTakeFirst();
      return row && toCase(row);
    },

    async ofRequest(requestId) {
      if (!isUuid(requestId)) return [];
      return (await openOnes.where('request_id', '=', requestId).limit(MOST_TIED).execute()).map(toCase);
    },

    async ofIncident(issueId) {
      return (await openOnes.where('issue_id', '=', issueId).limit(MOST_TIED).execute()).map(toCase);
    },

    async change(id, decide, press) {
      let present: CaseWithClocks | undefined;
      for (let tries = 1; tries <= TRIES; tries++) {
        present = await readCase(kysely, id, 'free');
        if (present === undefined) return undefined;
        const { version } = present.case;
        if (await isDone(id, press.key)) {
          const now = await readCase(kysely, id, 'free');
          return now && { case: now.case, refusal: undefined };
        }
        const decision = decide(present);
        if (typeof decision === 'string') return { case: present.case, refusal: decision };
        const written = await inTransaction((transaction) => writeDecision(transaction, queue, version, decision, press));
        if (written !== undefined) return { case: written, refusal: undefined };
      }
      throw new BotError('CONFLICT', `Case ${id} was changed by others ${TRIES} times in a row.`);
    },

    list: (filter, page) => listCases({ kysely }, filter, page),

    async events(id, limit) {
      if (!isUuid(id)) return [];
      const newest = kysely.selectFrom('case_event').selectAll().where('case_id', '=', id).orderBy('id', 'desc');
      return (await newest.limit(Math.min(limit, MOST_EVENTS)).execute()).toReversed().map(toEvent);
    },
  };
}
