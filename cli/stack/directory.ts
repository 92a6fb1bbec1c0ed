/** The data directory of the dev stack: where it is, one stack at a time, and its secrets. */
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DirectoryInUse, lockDirectory } from '../../store/embedded/lock.ts';
import { packageFile } from '../../temporal/places.ts';
import { Failure } from '../failure.ts';

/** Of a fresh webhook secret; Standard Webhooks asks for 24 to 64 bytes. */
const SECRET_BYTES = 32;

/** `.first-response/` in the clone, which git ignores, unless FIRST_RESPONSE_DATA_DIR says otherwise. */
export function dataDirectory(env: NodeJS.ProcessEnv = process.env): string {
  return env.FIRST_RESPONSE_DATA_DIR || packageFile('.first-response');
}

/** Makes the directory, for this user only, and takes it. The answer gives it back. */
export function takeDirectory(dir: string): () => void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  chmodSync(dir, 0o700); // it may have existed, and keys are in it
  try {
    return lockDirectory(dir);
  } catch (error) {
    if (!(error instanceof DirectoryInUse)) throw error;
    throw new Failure(
      `a stack is running already on ${dir} (process ${error.pid})`,
      'use it: `npx first-response chat`, `npx first-response queue list`',
      `or stop it with Ctrl-C in its terminal (or: kill ${error.pid}), then start again`,
    );
  }
}

/** Written beside and renamed, so that a reader never sees half of it. For this user only. */
export function writePrivate(file: string, value: unknown): void {
  const beside = `${file}.${process.pid}`;
  writeFileSync(beside, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(beside, file);
}

/**
 * Values for these environment variables: from the environment, else the ones made earlier, else new ones. Only what was
 * made here is kept here.
 */
export function secretsFor(
  dir: string,
  names: readonly string[],
  env: NodeJS.ProcessEnv,
): Record<string, string> {
  const file = join(dir, 'secrets.json');
  const made = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
  const missing = names.filter((name) => !env[name] && !made[name]);
  for (const name of missing) made[name] = `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
  if (missing.length > 0) writePrivate(file, made);
  return Object.fromEntries(names.map((name) => [name, env[name] || made[name] || '']));
}
