import { availableParallelism } from 'node:os';

/** Whether a part of the tests was asked for; the value of an option counts as one too, which costs the order and nothing else. */
const isPart = process.argv.slice(2).some((argument) => !argument.startsWith('-'));

/**
 * `npm test` shares the files out among workers, each with a database server of its own and now and then a browser or some bots. Most of the time these are
 * waited for, so there are as many workers as cores. What takes longest comes first, lest one worker end long after the others.
 */
export default {
  require: ['./test/support/database-servers.ts', './test/support/dead-worker.ts'],
  ...(isPart ? {} : { spec: ['test/whole-process', 'test/end-to-end', 'test/!(whole-process|end-to-end)/**/*.test.ts', 'test/*.test.ts'] }),
  extension: ['.test.ts'],
  recursive: true,
  timeout: 20_000,
  jobs: Math.max(2, Math.min(availableParallelism(), 6)),
};
