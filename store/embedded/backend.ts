/** The one PostgreSQL backend of the embedded database: PGlite, spoken to in the wire protocol only. */

import { mkdirSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { vector } from '@electric-sql/pglite-pgvector';
import { firstError, readyStatus, simpleQuery } from './wire.ts';

export type Backend = {
  /**
   * Executes whole messages and returns the whole response. It blocks this process meanwhile (the database is
   * WebAssembly on this thread), which is why the database has a process of its own, and why nothing can come
   * between the messages of one call.
   */
  execute(messages: Buffer): Promise<Buffer>;
  /** One of our own statements, outside any transaction. Throws what the database answers. */
  run(sql: string): Promise<Buffer>;
  close(): Promise<void>;
};

/** The database is gone: after this, only a new process can open the directory again. */
export class BackendLost extends Error {}

export async function openBackend(dataDir: string): Promise<Backend> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const db = await PGlite.create({ dataDir, extensions: { vector, pg_trgm, unaccent } });

  const execute = async (messages: Buffer): Promise<Buffer> => {
    const parts: Buffer[] = [];
    // The bytes are only lent: they are in the database's memory, which the next answer overwrites.
    await db.execProtocolRawStream(messages, { onRawData: (bytes) => parts.push(Buffer.from(bytes)) });
    return Buffer.concat(parts);
  };

  return {
    execute,
    async run(sql) {
      const response = await execute(simpleQuery(sql));
      const error = firstError(response);
      if (error !== undefined) throw new Error(`${sql}: ${error}`);
      if (readyStatus(response) === undefined) throw new BackendLost(`no answer to ${sql}`);
      return response;
    },
    close: () => db.close(),
  };
}
