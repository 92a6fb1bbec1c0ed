import { createConnection } from 'node:net';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { message, SYNC, simpleQuery } from '../../store/embedded/wire.ts';
import { openPool, tx } from '../../store/pool.ts';
import { type EmbeddedTestDatabase, freshDatabase } from '../support/database.ts';

const IDLE_MS = 400;
const PATIENCE_MS = 3_000;

describe('the embedded database, to its clients', () => {
  let database: EmbeddedTestDatabase;
  let pool: pg.Pool;

  beforeAll(async () => {
    database = await freshDatabase('embedded', {
      idleInTransactionMs: IDLE_MS,
      patienceMs: PATIENCE_MS,
      maintenanceMs: 150,
    });
    pool = openPool(database.url, { max: 10 });
    await pool.query('CREATE TABLE row (id int PRIMARY KEY, text text NOT NULL)');
  });
  afterAll(async () => {
    await pool.end();
    await database.stop();
  });

  const client = async (): Promise<pg.Client> => {
    const one = new pg.Client({ connectionString: database.url });
    one.on('error', () => {});
    await one.connect();
    return one;
  };

  it('ten connections with 200 KB parameters and different shapes each get their own rows', async () => {
    const text = (n: number) => `${n}:`.padEnd(200_000, String.fromCharCode(97 + (n % 26)));
    const shapes = [
      async (n: number) => {
        const { rows } = await pool.query('SELECT $1::text AS text, $2::int AS n', [text(n), n]);
        return rows.length === 1 && rows[0].n === n && rows[0].text === text(n);
      },
      async (n: number) => {
        const { rows } = await pool.query('SELECT length($1) AS length, $2::jsonb AS doc', [
          text(n),
          { n, t: text(n) },
        ]);
        return rows[0].length === 200_000 && rows[0].doc.n === n && rows[0].doc.t === text(n);
      },
      async (n: number) => {
        const { rows } = await pool.query('SELECT u FROM unnest($1::text[]) AS u', [
          [String(n), text(n), 'end'],
        ]);
        return rows.length === 3 && rows[0].u === String(n) && rows[1].u === text(n);
      },
      (n: number) =>
        tx(pool, async (db) => {
          await db.query('INSERT INTO row VALUES ($1, $2)', [n, text(n)]);
          const { rows } = await db.query('DELETE FROM row WHERE id = $1 RETURNING text', [n]);
          return rows.length === 1 && rows[0].text === text(n);
        }),
    ];
    const right = await Promise.all(Array.from({ length: 200 }, (_, n) => shapes[n % shapes.length]?.(n)));
    expect(right.filter((ok) => ok === true)).toHaveLength(200);
  });

  it('a failed transaction refuses everything until ROLLBACK, keeps nothing, and harms nobody else', async () => {
    const one = await client();
    await one.query('BEGIN');
    await one.query('INSERT INTO row VALUES (1, $1)', ['lost']);
    await expect(one.query('INSERT INTO row VALUES (1, $1)', ['twice'])).rejects.toMatchObject({
      code: '23505',
    });
    await expect(one.query('SELECT $1::int', [1])).rejects.toMatchObject({ code: '25P02' });
    await one.query('ROLLBACK');
    expect((await pool.query('SELECT * FROM row')).rows).toEqual([]);
    await one.end();
  });

  it('an error in a parameterised query leaves its connection in step', async () => {
    const one = await client();
    await expect(one.query('SELECT * FROM nowhere WHERE id = $1', [1])).rejects.toMatchObject({
      code: '42P01',
    });
    await expect(one.query('SELECT $1::int', ['x'])).rejects.toMatchObject({ code: '22P02' });
    expect((await one.query('SELECT $1::int AS n', [7])).rows).toEqual([{ n: 7 }]);
    await one.end();
  });

  it('a client that vanishes in mid-transaction is rolled back, and the next is served', async () => {
    const one = await client();
    await one.query('BEGIN');
    await one.query('INSERT INTO row VALUES (2, $1)', ['lost']);
    const next = pool.query('SELECT * FROM row');
    streamOf(one).destroy();
    expect((await next).rows).toEqual([]);
  });

  it('a client that vanishes while it waits neither blocks the line nor has its query run', async () => {
    const [owner, waiting] = [await client(), await client()];
    await owner.query('BEGIN');
    const lost = waiting
      .query('INSERT INTO row VALUES (3, $1)', ['lost'])
      .catch((error: Error) => error.message);
    const next = pool.query('SELECT id FROM row');
    streamOf(waiting).destroy();
    expect(await lost).toMatch(/terminated/);
    // By the time that it has answered somebody who came later, the server has noticed who left.
    for (let turn = 0; turn < 3; turn++) await answerTo(database.url, SSL_REQUEST, 1);
    await owner.query('COMMIT');
    expect((await next).rows).toEqual([]);
    expect((await pool.query('SELECT id FROM row')).rows).toEqual([]);
    await owner.end();
  });

  it('a transaction that idles is rolled back, told why, and makes room', async () => {
    const attempt = tx(pool, async (db) => {
      await db.query('INSERT INTO row VALUES (4, $1)', ['lost']);
      // Somebody else's transaction can only commit once this one is gone.
      await vi.waitFor(() => pool.query('INSERT INTO row VALUES (5, $1)', ['kept']), PATIENCE_MS);
      await db.query('SELECT 1');
    });
    await expect(attempt).rejects.toMatchObject({
      code: '25P03',
      message: expect.stringMatching(/idle for 400 ms/),
    });
    expect((await pool.query('DELETE FROM row RETURNING id')).rows).toEqual([{ id: 5 }]);
  });

  it('a query on the pool from inside a transaction fails and says why, and its transaction can go on', async () => {
    const code = await tx(pool, async (db) => {
      await db.query('SELECT 1');
      const error = await pool.query('SELECT 2').catch((cause: pg.DatabaseError) => cause);
      await db.query('INSERT INTO row VALUES (6, $1)', ['kept']);
      return error;
    });
    expect(code).toMatchObject({
      code: '55P03',
      message: expect.stringMatching(/Inside tx\(\), pass its client down/),
    });
    expect((await pool.query('DELETE FROM row RETURNING id')).rows).toEqual([{ id: 6 }]);
  });

  it('COPY FROM STDIN is an error in both protocols, and fails its transaction as any error does', async () => {
    const one = await client();
    await expect(one.query('COPY row FROM STDIN')).rejects.toMatchObject({ code: '0A000' });
    await one.query('BEGIN');
    const extended = {
      text: '-- all of it\ncopy row (id, text) from stdin',
      values: [],
      queryMode: 'extended',
    };
    await expect(one.query(extended as pg.QueryConfig)).rejects.toMatchObject({ code: '0A000' });
    await expect(one.query('SELECT 1')).rejects.toMatchObject({ code: '25P02' });
    await one.query('ROLLBACK');
    await one.end();
  });

  it('changed rows are vacuumed and analysed, and the log is cut, without anybody asking', async () => {
    await pool.query('CREATE TABLE churn AS SELECT n, 0 AS v FROM generate_series(1, 2000) AS n');
    const before = await pool.query<{ lsn: string }>(
      'SELECT redo_lsn::text AS lsn FROM pg_control_checkpoint()',
    );
    await pool.query('UPDATE churn SET v = 1');
    await vi.waitFor(async () => {
      await pool.query('SELECT 1');
      const { rows } = await pool.query(
        `SELECT vacuum_count > 0 AND analyze_count > 0 AS tended,
                (SELECT redo_lsn > $1::pg_lsn FROM pg_control_checkpoint()) AS cut
           FROM pg_stat_user_tables WHERE relname = 'churn'`,
        [before.rows[0]?.lsn],
      );
      expect(rows).toEqual([{ tended: true, cut: true }]);
    }, 10_000);
  });

  describe('on the wire', () => {
    it('an error skips what follows it up to Sync, over a Flush, and the connection stays in step', async () => {
      const wire = await raw(database.url);
      wire.send(parse('SELECT wrong_column'), FLUSH);
      expect(await wire.until('E')).toBe('E');
      wire.send(parse('SELECT 1'), FLUSH, SYNC, simpleQuery('SELECT 1'));
      expect(await wire.until('ZTDCZ')).toBe('ZTDCZ');
      wire.close();
    });

    it('queries sent without waiting are answered one by one and in order', async () => {
      const wire = await raw(database.url);
      wire.send(simpleQuery('SELECT 1'), simpleQuery('oops'), simpleQuery('SELECT 2, 3'));
      expect(await wire.until('TDCZEZTDCZ')).toBe('TDCZEZTDCZ');
      wire.close();
    });

    it('a client that leaves between Flush and Sync leaves the backend free', async () => {
      const wire = await raw(database.url);
      wire.send(parse('SELECT wrong_column'), FLUSH);
      await wire.until('E');
      wire.close();
      expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    });

    it('a request for encryption is declined, one to cancel is not answered, garbage is refused', async () => {
      expect(await answerTo(database.url, SSL_REQUEST, 1)).toBe('N');
      expect(
        await answerTo(database.url, Buffer.from([0, 0, 0, 16, 4, 210, 22, 46, 0, 0, 0, 1, 0, 0, 0, 2])),
      ).toBe('');
      expect(await answerTo(database.url, Buffer.from('GET / HTTP/1.1\r\n\r\n'))).toMatch(/08P01/);
    });
  });
});

