/**
 * Records the history of every path that has none yet in test/replay/histories, from the real engine. Needs a Temporal
 * server and TEST_DATABASE_URL. A recorded history is kept: remove its file only when no such run can still be open.
 */
import { spawnSync } from 'node:child_process';

const { status } = spawnSync('npx', ['vitest', 'run', 'test/replay/paths.test.ts'], {
  stdio: 'inherit',
  env: { ...process.env, FIRST_RESPONSE_RECORD_HISTORIES: '1' },
});
process.exit(status ?? 1);
