import { describe, expect, it } from 'vitest';
import { migrate, pendingMigrations } from '../../store/migrate.ts';
import { sqlState, tx } from '../../store/pool.ts';
import { describePostgres, describeStore } from '../support/database.ts';

describeStore('pool', ({ pool, url }) => {
  it('a count is a number, and a bigint that a number cannot hold is refused rather than rounded', async () => {
    const { rows } = await pool().query(
      'SELECT count(*) AS n, 9007199254740991::bigint AS most FROM schema_migration',
    );
    expect(rows[0].n).toBeTypeOf('number');
    expect(rows[0].most).toBe(9007199254740991);
    await expect(pool().query('SELECT 9007199254740993::bigint')).rejects.toThrow(/9007199254740993/);
  });

  it('a moment comes back as the same Date', async () => {
    const at = new Date('2026-03-29T01:30:00.123Z');
    const { rows } = await pool().query('SELECT $1::timestamptz AS at', [at]);
    expect(rows[0].at).toEqual(at);
  });

  it('a transaction that throws leaves nothing behind, and its connection is usable', async () => {
    await pool().query('CREATE TABLE IF NOT EXISTS pool_test (id int PRIMARY KEY)');
    const boom = new Error('boom');
    const attempt = tx(pool(), async (client) => {
      await client.query('INSERT INTO pool_test VALUES (1)');
      throw boom;
    });
    await expect(attempt).rejects.toBe(boom);
    expect((await pool().query('SELECT * FROM pool_test')).rows).toEqual([]);
  });

  it('a database error keeps its SQLSTATE and constraint through a transaction', async () => {
    const twice = tx(pool(), async (client) => {
      await client.query('INSERT INTO pool_test VALUES (2)');
      await client.query('INSERT INTO pool_test VALUES (2)');
    });
    await expect(twice).rejects.toMatchObject({ code: '23505', constraint: 'pool_test_pkey' });
  });

  it('a schema that is current has nothing pending, and migrating again runs nothing', async () => {
    expect(await pendingMigrations(url())).toEqual([]);
    expect(await migrate(pool())).toEqual([]);
  });
});

describePostgres('transactions that lose', ({ pool }) => {
  it('two that deadlock both commit in the end', async () => {
    await pool().query('CREATE TABLE pair (id int PRIMARY KEY, n int)');
    await pool().query('INSERT INTO pair VALUES (1, 0), (2, 0)');
    let arrived = 0;
    let open = () => {};
    const both = new Promise<void>((resolve) => {
      open = resolve;
    });
    let attempts = 0;
    // Each takes its first row and goes on only when the other has taken its own.
    const meet = () => {
      if (++arrived === 2) open();
      return both;
    };
    const add = (first: number, second: number) =>
      tx(pool(), async (client) => {
        const meeting = ++attempts <= 2;
        await client.query('UPDATE pair SET n = n + 1 WHERE id = $1', [first]);
        if (meeting) await meet();
        await client.query('UPDATE pair SET n = n + 1 WHERE id = $1', [second]);
      });
    await Promise.all([add(1, 2), add(2, 1)]);
    expect(attempts).toBe(3);
    expect((await pool().query('SELECT n FROM pair ORDER BY id')).rows).toEqual([{ n: 2 }, { n: 2 }]);
  });

  it('a conflict that never ends is given up after a few attempts', async () => {
    let attempts = 0;
    const attempt = tx(pool(), async (client) => {
      attempts++;
      await client.query(`DO $$ BEGIN RAISE serialization_failure; END $$`);
    });
    await expect(attempt).rejects.toMatchObject({ code: '40001' });
    expect(attempts).toBe(4);
  });

  it('a server that hangs up in mid-transaction is an error of that transaction and of nothing else', async () => {
    const attempt = tx(pool(), async (client) => {
      const { rows } = await client.query('SELECT pg_backend_pid() AS pid');
      await pool().query('SELECT pg_terminate_backend($1, 2000)', [rows[0].pid]);
      await client.query('SELECT 1');
    });
    await expect(attempt).rejects.toMatchObject({ code: '57P01' });
    expect((await pool().query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });
});

describe('sqlState', () => {
  it('is not taken from the errors of the system', () => {
    expect(sqlState(Object.assign(new Error(), { code: 'ECONNREFUSED' }))).toBeUndefined();
    expect(sqlState(Object.assign(new Error(), { code: '40001' }))).toBe('40001');
  });
});
