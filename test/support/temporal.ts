/**
 * Temporal for tests. One server per test file: an in-memory one answers 0.2 s after its start, so files share
 * nothing and any of them can run alone. Neither is ever a server that the environment points at.
 *
 *     const temporal = realTemporal();
 *     describe.skipIf(realTemporalMissing)('…', () => {
 *       test('…', async () => { const { client, taskQueue } = temporal(); … });
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, makeTelemetryFilterString, NativeConnection, Runtime } from '@temporalio/worker';
import { afterAll, beforeAll } from 'vitest';
import { findServer, findTestServer } from '../../temporal/binaries.ts';
import { addSearchAttributes } from '../../temporal/search-attributes.ts';
import { startTemporalServer, type TemporalServer } from '../../temporal/server.ts';
import { type Found, NothingFound } from '../../temporal/sources.ts';

/** A Java virtual machine takes about a second to start, and several when both cores are busy. */
const SET_UP_MS = 60_000;

export interface RealTemporal {
  server: TemporalServer;
  connection: Connection;
  /** For workers. */
  nativeConnection: NativeConnection;
  client: Client;
  namespace: 'default';
  /** This file's own. */
  taskQueue: string;
}

// A worker announces each change of state; in a test only what is wrong is of interest.
Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }), forward: {} } },
});

const { TEMPORAL_ADDRESS: _, ...env } = process.env;

/** Why there is no real server on this machine; undefined when there is one. For `describe.skipIf`. */
export const realTemporalMissing: string | undefined = await reasonOf(findServer({ env, local: true }));

/** Why there is no time-skipping server on this machine; undefined when there is one. */
export const timeSkippingMissing: string | undefined = await reasonOf(findTestServer({ env, local: true }));

/** Call at the top of a test file; the server runs from its first test to its last. */
export function realTemporal(): () => RealTemporal {
  let running: (RealTemporal & { directory: string }) | undefined;
  beforeAll(async () => {
    if (realTemporalMissing) return;
    const directory = await mkdtemp(join(tmpdir(), 'first-response-temporal-'));
    const logFile = join(directory, 'temporal.log');
    const server = await startTemporalServer({ port: 0, uiPort: 'none', logFile, log: () => {}, env });
    const connection = await Connection.connect({ address: server.address });
    const nativeConnection = await NativeConnection.connect({ address: server.address });
    const client = new Client({ connection });
    const taskQueue = 'test';
    running = { server, connection, nativeConnection, client, namespace: 'default', taskQueue, directory };
  }, SET_UP_MS);
  afterAll(async () => {
    if (!running) return;
    await running.connection.close();
    await running.nativeConnection.close();
    await running.server.stop();
    await rm(running.directory, { recursive: true, force: true });
  });
  return () => present(running);
}

/**
 * Call at the top of a test file. Time skips while a test awaits a workflow's result or `sleep`s on the
 * environment, and is one for the whole server: the tests of a file run one after another. It cannot list or
 * count workflows.
 */
export function timeSkippingTemporal(): () => TestWorkflowEnvironment {
  let running: TestWorkflowEnvironment | undefined;
  beforeAll(async () => {
    if (timeSkippingMissing) return;
    const { path } = await findTestServer({ env, local: true });
    running = await TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'existing-path', path } },
    });
    await addSearchAttributes(running.connection, 'default');
  }, SET_UP_MS);
  afterAll(async () => {
    await running?.teardown();
  });
  return () => present(running);
}

function present<T>(running: T | undefined): T {
  if (!running)
    throw new Error('Temporal is not there: outside of a test, or a suite without describe.skipIf');
  return running;
}

async function reasonOf(found: Promise<Found>): Promise<string | undefined> {
  try {
    await found;
  } catch (error) {
    if (error instanceof NothingFound) return error.message;
    throw error;
  }
  return undefined;
}
