import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addressOf } from '../../store/embedded/address.ts';
import { refuseCopy } from '../../store/embedded/copy.ts';
import { createGate } from '../../store/embedded/gate.ts';
import { DirectoryInUse, lockDirectory } from '../../store/embedded/lock.ts';
import {
  createFramer,
  errorResponse,
  MAX_MESSAGE_BYTES,
  message,
  ProtocolError,
  readyStatus,
  simpleQuery,
} from '../../store/embedded/wire.ts';

const LONG = 60_000;

describe('the gate', () => {
  const holders = () => [{}, {}, {}] as const;

  it('serves in the order of arrival, one at a time', async () => {
    const gate = createGate();
    const [a, b, c] = holders();
    const order: string[] = [];
    await gate.acquire(a, LONG);
    const second = gate.acquire(b, LONG).then(() => order.push('b'));
    const third = gate.acquire(c, LONG).then(() => order.push('c'));
    gate.release(a);
    await second;
    expect(order).toEqual(['b']);
    gate.release(b);
    await third;
    expect(order).toEqual(['b', 'c']);
  });

  it('a newcomer does not overtake the one that was just let in', async () => {
    const gate = createGate();
    const [a, b, c] = holders();
    await gate.acquire(a, LONG);
    const second = gate.acquire(b, LONG);
    gate.release(a);
    void gate.acquire(c, LONG);
    expect(gate.owns(b)).toBe(true);
    await second;
    gate.release(b);
  });

  it('only the owner can release', async () => {
    const gate = createGate();
    const [a, b] = holders();
    await gate.acquire(a, LONG);
    gate.release(b);
    expect(gate.owns(a)).toBe(true);
  });

  it('one that loses its patience is never let in later', async () => {
    const gate = createGate();
    const [a, b, c] = holders();
    await gate.acquire(a, LONG);
    expect(await gate.acquire(b, 1)).toBe('waited_too_long');
    const last = gate.acquire(c, LONG);
    gate.release(a);
    expect(await last).toBeUndefined();
    expect([gate.owns(b), gate.owns(c)]).toEqual([false, true]);
  });

  it('refuses those who came while the owner was idle, and keeps those who came before', async () => {
    const gate = createGate();
    const [a, b, c] = holders();
    await gate.acquire(a, LONG);
    const before = gate.acquire(b, LONG);
    await new Promise((resolve) => setTimeout(resolve, 2));
    const since = performance.now();
    const after = gate.acquire(c, LONG);
    gate.refuseArrivals(since);
    expect(await after).toBe('owner_idle');
    gate.release(a);
    expect(await before).toBeUndefined();
  });
});

describe('the framer', () => {
  const startup = Buffer.from('\0\0\0\x0c\0\x03\0\0a\0b\0', 'latin1');
  const ssl = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

  it('finds the same messages wherever the stream is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 40 })), fc.array(fc.nat({ max: 30 })), (texts, cuts) => {
        const sent = [ssl, startup, ...texts.map(simpleQuery)];
        const stream = Buffer.concat(sent);
        const framer = createFramer();
        const received: Buffer[] = [];
        let at = 0;
        for (const cut of [...cuts, stream.length]) {
          received.push(...framer.push(stream.subarray(at, at + cut)).map((one) => one.bytes));
          at += cut;
        }
        expect(received.map((bytes) => bytes.toString('latin1'))).toEqual(
          sent.map((bytes) => bytes.toString('latin1')),
        );
      }),
    );
  });

  it('joins a large message once, not with every piece of it', () => {
    const pieces = Array.from({ length: 4_000 }, () => Buffer.alloc(1_000, 97));
    const header = simpleQuery('').subarray(0, 5);
    header.writeInt32BE(4 + 4_000_000, 1);
    const framer = createFramer();
    framer.push(startup);
    framer.push(header);
    const concat = Buffer.concat;
    let copied = 0;
    Buffer.concat = (list, length) => {
      const joined = concat(list as Uint8Array<ArrayBuffer>[], length);
      copied += joined.length;
      return joined;
    };
    try {
      const messages = pieces.flatMap((piece) => framer.push(piece));
      expect(messages).toHaveLength(1);
      expect(copied).toBeLessThan(2 * 4_000_000);
    } finally {
      Buffer.concat = concat;
    }
  });

  it('refuses lengths that cannot be', () => {
    const tooLong = simpleQuery('');
    tooLong.writeInt32BE(MAX_MESSAGE_BYTES + 1, 1);
    const framer = createFramer();
    framer.push(startup);
    expect(() => framer.push(tooLong)).toThrow(ProtocolError);
    expect(() => createFramer().push(Buffer.from('GET / HTTP/1.1'))).toThrow(ProtocolError);
  });
});

describe('answers', () => {
  it('only a ReadyForQuery at the very end says in what state a response leaves the transaction', () => {
    expect(readyStatus(Buffer.from([0x5a, 0, 0, 0, 5, 0x54]))).toBe('T');
    expect(readyStatus(errorResponse('ERROR', 'XX000', 'Z'))).toBeUndefined();
    expect(readyStatus(Buffer.from([0, 0, 5, 0x49]))).toBeUndefined();
  });

  it('COPY FROM STDIN is told from other statements by how it starts', () => {
    const refused = (sql: string) =>
      refuseCopy('Q', simpleQuery(sql)) !== undefined &&
      refuseCopy('P', message('P', Buffer.from(`name\0${sql}\0\0\0`))) !== undefined;
    expect(refused('copy t from stdin')).toBe(true);
    expect(refused('; /* x */ -- y\n COPY t (a, b) FROM STDIN WITH CSV')).toBe(true);
    expect(refused('COPY t TO STDOUT')).toBe(false);
    expect(refused("SELECT 'copy t from stdin'")).toBe(false);
  });
});

describe('the address', () => {
  it('is stable for a directory, short enough for a socket, and understood by pg', () => {
    for (const dir of ['/srv/data with space', `/srv/${'deep/'.repeat(40)}data`]) {
      const { url, socketPath } = addressOf(dir);
      expect(addressOf(dir)).toEqual({ url, socketPath });
      expect(Buffer.byteLength(socketPath)).toBeLessThanOrEqual(107);
      expect(`${new pg.Client({ connectionString: url }).host}/.s.PGSQL.5432`).toBe(socketPath);
    }
    expect(addressOf(`/a/${'x'.repeat(110)}`).url).not.toBe(addressOf(`/b/${'x'.repeat(110)}`).url);
  });
});

describe('the lock on a directory', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'lock-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  it('refuses a second owner while the first lives, and names it', () => {
    const release = lockDirectory(dir, process.ppid);
    expect(() => lockDirectory(dir)).toThrow(DirectoryInUse);
    expect(() => lockDirectory(dir)).toThrow(`in use by process ${process.ppid}`);
    release();
    lockDirectory(dir)();
    expect(readdirSync(dir)).toEqual([]);
  });

  it('is not held by a process that died, nor by another that got its number', () => {
    writeFileSync(join(dir, 'owner.999999999.5'), '');
    // Our own parent's number, with the start of some earlier process.
    if (process.platform === 'linux') writeFileSync(join(dir, `owner.${process.ppid}.1`), '');
    const release = lockDirectory(dir);
    expect(readdirSync(dir)).toHaveLength(1);
    release();
  });

  it('of two that come at the same moment, never lets both in', () => {
    // The one has left its file and has not looked yet; the other comes in between.
    const other = lockDirectory(dir, process.ppid);
    expect(() => lockDirectory(dir)).toThrow(DirectoryInUse);
    expect(readdirSync(dir)).toHaveLength(1);
    other();
  });
});
