import { availableParallelism } from 'node:os';

/**
 * `npm test` shares the files out among workers, each with a database server of its own and now and then a browser or some bots: one core fewer than there
 * are leaves those room, since the bot's own deadlines run in tests too.
 */
export default {
  require: ['./test/support/database-servers.ts', './test/support/dead-worker.ts'],
  extension: ['.test.ts'],
  recursive: true,
  timeout: 20_000,
  jobs: Math.max(1, Math.min(availableParallelism() - 1, 4)),
};
