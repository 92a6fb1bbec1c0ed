import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { connectionFromEnvironment, temporalSettings } from '../../temporal/connect.ts';
import { freePort, listening } from '../../temporal/ports.ts';
import {
  missingSearchAttributes,
  registerSearchAttributes,
  requireSearchAttributes,
} from '../../temporal/search-attributes.ts';
import { startTemporalServer } from '../../temporal/server.ts';
import { searchAttributes } from '../../workflows/attributes.ts';
import { describeTemporal } from '../support/temporal.ts';

const names = searchAttributes.map((key) => key.name);
const { TEMPORAL_ADDRESS: _, ...env } = process.env;

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'first-response-server-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const eventually = <T>(check: () => T | Promise<T>) => vi.waitFor(check, { timeout: 10_000, interval: 20 });
const alive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describeTemporal('search attributes', (temporal) => {
  const bare = async (namespace: string) => {
    const { connection } = temporal();
    const workflowExecutionRetentionPeriod = { seconds: 86_400 as unknown as Long };
    await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod });
    await eventually(() => missingSearchAttributes(connection, namespace));
    return { connection, namespace };
  };

  test('a server that we start has all of them', async () => {
    const { connection, namespace } = temporal();
    expect(await missingSearchAttributes(connection, namespace)).toEqual([]);
    await requireSearchAttributes(connection, namespace);
  });

  test('a missing one is named, with a command that creates it', async () => {
    const { connection, namespace } = await bare('bare');
    const { server } = temporal();
    const refused = requireSearchAttributes(connection, namespace, server.address);
    const message = await refused.then(
      () => '',
      (error: Error) => error.message,
    );
    for (const name of names) expect(message).toContain(name);
    const command = message.split('\n').find((line) => line.startsWith('  temporal ')) ?? '';
    const [, ...args] = command.trim().split(' ');
    await promisify(execFile)(server.binary ?? '', args, { env });
    await eventually(() => requireSearchAttributes(connection, namespace));
  });

  test('registering them twice, or twice at once, is the same as once', async () => {
    const { connection, namespace } = await bare('twice');
    await Promise.all([
      registerSearchAttributes(connection, namespace),
      registerSearchAttributes(connection, namespace),
    ]);
    await registerSearchAttributes(connection, namespace);
    await eventually(() => requireSearchAttributes(connection, namespace));
  });

  test('one of another type is refused: it would stall conversations as well', async () => {
    const { connection, namespace } = await bare('mistyped');
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes: { NextDue: 2 } });
    await registerSearchAttributes(connection, namespace);
    await expect(requireSearchAttributes(connection, namespace)).rejects.toThrow(
      /of another type: NextDue \(has to be Datetime\)/,
    );
  });

  test('a namespace that does not exist is named, with what to do', async () => {
    const { connection } = temporal();
    await expect(requireSearchAttributes(connection, 'nowhere')).rejects.toThrow(
      /no namespace nowhere.*temporal operator namespace create --namespace nowhere/,
    );
  });
});

describeTemporal('the supervised server', (temporal) => {
  test('one that was killed comes back on its port with its data, and stop ends it for good', async () => {
    const log: string[] = [];
    const dbFilename = join(directory, 'new', 'temporal.db');
    const server = await startTemporalServer({
      dbFilename,
      port: await freePort(),
      uiPort: 'none',
      env,
      log: (line) => log.push(line),
    });
    const connection = await Connection.connect({ address: server.address });
    try {
      const { workflow } = new Client({ connection });
      const { pid: killed = 0 } = server;
      await workflow.start('nobody-runs-this', { workflowId: 'kept', taskQueue: 'none' });

      process.kill(killed, 'SIGKILL');
      await eventually(() => expect(server.restarts).toBe(1));
      expect(server.pid).not.toBe(killed);
      expect(await workflow.getHandle('kept').describe()).toMatchObject({ status: { name: 'RUNNING' } });
      expect(log).toContain(
        `Temporal server (process ${killed}) was killed by signal 9; starting it again on ${server.address}`,
      );
    } finally {
      await connection.close();
      await server.stop();
    }
    expect(alive(server.pid ?? 0)).toBe(false);
    await expect(listening(server.address)).rejects.toThrow('ECONNREFUSED');
  }, 20_000);

  test('a busy port is replaced by a free one, and said so', async () => {
    const busy = Number(temporal().server.address.split(':')[1]);
    const log: string[] = [];
    const server = await startTemporalServer({
      port: busy,
      uiPort: 'none',
      logFile: join(directory, 'log'),
      env,
      log: (line) => log.push(line),
    });
    const port = server.address.split(':')[1];
    await server.stop();
    expect(log).toContain(`Temporal: port ${busy} is busy, using ${port}`);
  });

  test('a server that cannot start says why, with the end of its log', async () => {
    const logFile = join(directory, 'log');
    const options = { port: 0, uiPort: 'none', logFile, env, log: () => {} } as const;
    await expect(startTemporalServer({ ...options, dbFilename: directory })).rejects.toThrow(
      /ended with 1\. The end of .*log:\n(.*\n)*.*unable to open database file/,
    );
  });

  test('it is gone when the process that started it is killed with -9', async () => {
    const script = new URL('./fixtures/parent.ts', import.meta.url).pathname;
    const parent = spawn(process.execPath, ['--import', 'tsx', script, join(directory, 'log')], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env,
    });
    const [line] = await once(parent.stdout, 'data');
    const { pid, address } = JSON.parse(String(line)) as { pid: number; address: string };
    await listening(address);
    parent.kill('SIGKILL');
    await eventually(() => expect(alive(pid)).toBe(false));
    await expect(listening(address)).rejects.toThrow('ECONNREFUSED');
  }, 20_000);
});

describe('reaching a server', () => {
  test('address, namespace, key and TLS come from the TEMPORAL_ variables', () => {
    const settings = temporalSettings({
      TEMPORAL_ADDRESS: 'temporal.example.com:7233',
      TEMPORAL_NAMESPACE: 'support',
      TEMPORAL_API_KEY: 'secret',
      TEMPORAL_TLS_SERVER_NAME: 'inside.example.com',
    });
    expect(settings).toMatchObject({ address: 'temporal.example.com:7233', namespace: 'support' });
    expect(settings.options).toMatchObject({
      apiKey: 'secret',
      tls: { serverNameOverride: 'inside.example.com' },
    });
    expect(temporalSettings({ HOME: directory })).toMatchObject({
      address: '127.0.0.1:7233',
      namespace: 'default',
    });
  });

  test('one that does not answer is named, with what to do', async () => {
    const address = `127.0.0.1:${await freePort()}`;
    await expect(connectionFromEnvironment({ TEMPORAL_ADDRESS: address })).rejects.toThrow(
      new RegExp(`does not answer at ${address} \\(namespace default\\).*\n.*npm start.*TEMPORAL_ADDRESS`),
    );
  });
});
