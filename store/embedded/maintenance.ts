/**
 * What a Postgres server does in background processes, and a single backend has to be told: checkpoints, or the
 * write-ahead log grows without limit; and vacuum, or changed rows stay on disk and the planner works blind.
 */

import type { Log } from '../log.ts';
import { type Backend, BackendLost } from './backend.ts';
import type { Gate } from './gate.ts';
import { dataRows } from './wire.ts';

/** Bounds both the log that a crash has to replay (measured: 0.8 GB take 4.7 s) and the space it needs. */
const INTERVAL_MS = 60_000;

/** Somebody keeps the backend busy: the next round will do. */
const PATIENCE_MS = 10_000;

/** As autovacuum's defaults: a fixed part so that tiny tables rest, and a share of the table. */
const TABLES_TO_VACUUM = `SELECT format('%I.%I', schemaname, relname) FROM pg_stat_user_tables
  WHERE n_dead_tup > 50 + 0.2 * n_live_tup OR n_mod_since_analyze > 50 + 0.1 * n_live_tup
  ORDER BY n_mod_since_analyze DESC`;

export type Maintenance = {
  /** Something may have been written since the last round. */
  touch(): void;
  stop(): void;
};

export function startMaintenance(
  gate: Gate,
  backend: Backend,
  log: Log,
  onLost: (reason: string) => void,
  intervalMs: number = INTERVAL_MS,
): Maintenance {
  let dirty = false;
  let running = false;

  /** Each statement waits for its own turn at the gate, so that customers are served in between. */
  const run = async (sql: string): Promise<Buffer | undefined> => {
    const self = {};
    if ((await gate.acquire(self, PATIENCE_MS)) !== undefined) return undefined;
    try {
      return await backend.run(sql);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (error instanceof BackendLost) onLost(reason);
      else
        log.warn(
          { error: reason },
          'maintenance of the embedded database failed; the next round tries again',
        );
      return undefined;
    } finally {
      gate.release(self);
    }
  };

  const round = async () => {
    if (!dirty || running) return;
    running = true;
    dirty = false;
    const tables = await run(TABLES_TO_VACUUM);
    for (const [table] of tables ? dataRows(tables) : []) await run(`VACUUM (ANALYZE) ${table}`);
    if ((await run('CHECKPOINT')) === undefined) dirty = true;
    running = false;
  };

  const timer = setInterval(() => void round(), intervalMs);
  return {
    touch() {
      dirty = true;
    },
    stop: () => clearInterval(timer),
  };
}
