import { isFollowed } from '../../domain/followed-request.ts';
import { endingOf } from '../../domain/request-ending.ts';
import type { RequestStore } from '../../ports/request-store.ts';
import type { Database } from './database.ts';
import type { PostgresQueue } from './queue.ts';
import { haveTold, insertNews, markAllSeen } from './request-news.ts';
import { toRequest } from './request-row.ts';
import { audit, locked, update, type RequestRow, type Work } from './request-statements.ts';

/** What people take off the list of requests, and put back. */
export function requestEndings(
  kysely: Database['kysely'],
  queue: Pick<PostgresQueue, 'within'>,
): Pick<RequestStore, 'end' | 'resume' | 'setUnheard'> {
  return {
    end: (id, version, ending, actor, at) =>
      kysely.transaction().execute(async (transaction) => {
        const before = await locked(transaction, id);
        if (before?.version !== version) return undefined;
        const request = toRequest(before);
        if (endingOf(request) !== ending) return undefined;
        // Nobody looks for it any more, unless it is at a back end that may find it again.
        const columns = { ended: ending, desk_status: 'closed', ...(!isFollowed(request) && { track_at: null }) } as const;
        const row = await update(transaction, before, columns, at);
        await tell(transaction, row, { kind: 'ended', action: ending, before, actor, at });
        return toRequest(row);
      }),

    resume: (id, version, actor, at) =>
      kysely.transaction().execute(async (transaction) => {
        const before = await locked(transaction, id);
        if (before?.version !== version || before.ended === null) return undefined;
        // A number is asked for as long after this as it would have been before.
        const waiting = before.state === 'handed-off' && { reminded_at: at };
        const row = await update(transaction, before, { ended: null, desk_status: null, track_at: at, ...waiting }, at);
        await tell(transaction, row, { kind: 'resumed', action: 'resumed', before, actor, at });
        return toRequest(row);
      }),

    async setUnheard(id, unheard) {
      await kysely.updateTable('service_request').set({ unheard }).where('id', '=', id).execute();
    },
  };

  async function tell(
    transaction: Work,
    row: RequestRow,
    done: {
      readonly kind: 'ended' | 'resumed';
      readonly action: string;
      readonly before: RequestRow;
      readonly actor: string;
      readonly at: Date;
    },
  ): Promise<void> {
    const { kind, action, before, actor, at } = done;
    await audit(transaction, row, { action, actor, at, before: before.state });
    await insertNews(transaction, row.id, [{ kind, key: `${kind}:${row.version}` }], at);
    await markAllSeen(transaction, row.id, actor, at);
    await haveTold(transaction, queue, row);
  }
}
