/** How the tests run. `.ci/postgres` prints the TEST_DATABASE_URL that turns the suites on real Postgres on. */

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    // Processes rather than threads: tests kill their children and listen for signals.
    pool: 'forks',
    // Each worker may run a database and a Temporal server beside it; more workers only make each other slow.
    maxWorkers: 2,
    // A test takes milliseconds; these are for a machine on which everything else runs as well.
    testTimeout: 30_000,
    hookTimeout: 120_000,
    reporters: ['default', './test/support/skipped-reporter.ts'],
  },
});
