/** `measured.ts MODULE`: runs an entry point as it is, and tells the parent what it has used when asked. */
import pg from 'pg';

export interface Usage {
  /** User and system time of all threads, in milliseconds since the start. */
  cpuMs: number;
  /** SQL statements sent, BEGIN and COMMIT included. */
  statements: number;
  residentMiB: number;
}

let statements = 0;
const { query } = pg.Client.prototype;
pg.Client.prototype.query = function counted(this: pg.Client, ...args: unknown[]) {
  statements += 1;
  return (query as (...args: unknown[]) => unknown).apply(this, args);
} as typeof query;

process.on('message', (message) => {
  if (message !== 'usage') return;
  const { user, system } = process.cpuUsage();
  const usage: Usage = {
    cpuMs: (user + system) / 1000,
    statements,
    residentMiB: process.memoryUsage.rss() / 2 ** 20,
  };
  process.send?.(usage);
});

const [module] = process.argv.slice(2);
if (!module) throw new Error('measured: which module?');
await import(module);
