/**
 * One client of the embedded database. All clients share one backend, so what a client sends is collected until
 * it is a whole batch and executed in one go, and a client that opened a transaction keeps the backend until
 * the transaction ends. Executing message by message instead mixes the rows of different clients up.
 */

import type { Socket } from 'node:net';
import type { Backend } from './backend.ts';
import { refuseCopy } from './copy.ts';
import type { Gate, GateRefusal } from './gate.ts';
import * as wire from './wire.ts';

export type ConnectionLimits = {
  /** How long a batch waits for the backend before it is refused with 55P03. */
  patienceMs: number;
  /** A transaction in which nothing happens for this long is rolled back, and its connection dropped. */
  idleInTransactionMs: number;
};

export type ConnectionHooks = {
  gate: Gate;
  backend: Backend;
  /** Called after every batch: something may have been written. */
  onBatch(): void;
  /** The backend does not answer any more; the process has to end. */
  onLost(reason: string): void;
};

/**
 * Part of the idle limit after which those who came since then are refused. It is most often a query that went
 * to the pool from inside a transaction: it must fail, with a message that says so, before its own transaction
 * is dropped for waiting.
 */
const NESTED_SHARE = 0.8;

const refusalText = (refusal: GateRefusal, limits: ConnectionLimits): string =>
  refusal === 'owner_idle'
    ? `the embedded database has one backend, and an open transaction has kept it for ${Math.round(limits.idleInTransactionMs * NESTED_SHARE)} ms without using it. Inside tx(), pass its client down: a query on the pool from there waits for the very transaction that it is called from`
    : `the embedded database has one backend, and this query waited ${limits.patienceMs} ms for it. Shorten what runs before it, or use a Postgres server (DATABASE_URL)`;

const IDLE_TEXT = (ms: number): string =>
  `the transaction was idle for ${ms} ms and was rolled back. Inside tx(), await only queries on its client: no network calls, and no queries on the pool`;

export function serveConnection(socket: Socket, hooks: ConnectionHooks, limits: ConnectionLimits): void {
  const { gate, backend } = hooks;
  const self = {}; // the gate's word for this connection
  const framer = wire.createFramer();
  let batch: Buffer[] = [];
  let queue = Promise.resolve();
  let closed = false;
  /** After a refused Flush the client goes on until Sync; those messages belong to what was refused. */
  let skipping = false;
  let idleTimer: NodeJS.Timeout | undefined;
  let nestedTimer: NodeJS.Timeout | undefined;

  const write = (bytes: Buffer) => {
    if (socket.writable) socket.write(bytes);
  };

  const stopTimers = () => {
    clearTimeout(idleTimer);
    clearTimeout(nestedTimer);
  };

  const startTimers = () => {
    const since = performance.now();
    nestedTimer = setTimeout(() => gate.refuseArrivals(since), limits.idleInTransactionMs * NESTED_SHARE);
    idleTimer = setTimeout(() => {
      const text = IDLE_TEXT(limits.idleInTransactionMs);
      socket.end(wire.errorResponse('FATAL', '25P03', text));
      close();
    }, limits.idleInTransactionMs);
  };

  const execute = async (messages: Buffer, terminator: string) => {
    stopTimers();
    if (closed) return;
    if (skipping) {
      if (terminator !== 'S') return;
      skipping = false;
      write(wire.READY_IDLE);
      return;
    }
    const refusal = await gate.acquire(self, limits.patienceMs);
    if (refusal !== undefined) {
      write(wire.errorResponse('ERROR', '55P03', refusalText(refusal, limits)));
      if (terminator === 'H') skipping = true;
      else write(wire.READY_IDLE);
      return;
    }
    if (closed) return gate.release(self); // it left while it waited
    const response = await backend.execute(messages);
    hooks.onBatch();
    write(response);
    // Flush has no ReadyForQuery: the batch goes on, and the backend stays ours until its Sync.
    const status = terminator === 'H' ? undefined : wire.readyStatus(response);
    if (terminator !== 'H' && status === undefined) {
      return hooks.onLost(wire.firstError(response) ?? 'a response without an end');
    }
    if (status === 'I') gate.release(self);
    else startTimers();
  };

  const enqueue = (terminator: string) => {
    const messages = batch.length === 1 && batch[0] ? batch[0] : Buffer.concat(batch);
    batch = [];
    queue = queue
      .then(() => execute(messages, terminator))
      .catch((error: Error) => hooks.onLost(error.message));
  };

  /** Runs once, whoever hangs up first: nothing of this client may be left in the backend. */
  const close = () => {
    if (closed) return;
    closed = true;
    queue = queue
      .then(async () => {
        stopTimers();
        if (!gate.owns(self)) return;
        // Sync first: after an error in a batch the backend skips everything until it sees one.
        const response = await backend.execute(Buffer.concat([wire.SYNC, wire.simpleQuery('ROLLBACK')]));
        if (wire.readyStatus(response) !== 'I') hooks.onLost('a transaction that could not be rolled back');
        gate.release(self);
      })
      .catch((error: Error) => hooks.onLost(error.message));
  };

  const onStartup = (code: number, bytes: Buffer) => {
    if (code === wire.SSL_REQUEST || code === wire.GSSENC_REQUEST) {
      write(Buffer.from('N')); // the socket is a file of the same user: nothing to encrypt
    } else if (code === wire.CANCEL_REQUEST) {
      socket.destroy(); // a statement runs to its end in one piece; there is no moment to hear of this
    } else {
      batch.push(bytes);
      enqueue('startup');
    }
  };

  const onMessage = (type: string, bytes: Buffer) => {
    if (type === 'X') {
      // Never forwarded: it would end the backend for everybody. What was sent before it is still executed.
      queue = queue.then(() => {
        close();
        socket.end();
      });
    } else if (type === 'd' || type === 'c' || type === 'f') {
      // Copy data after the refusal of its COPY: to be ignored, says the protocol.
    } else {
      batch.push(refuseCopy(type, bytes) ?? bytes);
      if (wire.endsBatch(type)) enqueue(type);
    }
  };

  socket.on('data', (chunk) => {
    try {
      for (const message of framer.push(chunk)) {
        if (closed) return;
        if (message.kind === 'startup') onStartup(message.code, message.bytes);
        else onMessage(message.type, message.bytes);
      }
    } catch (error) {
      if (!(error instanceof wire.ProtocolError)) throw error;
      socket.end(wire.errorResponse('FATAL', '08P01', `not a PostgreSQL client? It sent ${error.message}`));
      close();
    }
  });
  socket.on('error', close);
  socket.on('close', close);
}
