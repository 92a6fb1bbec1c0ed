/**
 * Temporal for tests: each suite gets a server of its own, because an in-memory one answers 0.2 s after its start
 * and then no two suites can meet on it. It is never a server that the environment points at.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import {
  bundleWorkflowCode,
  DefaultLogger,
  makeTelemetryFilterString,
  NativeConnection,
  Runtime,
} from '@temporalio/worker';
import { afterAll, beforeAll, describe } from 'vitest';
import { findServer, findTestServer } from '../../temporal/binaries.ts';
import { addSearchAttributes } from '../../temporal/search-attributes.ts';
import { startTemporalServer, type TemporalServer } from '../../temporal/server.ts';
import { type Found, NothingFound } from '../../temporal/sources.ts';

export interface RealTemporal {
  /** Headless and in memory: kill it, and what it knew is gone. */
  server: TemporalServer;
  connection: Connection;
  /** For workers; end them before the suite ends. */
  nativeConnection: NativeConnection;
  client: Client;
  namespace: 'default';
}

/** Why a suite does not run, in brackets at the end of its title, where the reporter finds it. */
const NEEDS_SERVER = 'needs a Temporal server: install the Temporal CLI or Go';
const NEEDS_TEST_SERVER = 'needs the time-skipping Temporal server: install Java and Maven';

/** A Java virtual machine takes about a second to start, and several when both cores are busy. */
const START_LIMIT_MS = 60_000;

// A worker announces each change of state; in a test only what is wrong is of interest.
const logger = new DefaultLogger('ERROR');
Runtime.install({
  logger,
  telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }), forward: {} } },
});

/** This process's environment without the address of a server that is somebody's. */
const { TEMPORAL_ADDRESS: _, ...env } = process.env;

// Only what is on this machine already: `prepareTemporal` has fetched what can be fetched, before the tests.
const testServer = await unlessMissing(findTestServer({ env, local: true }));
const serverThere = (await unlessMissing(findServer({ env, local: true }))) !== undefined;

/** Runs the suite against a real server with all search attributes, in namespace `default`. */
export function describeTemporal(name: string, body: (temporal: () => RealTemporal) => void): void {
  if (!serverThere) {
    describe.skip(`${name} [${NEEDS_SERVER}]`, () => body(() => present<RealTemporal>(undefined)));
    return;
  }
  describe(name, () => {
    let running: RealTemporal | undefined;
    let directory: string;
    beforeAll(async () => {
      directory = await mkdtemp(join(tmpdir(), 'first-response-temporal-'));
      const logFile = join(directory, 'temporal.log');
      const server = await startTemporalServer({ port: 0, uiPort: 'none', logFile, log: () => {}, env });
      const { address } = server;
      const connection = await Connection.connect({ address });
      const nativeConnection = await NativeConnection.connect({ address });
      running = {
        server,
        connection,
        nativeConnection,
        client: new Client({ connection }),
        namespace: 'default',
      };
    }, START_LIMIT_MS);
    afterAll(async () => {
      await running?.connection.close();
      await running?.nativeConnection.close();
      await running?.server.stop();
      await rm(directory, { recursive: true, force: true });
    }, START_LIMIT_MS);
    body(() => present(running));
  });
}

/**
 * Runs the suite against a time-skipping server. Weeks pass while a test awaits a workflow's result or the
 * environment's `sleep`, and no time passes while an activity runs. The time is one for the whole server. It
 * cannot list, count or reset workflows.
 */
export function describeTimeSkipping(
  name: string,
  body: (environment: () => TestWorkflowEnvironment) => void,
): void {
  if (!testServer) {
    describe.skip(`${name} [${NEEDS_TEST_SERVER}]`, () =>
      body(() => present<TestWorkflowEnvironment>(undefined)));
    return;
  }
  const executable = { type: 'existing-path', path: testServer.path } as const;
  describe(name, () => {
    let running: TestWorkflowEnvironment | undefined;
    beforeAll(async () => {
      running = await TestWorkflowEnvironment.createTimeSkipping({ server: { executable } });
      await addSearchAttributes(running.connection, 'default');
    }, START_LIMIT_MS);
    afterAll(async () => {
      await running?.teardown();
    }, START_LIMIT_MS);
    body(() => present(running));
  });
}

/** The bundle of one workflow module, without the bundler's report: about a second. */
export const bundleOf = (module: URL): Promise<{ code: string }> =>
  bundleWorkflowCode({ workflowsPath: fileURLToPath(module), logger });

function present<T>(running: T | undefined): T {
  if (running) return running;
  throw new Error('Temporal is there inside tests and hooks, not while the suite is being collected');
}

async function unlessMissing(found: Promise<Found>): Promise<Found | undefined> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof NothingFound) return undefined;
    throw error;
  }
}
