/** What a number was measured under: without it, it cannot be compared with another. */
import { readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { Connection } from '@temporalio/client';
import type pg from 'pg';

export interface Conditions {
  cpus: string;
  memoryGiB: number;
  node: string;
  database: string;
  temporal: string;
  /** One, five and fifteen minutes, before anything was started: above zero, something else was running. */
  loadBefore: string;
  /** What the kernel says about processors being waited for, where it does. */
  pressure: string[];
}

/** Call before the stack is started. */
export function machine(): Pick<Conditions, 'cpus' | 'memoryGiB' | 'node' | 'loadBefore' | 'pressure'> {
  const [first] = cpus();
  return {
    cpus: `${cpus().length} × ${first?.model ?? 'unknown'}`,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    loadBefore: loadavg()
      .map((load) => load.toFixed(2))
      .join(' '),
    pressure: pressure(),
  };
}

/** Share of the last minute in which something waited for a processor; only Linux tells. */
function pressure(): string[] {
  try {
    const [some] = readFileSync('/proc/pressure/cpu', 'utf8').split('\n');
    return some ? [`cpu pressure ${some}`] : [];
  } catch {
    return [];
  }
}

export async function serverVersions(
  pool: pg.Pool,
  kind: string,
  temporalAddress: string,
): Promise<Pick<Conditions, 'database' | 'temporal'>> {
  const { rows } = await pool.query(
    `select current_setting('server_version') as version, current_setting('fsync') as fsync,
       current_setting('synchronous_commit') as sync`,
  );
  const connection = await Connection.connect({ address: temporalAddress });
  try {
    const { serverVersion } = await connection.workflowService.getSystemInfo({});
    const [row] = rows;
    return {
      database: `${kind}, PostgreSQL ${row.version}, fsync ${row.fsync}, synchronous_commit ${row.sync}`,
      temporal: `dev server ${serverVersion}, SQLite file with write-ahead log, one history shard`,
    };
  } finally {
    await connection.close();
  }
}

export function conditionLines(c: Conditions): string[] {
  return [
    `machine   ${c.cpus}, ${c.memoryGiB} GiB; load before ${c.loadBefore}${c.pressure.map((o) => `; ${o}`).join('')}`,
    `node      ${c.node}`,
    `database  ${c.database}`,
    `temporal  ${c.temporal}`,
    'all of it (load generator, receiver, gateway, worker, database, Temporal) shares this machine',
  ];
}
