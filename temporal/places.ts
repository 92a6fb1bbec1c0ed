/** Which versions of the servers we use, and where they lie on this machine. */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The Temporal CLI, which contains the development server and its UI (server 1.31.2, UI 2.50.1). */
export const SERVER_VERSION = '1.8.2';

/**
 * An older CLI on the PATH is passed over. 1.4.0 carries server 1.28, the first for which the SDK's
 * documentation recommends updates, with which people act on conversations.
 */
export const OLDEST_SERVER_VERSION = '1.4.0';

/** The time-skipping test server; the same number stands in `test-server/pom.xml`. */
export const TEST_SERVER_VERSION = '1.33.0';

/** Survives `npm ci`, fresh clones and other working copies: a build of minutes is paid once per machine. */
export function cacheDirectory(env: NodeJS.ProcessEnv = process.env): string {
  const base = env.XDG_CACHE_HOME || join(env.HOME || homedir(), '.cache');
  return join(base, 'first-response');
}

export const cachedServer = (cache: string): string => join(cache, `temporal-${SERVER_VERSION}`);
export const cachedTestServer = (cache: string): string => join(cache, `test-server-${TEST_SERVER_VERSION}`);

/** A file of this package, from its sources as well as from `dist/`. */
export function packageFile(path: string): string {
  let directory = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(directory, 'package.json'))) {
    const parent = dirname(directory);
    if (parent === directory) throw new Error(`${path}: the package it belongs to was not found`);
    directory = parent;
  }
  return join(directory, path);
}

/** True when dotted version `a` is at least `b`; what is not a number counts as 0. */
export function atLeast(a: string, b: string): boolean {
  const parts = (version: string) => version.split('.').map((part) => Number.parseInt(part, 10) || 0);
  const [left, right] = [parts(a), parts(b)];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
