/** COPY FROM STDIN, refused: it reads from the client in mid-statement, which one call of the backend cannot do. */

import { message } from './wire.ts';

const COPY_FROM_STDIN = /^(?:\s|;|--[^\n]*\n|\/\*[\s\S]*?\*\/)*copy\b[\s\S]*\bfrom\s+stdin\b/i;

/** COPY and its columns stand at the start; a long value that mentions them must not cost a scan of megabytes. */
const LOOK_AT_BYTES = 2_000;

/** A statement of the backend's own, so that the state of the client's transaction is what it would be. */
const FAIL = `DO $$ BEGIN RAISE feature_not_supported USING MESSAGE =
  'COPY FROM STDIN is not supported by the embedded database; use INSERT with unnest() of arrays'; END $$`;

/** What to execute instead of a Query or Parse message that starts a COPY FROM STDIN; undefined for all others. */
export function refuseCopy(type: string, bytes: Buffer): Buffer | undefined {
  if (type !== 'Q' && type !== 'P') return undefined;
  const text = bytes.toString('latin1', 5, Math.min(bytes.length, LOOK_AT_BYTES));
  if (type === 'Q') return COPY_FROM_STDIN.test(text) ? message('Q', Buffer.from(`${FAIL}\0`)) : undefined;
  const end = text.indexOf('\0'); // Parse names the statement first
  if (!COPY_FROM_STDIN.test(text.slice(end + 1))) return undefined;
  const name = text.slice(0, end);
  return message('P', Buffer.concat([Buffer.from(`${name}\0${FAIL}\0`, 'latin1'), Buffer.alloc(2)]));
}