const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);
const FLUSH = message('H', Buffer.alloc(0));
const parse = (sql: string): Buffer => message('P', Buffer.from(`\0${sql}\0\0\0`));

/** pg has no public way to pull the plug. */
const streamOf = (client: pg.Client): { destroy(): void } =>
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream;

const socketPath = (url: string): string => `${new URL(url).searchParams.get('host')}/.s.PGSQL.5432`;

/** What the server says to `bytes`: the first `length` of it, or everything until it hangs up. */
function answerTo(url: string, bytes: Buffer, length?: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(socketPath(url), () => socket.write(bytes));
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      if (length !== undefined && text.length >= length) socket.destroy();
    });
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
  });
}

/** A client that speaks the protocol by hand; `until` gives the types of the messages received since. */
async function raw(url: string): Promise<{
  send(...messages: Buffer[]): void;
  until(types: string): Promise<string>;
  close(): void;
}> {
  const socket = createConnection(socketPath(url));
  let received = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
  });
  const types = () => {
    let seen = '';
    for (let at = 0; at + 5 <= received.length; at += 1 + received.readInt32BE(at + 1)) {
      seen += String.fromCharCode(received[at] ?? 0);
    }
    return seen;
  };
  const until = async (wanted: string) => {
    await vi.waitFor(() => expect(types()).toHaveLength(wanted.length), { timeout: 5_000, interval: 5 });
    const seen = types();
    received = Buffer.alloc(0);
    return seen;
  };
  const body = Buffer.from('\0\0\0\0\0\x03\0\0user\0postgres\0database\0postgres\0\0', 'latin1');
  body.writeInt32BE(body.length, 0);
  socket.write(body);
  await vi.waitFor(() => expect(types()).toMatch(/^R.*Z$/), { timeout: 5_000, interval: 5 });
  received = Buffer.alloc(0);
  return {
    send: (...messages) => void socket.write(Buffer.concat(messages)),
    until,
    close: () => socket.destroy(),
  };
}
