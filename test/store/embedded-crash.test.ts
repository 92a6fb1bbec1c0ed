import { spawn } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { lockDirectory } from '../../store/embedded/lock.ts';
import { startEmbedded } from '../../store/embedded/supervisor.ts';
import { openPool, tx } from '../../store/pool.ts';
import { type EmbeddedTestDatabase, freshDatabase, silentLog } from '../support/database.ts';
import { embeddedDirectory } from '../support/database-embedded.ts';

/** How often the process is killed under load; each time costs a start. */
const KILLS = 2;
const WRITERS = 6;
const RETRY_MS = 20;
/** Acknowledged rows between two kills, so that each kill falls into a different place. */
const ROWS_PER_ROUND = [40, 300];

describe('the embedded database, when its process dies', () => {
  let database: EmbeddedTestDatabase;
  let pool: pg.Pool;
  beforeAll(async () => {
    database = await freshDatabase('embedded');
    pool = openPool(database.url, { max: WRITERS });
  });
  afterAll(async () => {
    await pool.end();
    await database.stop();
  });

  it('loses no acknowledged row, however often it is killed under load, and comes back at the same URL', async () => {
    await pool.query('CREATE TABLE written (id int PRIMARY KEY, pair int NOT NULL, filler text NOT NULL)');

    const acknowledged: number[] = [];
    let next = 0;
    let refused = 0;
    let done = false;
    const writer = async () => {
      while (!done) {
        const id = next++;
        try {
          // Two rows at a time, so that half a transaction would show.
          await tx(pool, async (db) => {
            await db.query('INSERT INTO written VALUES ($1, $1, $2)', [id * 2, 'x'.repeat(2_000)]);
            await db.query('INSERT INTO written VALUES ($1, $2, $3)', [
              id * 2 + 1,
              id * 2,
              'y'.repeat(2_000),
            ]);
          });
          acknowledged.push(id * 2, id * 2 + 1);
        } catch {
          refused++;
          await delay(RETRY_MS); // as every caller does; a tight loop would only slow the restart down
        }
      }
    };
    const writers = Array.from({ length: WRITERS }, writer);
    const pids = new Set<number>();
    for (let kill = 0; kill < KILLS; kill++) {
      const goal = acknowledged.length + (ROWS_PER_ROUND[kill] ?? 100);
      await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(goal), {
        timeout: 60_000,
        interval: 5,
      });
      const pid = database.embedded.pid();
      if (pid === undefined) throw new Error('not running');
      pids.add(pid);
      process.kill(pid, 'SIGKILL');
    }
    const goal = acknowledged.length + 50;
    await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(goal), {
      timeout: 60_000,
      interval: 5,
    });
    done = true;
    await Promise.all(writers);

    const { rows } = await pool.query<{ id: number; pair: number }>('SELECT id, pair FROM written');
    const stored = new Set(rows.map((row) => row.id));
    expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
    expect(rows.filter((row) => row.id === row.pair && !stored.has(row.id + 1))).toEqual([]);
    expect(pids.size).toBe(KILLS);
    expect(refused).toBeGreaterThan(0);
  }, 120_000);

  it('comes back from a statement that breaks the backend itself', async () => {
    const before = database.embedded.pid();
    // Each term nests one call deeper, until the stack of the WebAssembly machine is used up.
    await expect(pool.query(`SELECT ${Array(20_000).fill(1).join('+')}`)).rejects.toThrow();
    await vi.waitFor(() => pool.query('SELECT 1'), { timeout: 30_000, interval: RETRY_MS });
    expect(database.embedded.pid()).not.toBe(before);
  }, 60_000);
});

describe('the embedded database and its directory', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await embeddedDirectory();
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it('ends when the process that started it is killed, and frees the directory', async () => {
    const supervisor = fileURLToPath(new URL('../../store/embedded/supervisor.ts', import.meta.url));
    const script = `import { startEmbedded } from ${JSON.stringify(supervisor)};
      const log = { info() {}, warn() {}, error() {} };
      const embedded = await startEmbedded(process.argv[1], { log });
      console.log(JSON.stringify({ url: embedded.url, pid: embedded.pid() }));`;
    const parent = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script, dir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const line = await new Promise<string>((resolve) => createInterface(parent.stdout).once('line', resolve));
    const { url, pid } = JSON.parse(line) as { url: string; pid: number };
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {});
    await client.connect();

    await expect(startEmbedded(dir, { log: silentLog })).rejects.toThrow(
      `the embedded database in ${dir} is in use by process ${pid}`,
    );

    parent.kill('SIGKILL');
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'), {
      timeout: 20_000,
      interval: 20,
    });
    lockDirectory(dir)();
  }, 60_000);

  it('in a directory too deep for a socket, listens elsewhere, and nobody else can enter', async () => {
    const deep = join(dir, 'x'.repeat(120));
    mkdirSync(deep, { mode: 0o755 });
    renameSync(join(dir, 'pgdata'), join(deep, 'pgdata'));
    const { url, stop } = await startEmbedded(deep, { log: silentLog });
    const socketHome = new URL(url).searchParams.get('host') ?? '';
    expect(socketHome).not.toContain('xxx');
    expect(statSync(socketHome).mode & 0o777).toBe(0o700);
    expect(statSync(deep).mode & 0o777).toBe(0o700);
    const pool = openPool(url);
    expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await pool.end();
    await stop();
    rmSync(socketHome, { recursive: true });
  }, 60_000);
});
