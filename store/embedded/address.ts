/** Where the embedded database in a directory listens, and the connection URL that leads there. */

import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What pg and psql expect in the directory that a URL's `host` names, for the default port. */
const SOCKET_NAME = '.s.PGSQL.5432';

/** sockaddr_un holds 108 bytes on Linux and 104 on macOS, the closing zero included. */
const MAX_SOCKET_PATH_BYTES = process.platform === 'linux' ? 107 : 103;

const fits = (dir: string): boolean => Buffer.byteLength(join(dir, SOCKET_NAME)) <= MAX_SOCKET_PATH_BYTES;

export type Address = { socketPath: string; url: string };

/**
 * The socket lies in the data directory, or, when that path is too long for a socket, in a directory below the
 * system's temporary one, whose name depends on the data directory only, so every process finds the same.
 *
 * @param dir absolute
 */
export function addressOf(dir: string): Address {
  const home = fits(dir) ? dir : shortHome(dir);
  return {
    socketPath: join(home, SOCKET_NAME),
    url: `postgresql://postgres@localhost/postgres?host=${encodeURIComponent(home)}`,
  };
}

function shortHome(dir: string): string {
  const name = `first-response-${createHash('sha256').update(dir).digest('hex').slice(0, 16)}`;
  const home = join(tmpdir(), name);
  if (!fits(home)) {
    throw new Error(
      `no room for the database's socket: both ${dir} and the temporary directory ${tmpdir()} are longer than a socket's path may be (${MAX_SOCKET_PATH_BYTES} bytes). Choose a data directory with a shorter path`,
    );
  }
  return home;
}

/**
 * Makes the directory of the socket, for this user only: the embedded database asks for no password, so whoever
 * can open the socket can read everything.
 */
export function prepareSocketDirectory(socketPath: string): void {
  const home = join(socketPath, '..');
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const stat = lstatSync(home);
  // In a temporary directory that all users share, somebody else may have been there first.
  if (!stat.isDirectory() || (process.getuid && stat.uid !== process.getuid()) || (stat.mode & 0o077) !== 0) {
    throw new Error(
      `${home} must be a directory that only this user can open (mode 700), because the embedded database asks for no password. Fix its owner and mode, or remove it`,
    );
  }
}
