/** Where the two servers come from, in which order, and what to install when there is none. */
import { access, constants, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { buildServer, fetchTestServer } from './build.ts';
import { download } from './download.ts';
import {
  atLeast,
  cacheDirectory,
  cachedServer,
  cachedTestServer,
  OLDEST_SERVER_VERSION,
  SERVER_VERSION,
  TEST_SERVER_VERSION,
} from './places.ts';
import { run } from './run.ts';
import { type Attempt, type Found, firstFound, type Log, type Source } from './sources.ts';
import { guardedCommand } from './test-server/guard.ts';

const VERSION_MS = 10_000;

/** What touches the world beyond files; tests pass their own. */
export interface Tools {
  download: typeof download;
  buildServer: typeof buildServer;
  fetchTestServer: typeof fetchTestServer;
  /** The version a Temporal CLI reports; throws when it does not run. */
  versionOf(binary: string): Promise<string>;
}

const realTools: Tools = { download, buildServer, fetchTestServer, versionOf };

export interface FindOptions {
  env?: NodeJS.ProcessEnv;
  log?: Log;
  /** Look only at what is on this machine already; fetch and build nothing. */
  local?: boolean;
  tools?: Tools;
}

/** A `temporal` binary that can `server start-dev`. Throws `NothingFound`, listing each attempt. */
export async function findServer(options: FindOptions = {}): Promise<Found> {
  const { env = process.env, log = () => {}, tools = realTools } = options;
  const cached = cachedServer(cacheDirectory(env));
  const made = async (make: Promise<void>): Promise<Attempt> => {
    await make;
    await tools.versionOf(cached);
    return { path: cached };
  };
  const remote: Source[] = [
    { name: "the SDK's download", find: () => made(tools.download('cli', SERVER_VERSION, cached, log)) },
    { name: 'a build with Go', find: () => made(tools.buildServer(cached, log)) },
  ];
  const found = await firstFound(
    'Temporal server',
    [
      { name: '`temporal` on the PATH', find: () => onPath(env, tools) },
      { name: 'the cache', find: () => inCache(cached, tools) },
      ...(options.local ? [] : remote),
    ],
    'Do one of these, then try again: install the Temporal CLI (https://docs.temporal.io/cli) so that `temporal` ' +
      'is on the PATH; install Go (https://go.dev/dl) 1.26.4 or later; or set TEMPORAL_ADDRESS to a server ' +
      'that runs elsewhere.',
  );
  log(`Temporal server: ${found.path} (${found.source})`);
  return found;
}

/**
 * A program for `TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path',
 * path } } })`. It ends with the process that started it. Throws `NothingFound`, listing each attempt.
 */
export async function findTestServer(options: FindOptions = {}): Promise<Found> {
  const { env = process.env, log = () => {}, tools = realTools } = options;
  const cached = cachedTestServer(cacheDirectory(env));
  const program = join(cached, 'temporal-test-server');
  const jars = join(cached, 'lib');
  const remote: Source[] = [
    {
      name: "the SDK's download",
      find: async () => {
        await tools.download('temporal-test-server', TEST_SERVER_VERSION, program, log);
        return guarded(quoted(program), cached);
      },
    },
    {
      name: 'Maven',
      find: async () => {
        await tools.fetchTestServer(jars, log);
        return guarded(javaCommand(jars), cached);
      },
    },
  ];
  const found = await firstFound(
    'time-skipping test server',
    [
      { name: 'TEMPORAL_TEST_SERVER', find: () => named(env, cached) },
      {
        name: 'the cache',
        find: async () => {
          if ('path' in (await executable(program))) return guarded(quoted(program), cached);
          if (await isDirectory(jars)) return guarded(javaCommand(jars), cached);
          return { reason: `there is no server in ${cached}` };
        },
      },
      ...(options.local ? [] : remote),
    ],
    'Do one of these, then try again: install Java (8 or later) and Maven; or set TEMPORAL_TEST_SERVER to the ' +
      'program from https://github.com/temporalio/sdk-java/releases.',
  );
  log(`Time-skipping test server: ${found.path} (${found.source})`);
  return found;
}

async function onPath(env: NodeJS.ProcessEnv, tools: Tools): Promise<Attempt> {
  for (const directory of (env.PATH ?? '').split(delimiter).filter(Boolean)) {
    const path = join(directory, 'temporal');
    if ('reason' in (await executable(path))) continue;
    const version = await tools.versionOf(path);
    if (atLeast(version, OLDEST_SERVER_VERSION)) return { path };
    return { reason: `${path} is version ${version}, ${OLDEST_SERVER_VERSION} or later is needed` };
  }
  return { reason: 'not there' };
}

/** A home directory may be shared by machines of different kinds: what lies there must also run here. */
async function inCache(cached: string, tools: Tools): Promise<Attempt> {
  const attempt = await executable(cached);
  if ('path' in attempt) await tools.versionOf(cached);
  return attempt;
}

async function named(env: NodeJS.ProcessEnv, cached: string): Promise<Attempt> {
  const path = env.TEMPORAL_TEST_SERVER;
  if (!path) return { reason: 'not set' };
  const attempt = await executable(path);
  return 'reason' in attempt ? attempt : guarded(quoted(path), `${cached}-named`);
}

/** Every server is run by a script of ours, which ends it with its parent; `directory` holds the script. */
async function guarded(command: string, directory: string): Promise<Attempt> {
  const script = guardedCommand(command);
  const path = join(directory, 'run');
  // Written whole or not at all, and only when it differs: other processes may be running it right now.
  if ((await readFile(path, 'utf8').catch(() => '')) !== script) {
    await mkdir(directory, { recursive: true });
    const partial = `${path}.${process.pid}`;
    await writeFile(partial, script, { mode: 0o755 });
    await rename(partial, path);
  }
  return { path };
}

const quoted = (path: string): string => `'${path.replaceAll("'", "'\\''")}'`;
const javaCommand = (jars: string): string =>
  `java -cp ${quoted(`${jars}/*`)} io.temporal.testserver.TestServer`;

const isDirectory = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

async function executable(path: string): Promise<Attempt> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile() ? { path } : { reason: `${path} is not a program` };
  } catch {
    return { reason: `there is no program at ${path}` };
  }
}

async function versionOf(binary: string): Promise<string> {
  const { output } = await run(binary, ['--version'], { timeoutMs: VERSION_MS });
  const version = /\bversion (\d[\d.]*)/.exec(output)?.[1];
  if (!version) throw new Error(`${binary} does not say its version: ${output.slice(0, 200)}`);
  return version;
}
