/**
 * The frontend half of the PostgreSQL wire protocol 3.0: bytes to messages, messages to batches, and the few
 * answers that are ours rather than the backend's.
 * https://www.postgresql.org/docs/current/protocol-message-formats.html
 */

export const SSL_REQUEST = 80_877_103;
export const GSSENC_REQUEST = 80_877_104;
export const CANCEL_REQUEST = 80_877_102;

/** A startup packet is a few names and values; Postgres itself refuses longer ones. */
const MAX_STARTUP_BYTES = 10_000;

/** Far above an import batch of embeddings, far below what would exhaust the backend's 32-bit memory. */
export const MAX_MESSAGE_BYTES = 64 * 1024 * 1024;

const HEADER = 5; // type byte and length
const LENGTH = 4; // the length counts itself, not the type byte

export type Frontend =
  | { kind: 'startup'; code: number; bytes: Buffer }
  | { kind: 'message'; type: string; bytes: Buffer };

/** What cannot be a message of this protocol. The connection is lost: nothing after it can be framed. */
export class ProtocolError extends Error {}

/**
 * Cuts a stream of bytes into messages. Bytes are kept as they come and joined once, when a message is
 * complete, so a large message costs its size and not its square.
 */
export function createFramer(): { push(chunk: Buffer): Frontend[] } {
  let chunks: Buffer[] = [];
  let size = 0;
  let awaited = LENGTH * 2;
  // The first message on a connection carries no type byte; a refused SSLRequest is followed by another such.
  let untyped = true;

  const total = (head: Buffer): number => {
    if (untyped) {
      const length = head.readInt32BE(0);
      if (length < LENGTH * 2 || length > MAX_STARTUP_BYTES) {
        throw new ProtocolError(`a startup packet of ${length} bytes`);
      }
      return length;
    }
    const length = head.readInt32BE(1);
    if (length < LENGTH || length > MAX_MESSAGE_BYTES) {
      throw new ProtocolError(
        `a message of ${length} bytes; the embedded database takes ${MAX_MESSAGE_BYTES}`,
      );
    }
    return length + 1;
  };

  return {
    push(chunk) {
      chunks.push(chunk);
      size += chunk.length;
      if (size < awaited) return [];
      let rest = chunks.length === 1 ? chunk : Buffer.concat(chunks, size);
      const messages: Frontend[] = [];
      for (;;) {
        const header = untyped ? LENGTH * 2 : HEADER;
        awaited = rest.length < header ? header : total(rest);
        if (rest.length < awaited) break;
        const bytes = rest.subarray(0, awaited);
        rest = rest.subarray(awaited);
        if (!untyped) messages.push({ kind: 'message', type: String.fromCharCode(bytes[0] ?? 0), bytes });
        else {
          const code = bytes.readInt32BE(LENGTH);
          messages.push({ kind: 'startup', code, bytes });
          untyped = code === SSL_REQUEST || code === GSSENC_REQUEST;
        }
      }
      chunks = rest.length > 0 ? [rest] : [];
      size = rest.length;
      return messages;
    },
  };
}

/** What ends a batch: everything up to here is executed in one go, with nobody else in between. */
export const endsBatch = (type: string): boolean =>
  type === 'Q' || type === 'S' || type === 'F' || type === 'H';

/** 'I' idle, 'T' in a transaction, 'E' in a failed one. */
export type TransactionStatus = 'I' | 'T' | 'E';

const READY_BYTES = 6;

/** The status in the ReadyForQuery message that ends a response; undefined when it does not end with one. */
export function readyStatus(response: Buffer): TransactionStatus | undefined {
  const at = response.length - READY_BYTES;
  if (at < 0 || response[at] !== 0x5a || response.readInt32BE(at + 1) !== READY_BYTES - 1) return undefined;
  const status = String.fromCharCode(response[at + READY_BYTES - 1] ?? 0);
  return status === 'I' || status === 'T' || status === 'E' ? status : undefined;
}

/** ReadyForQuery, outside a transaction. */
export const READY_IDLE = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);

export const SYNC = Buffer.from([0x53, 0, 0, 0, 4]);

export function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(HEADER);
  head.write(type, 'latin1');
  head.writeInt32BE(body.length + LENGTH, 1);
  return Buffer.concat([head, body]);
}

export const simpleQuery = (sql: string): Buffer => message('Q', Buffer.from(`${sql}\0`));

/** An ErrorResponse. FATAL tells the client that the connection ends with it. */
export function errorResponse(severity: 'ERROR' | 'FATAL', sqlState: string, text: string): Buffer {
  const fields = { S: severity, V: severity, C: sqlState, M: text };
  const body = Object.entries(fields).map(([field, value]) => `${field}${value}\0`);
  return message('E', Buffer.from(`${body.join('')}\0`));
}

/** The text of the first error in a response, if there is one. */
export function firstError(response: Buffer): string | undefined {
  for (let at = 0; at + HEADER <= response.length; at += 1 + response.readInt32BE(at + 1)) {
    if (response[at] !== 0x45) continue;
    const end = at + 1 + response.readInt32BE(at + 1);
    const fields = response.toString('utf8', at + HEADER, end).split('\0');
    return fields.find((field) => field.startsWith('M'))?.slice(1) ?? 'unknown error';
  }
  return undefined;
}

/** The rows of a response, as text; for the few statements that the server process itself runs. */
export function dataRows(response: Buffer): (string | null)[][] {
  const rows: (string | null)[][] = [];
  for (let at = 0; at + HEADER <= response.length; at += 1 + response.readInt32BE(at + 1)) {
    if (response[at] !== 0x44) continue;
    const row: (string | null)[] = [];
    let cursor = at + HEADER + 2;
    for (let column = response.readInt16BE(at + HEADER); column > 0; column--) {
      const length = response.readInt32BE(cursor);
      cursor += 4;
      row.push(length < 0 ? null : response.toString('utf8', cursor, cursor + length));
      cursor += Math.max(length, 0);
    }
    rows.push(row);
  }
  return rows;
}
