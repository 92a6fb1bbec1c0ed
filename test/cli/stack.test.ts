/** The parts of the dev stack that need no server: its directory, its receiver, and what keeps a process running. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { signWebhook } from '../../channels/webhook.ts';
import { secretsFor, takeDirectory } from '../../cli/stack/directory.ts';
import { readStack, type StackFile, writeStack } from '../../cli/stack/file.ts';
import { keepRunning } from '../../cli/stack/keep.ts';
import { type Received, startCallbackReceiver } from '../../cli/stack/receiver.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'first-response-cli-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const modeOf = (file: string): number => statSync(join(dir, file)).mode & 0o777;

test('two stacks never share a directory, and it is free again afterwards', () => {
  const release = takeDirectory(dir);
  // The lock names processes, and this is the same one: another living process stands for the other stack.
  release();
  writeFileSync(join(dir, `owner.${process.ppid}.${startOf(process.ppid)}`), '');
  expect(() => takeDirectory(dir)).toThrow(`a stack is running already on ${dir} (process ${process.ppid})`);
  rmSync(join(dir, `owner.${process.ppid}.${startOf(process.ppid)}`));
  takeDirectory(dir)();
});

/** As the lock reads it; 0 where there is no /proc. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '0';
  } catch {
    return '0';
  }
}

test('secrets are made once, kept for this user only, and never copied from the environment', () => {
  const first = secretsFor(dir, ['A_SECRET', 'B_SECRET'], { B_SECRET: 'whsec_mine' });
  expect(first.A_SECRET).toMatch(/^whsec_.{40,}$/);
  expect(first.B_SECRET).toBe('whsec_mine');
  expect(secretsFor(dir, ['A_SECRET'], {})).toEqual({ A_SECRET: first.A_SECRET });
  expect(modeOf('secrets.json')).toBe(0o600);
  expect(readFileSync(join(dir, 'secrets.json'), 'utf8')).not.toContain('whsec_mine');
});

test('the stack file is for this user only, and one of another version is as none', () => {
  const stack: StackFile = {
    pid: 1,
    gateway: 'http://127.0.0.1:8080',
    databaseUrl: 'postgresql://x',
    temporalAddress: '127.0.0.1:7233',
    temporalNamespace: 'default',
    temporalUi: null,
    callback: 'http://127.0.0.1:8090/callback',
    desks: [],
    demoPlayed: true,
  };
  writeStack(dir, stack);
  expect(readStack(dir)).toEqual(stack);
  expect(modeOf('stack.json')).toBe(0o600);
  writeFileSync(join(dir, 'stack.json'), '{"gateway": 1}');
  expect(readStack(dir)).toBeUndefined();
  writeFileSync(join(dir, 'stack.json'), '{"gate');
  expect(readStack(dir)).toBeUndefined();
});

test('the receiver shows each message once, and nothing that is not signed by the desk', async () => {
  const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
  const other = `whsec_${Buffer.alloc(32, 2).toString('base64')}`;
  const shown: Received[] = [];
  const receiver = await startCallbackReceiver(
    0,
    () => [secret],
    (received) => shown.push(received),
  );
  const post = (id: string, by: string) => {
    const body = JSON.stringify({ type: 'message', timestamp: '2026-05-01T10:00:00Z', data: { text: id } });
    return fetch(receiver.url, {
      method: 'POST',
      body,
      headers: { ...signWebhook(id, body, [by], new Date()) },
    });
  };
  try {
    expect((await post('dlv_1', secret)).status).toBe(200);
    expect((await post('dlv_1', secret)).status).toBe(200);
    expect((await post('dlv_2', other)).status).toBe(401);
    expect((await fetch(receiver.url, { method: 'POST', body: '{}' })).status).toBe(401);
    expect(shown.map(({ data }) => data.text)).toEqual(['dlv_1']);
    expect(receiver.counts()).toEqual({ taken: 1, repeats: 1, refused: 2 });
  } finally {
    await receiver.stop();
  }
});

const READY = `console.log(JSON.stringify({ msg: 'ready' }));`;

function moduleOf(source: string): URL {
  const file = join(dir, 'process.mjs');
  writeFileSync(file, source);
  return pathToFileURL(file);
}

test('a process that dies is started again, and stopping it leaves nothing behind', async () => {
  const said: string[] = [];
  const module = moduleOf(`${READY} setInterval(() => {}, 1000);`);
  const kept = await keepRunning({
    ...{ name: 'worker', module, env: process.env },
    ...{ logFile: join(dir, 'worker.log'), log: (line: string) => said.push(line) },
  });
  const first = kept.pid;
  process.kill(first, 'SIGKILL');
  await vi.waitFor(() => expect(kept.restarts).toBe(1), 10_000);
  expect(kept.pid).not.toBe(first);
  expect(said).toEqual(['the worker was killed by signal 9; starting it again', 'the worker is back']);
  const second = kept.pid;
  await kept.stop();
  expect(() => process.kill(second, 0)).toThrow('ESRCH');
});

test('a process that cannot start is not waited for, and its last words are shown', async () => {
  const module = moduleOf(`console.error('DATABASE_URL is not set'); process.exit(3);`);
  const started = keepRunning({
    ...{ name: 'gateway', module, env: process.env, logFile: join(dir, 'gateway.log'), log: () => {} },
  });
  await expect(started).rejects.toMatchObject({
    message: 'the gateway ended with 3',
    advice: [expect.stringContaining('DATABASE_URL is not set')],
  });
});
