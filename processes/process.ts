/** What every long-running process of ours does alike: its log, its database, and how it stops. */
import pino from 'pino';
import type { Log } from '../store/log.ts';

/** JSON lines on standard output. Fields that could hold what customers write are never logged; this is the second lock. */
export function processLog(name: string): Log {
  return pino({
    name,
    level: process.env.LOG_LEVEL ?? 'info',
    base: { name, pid: process.pid },
    redact: { paths: ['text', 'body', '*.text', '*.address', 'authorization'], censor: '(not logged)' },
  });
}

/** Where the database is. Without it the process ends with one line that says so: a stack trace would hide what to do. */
export function databaseUrl(env: NodeJS.ProcessEnv): string {
  const url = env.DATABASE_URL;
  if (url) return url;
  process.stderr.write(
    'error: DATABASE_URL is not set. `npm start` brings a database of its own; for a server of yours, set DATABASE_URL=postgresql://user@host/database.\n',
  );
  process.exit(1);
}

/** Runs `stop` once, on the first SIGINT or SIGTERM, or when the parent that holds our IPC channel goes away. */
export function onStop(stop: () => void): void {
  let stopping = false;
  const once = () => {
    if (stopping) return;
    stopping = true;
    stop();
  };
  process.on('SIGINT', once);
  process.on('SIGTERM', once);
  process.on('disconnect', once);
}
