import type { PostgresQueue } from '../../src/adapters/postgres/queue.ts';

/** For stores whose jobs nobody looks at. */
export const NO_JOBS: Pick<PostgresQueue, 'within' | 'enqueueAll'> = {
  within: () => ({ enqueue: async () => undefined }),
  enqueueAll: async () => undefined,
};
