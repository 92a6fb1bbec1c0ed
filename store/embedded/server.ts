/**
 * The process of the embedded database: `server.ts DIR` opens (or makes) the database in DIR, prints
 * `ready <url>` and serves until SIGTERM, SIGINT, or, with --with-parent, the end of its standard input.
 *
 * It is for one machine, and not safe against power loss: PGlite does not wait for the disk. A process killed
 * at any moment loses nothing that was acknowledged.
 *
 * Exit codes: 0 stopped, 1 failed, 3 the directory is in use.
 */

import { chmodSync, mkdirSync, realpathSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { addressOf, prepareSocketDirectory } from './address.ts';
import { openBackend } from './backend.ts';
import { serveConnection } from './connection.ts';
import { createGate } from './gate.ts';
import { DirectoryInUse, lockDirectory } from './lock.ts';
import { startMaintenance } from './maintenance.ts';

/** Longer than the longest statement we know (building a vector index takes half a minute). */
const PATIENCE_MS = 60_000;

/** Our transactions take milliseconds and wait for nothing but the database: this is a bug, or a stopped client. */
const IDLE_IN_TRANSACTION_MS = 5_000;

/** A stop waits this long for the transaction that is open, and then rolls it back. */
const STOP_PATIENCE_MS = 3_000;

const EXIT_IN_USE = 3;

const log = pino({ name: 'embedded-database' }, pino.destination({ dest: 2, sync: true }));

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      'with-parent': { type: 'boolean' },
      'patience-ms': { type: 'string' },
      'idle-in-transaction-ms': { type: 'string' },
      'maintenance-ms': { type: 'string' },
    },
  });
  if (!positionals[0]) throw new Error('usage: server DIR [--with-parent]');
  mkdirSync(positionals[0], { recursive: true, mode: 0o700 });
  const dir = realpathSync(positionals[0]);
  chmodSync(dir, 0o700); // it may have existed, and the socket in it asks for no password

  const unlock = lockDirectory(dir);
  process.on('exit', unlock);
  const address = addressOf(dir);
  prepareSocketDirectory(address.socketPath);

  const gate = createGate();
  const backend = await openBackend(join(dir, 'pgdata'));

  let stopping = false;
  const onLost = (reason: string) => {
    if (stopping) return;
    log.error({ reason }, 'the embedded database stopped answering; its process ends, to be started again');
    process.exit(1);
  };
  const maintenance = startMaintenance(gate, backend, log, onLost, ms(values['maintenance-ms']));

  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serveConnection(
      socket,
      { gate, backend, onBatch: maintenance.touch, onLost },
      {
        patienceMs: ms(values['patience-ms']) ?? PATIENCE_MS,
        idleInTransactionMs: ms(values['idle-in-transaction-ms']) ?? IDLE_IN_TRANSACTION_MS,
      },
    );
  });

  const stop = async () => {
    if (stopping) return;
    stopping = true;
    maintenance.stop();
    server.close();
    const self = {};
    const refused = await gate.acquire(self, STOP_PATIENCE_MS);
    for (const socket of sockets) socket.destroy();
    // The connection that would not end rolls back now that it is gone, and lets us in.
    if (refused) await gate.acquire(self, STOP_PATIENCE_MS);
    await backend.close();
    rmSync(address.socketPath, { force: true });
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // A parent that was killed cannot say so: the end of its pipe is the only sign, and it always comes.
  if (values['with-parent']) process.stdin.on('end', stop).on('error', stop).resume();
  process.stdout.on('error', () => {}); // nobody listens any more

  // The directory is ours, so a socket in it is what a killed process left.
  rmSync(address.socketPath, { force: true });
  server.listen(address.socketPath, () => process.stdout.write(`ready ${address.url}\n`));
}

const ms = (value: string | undefined): number | undefined =>
  value === undefined ? undefined : Number(value);

main().catch((error: unknown) => {
  const inUse = error instanceof DirectoryInUse;
  log.error(
    { error: error instanceof Error ? error.message : String(error) },
    'the embedded database did not start',
  );
  process.exit(inUse ? EXIT_IN_USE : 1);
});
