import { availableParallelism } from 'node:os';

/** `npm test` shares the files out among workers, each with a database server of its own and now and then a browser or some bots. */
export default {
  require: ['./test/support/database-servers.ts', './test/support/dead-worker.ts'],
  extension: ['.test.ts'],
  recursive: true,
  timeout: 20_000,
  jobs: Math.min(availableParallelism(), 4),
};
