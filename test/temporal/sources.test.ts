import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findServer, findTestServer, type Tools } from '../../temporal/binaries.ts';
import { atLeast, SERVER_VERSION, TEST_SERVER_VERSION } from '../../temporal/places.ts';
import { startTemporalServer } from '../../temporal/server.ts';
import { NothingFound } from '../../temporal/sources.ts';

let home: string;
let env: NodeJS.ProcessEnv;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'first-response-home-'));
  env = { HOME: home, PATH: join(home, 'bin') };
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const onPath = () => join(home, 'bin', 'temporal');
const inCache = () => join(home, '.cache/first-response', `temporal-${SERVER_VERSION}`);
const testServerInCache = () =>
  join(home, '.cache/first-response', `test-server-${TEST_SERVER_VERSION}`, 'run');

function plant(path: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, '#!/bin/sh\n');
  chmodSync(path, 0o755);
  return path;
}

/** Tools that never succeed, unless told otherwise, and remember that they were asked. */
function tools(working: Partial<Tools> = {}): Tools & { asked: string[] } {
  const asked: string[] = [];
  const broken = (name: string, reason: string) => async () => {
    asked.push(name);
    throw new Error(reason);
  };
  return {
    asked,
    download: broken('download', 'temporal.download cannot be reached'),
    buildServer: broken('go', 'go is not installed'),
    fetchTestServer: broken('maven', 'mvn is not installed'),
    versionOf: async () => '1.8.2',
    ...working,
  };
}

const failure = async (found: Promise<unknown>): Promise<NothingFound> => {
  const error = await found.then(
    () => undefined,
    (e: unknown) => e,
  );
  if (error instanceof NothingFound) return error;
  throw new Error('it was found after all', { cause: error });
};

describe('the order in which a server is looked for', () => {
  test('`temporal` on the PATH comes before the cache', async () => {
    plant(inCache());
    const path = plant(onPath());
    expect(await findServer({ env, tools: tools() })).toEqual({ path, source: '`temporal` on the PATH' });
  });

  test('the cache comes before anything that needs the network', async () => {
    const path = plant(inCache());
    const spare = tools();
    expect(await findServer({ env, tools: spare })).toEqual({ path, source: 'the cache' });
    expect(spare.asked).toEqual([]);
  });

  test('XDG_CACHE_HOME moves the cache', async () => {
    const path = plant(join(home, 'elsewhere/first-response', `temporal-${SERVER_VERSION}`));
    const found = await findServer({
      env: { ...env, XDG_CACHE_HOME: join(home, 'elsewhere') },
      tools: tools(),
    });
    expect(found.path).toBe(path);
  });

  test('the download comes before the build, and both leave their server in the cache', async () => {
    const download: Tools['download'] = async (artifact, version, target) => {
      expect([artifact, version]).toEqual(['cli', SERVER_VERSION]);
      plant(target);
    };
    const downloading = tools({ download });
    const downloaded = await findServer({ env, tools: downloading });
    expect(downloaded).toEqual({ path: inCache(), source: "the SDK's download" });
    expect(downloading.asked).toEqual([]);

    rmSync(inCache());
    const buildServer = async (target: string) => void plant(target);
    const built = await findServer({ env, tools: tools({ buildServer }) });
    expect(built).toEqual({ path: inCache(), source: 'a build with Go' });
    expect((await findServer({ env, tools: tools() })).source).toBe('the cache');
  });

  test('a `temporal` too old for us, or one that does not run, is passed over', async () => {
    plant(onPath());
    const path = plant(inCache());
    const versionOf = async (binary: string) => (binary === path ? '1.8.2' : '1.3.9');
    expect((await findServer({ env, tools: tools({ versionOf }) })).path).toBe(path);
    const broken = async (binary: string) => {
      if (binary !== path) throw new Error('exec format error');
      return '1.8.2';
    };
    expect((await findServer({ env, tools: tools({ versionOf: broken }) })).path).toBe(path);
  });

  test('what was taken is said', async () => {
    const path = plant(inCache());
    const lines: string[] = [];
    await findServer({ env, tools: tools(), log: (line) => lines.push(line) });
    expect(lines).toEqual([`Temporal server: ${path} (the cache)`]);
  });

  test('when nothing works, the error lists every attempt with its reason, and what to install', async () => {
    const { message } = await failure(findServer({ env, tools: tools() }));
    expect(message.split('\n')).toEqual([
      'No Temporal server was found. Tried, in this order:',
      '  1. `temporal` on the PATH: not there',
      `  2. the cache: there is no program at ${inCache()}`,
      "  3. the SDK's download: temporal.download cannot be reached",
      '  4. a build with Go: go is not installed',
      expect.stringMatching(/install the Temporal CLI.*install Go.*TEMPORAL_ADDRESS/),
    ]);
  });

  test('with TEMPORAL_ADDRESS nothing is looked for and nothing is started', async () => {
    const lines: string[] = [];
    const log = (line: string) => lines.push(line);
    const elsewhere = {
      ...env,
      TEMPORAL_ADDRESS: 'temporal.example.com:7233',
      TEMPORAL_NAMESPACE: 'support',
    };
    const server = await startTemporalServer({ env: elsewhere, log });
    expect(server).toMatchObject({ address: 'temporal.example.com:7233', source: 'TEMPORAL_ADDRESS' });
    expect([server.pid, server.binary]).toEqual([undefined, undefined]);
    expect(lines).toEqual([
      'Temporal server: temporal.example.com:7233, namespace support (TEMPORAL_ADDRESS)',
    ]);
    await server.stop();
  });
});

