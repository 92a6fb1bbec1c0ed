import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrate, pendingMigrations } from '../../store/migrate.ts';
import { describeStore } from '../support/database.ts';

describeStore('migrations', ({ pool, url }) => {
  let dir: string;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'migrations-'));
    cpSync(new URL('../../store/migrations', import.meta.url), dir, { recursive: true });
    writeFileSync(join(dir, 'README.md'), 'not a migration');
    writeFileSync(join(dir, '9001_once.sql'), 'CREATE TABLE once (n int); INSERT INTO once VALUES (1);');
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  it('what is pending is named, and naming it changes nothing', async () => {
    expect(await pendingMigrations(url(), { dir })).toEqual(['9001_once']);
    expect(await pendingMigrations(pool(), { dir })).toEqual(['9001_once']);
  });

  it('several that start at the same time run each migration once, and none of them fails', async () => {
    const runs = await Promise.all([url(), pool(), url(), url()].map((target) => migrate(target, { dir })));
    expect(runs.flat()).toEqual(['9001_once']);
    expect((await pool().query('SELECT count(*) AS n FROM once')).rows).toEqual([{ n: 1 }]);
    expect(await pendingMigrations(url(), { dir })).toEqual([]);
  });

  it('one that fails takes back those before it, and the next attempt can succeed', async () => {
    writeFileSync(join(dir, '9002_good.sql'), 'CREATE TABLE good (n int);');
    writeFileSync(join(dir, '9003_bad.sql'), 'CREATE TABLE bad (n int); SELECT 1 / 0;');
    await expect(migrate(url(), { dir })).rejects.toThrow(/division by zero/);
    expect((await pool().query("SELECT to_regclass('good') AS good")).rows).toEqual([{ good: null }]);
    writeFileSync(join(dir, '9003_bad.sql'), 'CREATE TABLE bad (n int);');
    expect(await migrate(pool(), { dir })).toEqual(['9002_good', '9003_bad']);
  });

  it('one that was slipped in before others that have run is refused', async () => {
    writeFileSync(join(dir, '0000_late.sql'), 'SELECT 1;');
    await expect(migrate(url(), { dir })).rejects.toThrow(/0000_late/);
  });
});