describe('the order in which the time-skipping server is looked for', () => {
  test('TEMPORAL_TEST_SERVER, then the cache, then the download, then Maven', async () => {
    const named = plant(join(home, 'mine'));
    plant(join(testServerInCache(), '../temporal-test-server'));
    const first = await findTestServer({ env: { ...env, TEMPORAL_TEST_SERVER: named }, tools: tools() });
    expect(first.source).toBe('TEMPORAL_TEST_SERVER');
    expect((await findTestServer({ env, tools: tools() })).source).toBe('the cache');

    rmSync(dirname(testServerInCache()), { recursive: true });
    const download = async (_artifact: string, _version: string, target: string) => void plant(target);
    const third = await findTestServer({ env, tools: tools({ download }) });
    expect(third).toEqual({ path: testServerInCache(), source: "the SDK's download" });

    rmSync(dirname(testServerInCache()), { recursive: true });
    const fetchTestServer = async (target: string) => void plant(join(target, 'some.jar'));
    const fourth = await findTestServer({ env, tools: tools({ fetchTestServer }) });
    expect(fourth).toEqual({ path: testServerInCache(), source: 'Maven' });
    expect((await findTestServer({ env, tools: tools() })).source).toBe('the cache');
  });

  test('a named program that is not there is one of the attempts that the error lists', async () => {
    const nowhere = join(home, 'nowhere');
    const looked = findTestServer({ env: { ...env, TEMPORAL_TEST_SERVER: nowhere }, tools: tools() });
    const { attempts, message } = await failure(looked);
    expect(attempts.map(({ name }) => name)).toEqual([
      'TEMPORAL_TEST_SERVER',
      'the cache',
      "the SDK's download",
      'Maven',
    ]);
    expect(message).toContain(`1. TEMPORAL_TEST_SERVER: there is no program at ${nowhere}`);
    expect(message).toMatch(/install Java .*Maven/);
  });

  test('a test that asks for what is local fetches nothing', async () => {
    const spare = tools();
    await failure(findServer({ env, local: true, tools: spare }));
    await failure(findTestServer({ env, local: true, tools: spare }));
    expect(spare.asked).toEqual([]);
  });
});

test.each([
  ['1.8.2', '1.4.0', true],
  ['1.4.0', '1.4.0', true],
  ['1.10.0', '1.9.9', true],
  ['1.26', '1.26.4', false],
  ['0.13.2', '1.4.0', false],
])('version %s is at least %s: %s', (a, b, expected) => expect(atLeast(a, b)).toBe(expected));
