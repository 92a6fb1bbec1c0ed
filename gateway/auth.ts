/** Who may act: bearer keys, bound to a desk, a role and a person. The actor always comes from the key. */
import { createHash, randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type pg from 'pg';
import { newId } from '../domain/ids.ts';
import type { Role } from '../domain/words.ts';
import { type ApiKey, findKey, insertKey } from '../store/keys.ts';
import type { Db } from '../store/pool.ts';
import { Problem } from './problem.ts';

const prefix = 'fr_';

/** Shown once; only its hash is stored. 256 random bits need no salt and no slow hash. */
export function newSecret(): string {
  return prefix + randomBytes(32).toString('base64url');
}

export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

export async function createKey(
  db: Db,
  desk: string,
  role: Role,
  person: string,
  now: Date,
): Promise<{ id: string; secret: string }> {
  const id = newId('apiKey', now);
  const secret = newSecret();
  await insertKey(db, { id, desk, role, person, hash: hashOfSecret(secret) }, now);
  return { id, secret };
}

/** The request's key, if it is one of this desk's and its role is among those that the route allows. */
export async function requireKey(
  pool: pg.Pool,
  request: FastifyRequest,
  desk: string,
  allowed: readonly Role[],
): Promise<ApiKey> {
  const { authorization } = request.headers;
  const [scheme, secret] = (authorization ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !secret)
    throw new Problem(
      'unauthenticated',
      'Send an API key of this desk as "Authorization: Bearer fr_…". Make one with `first-response keys create`.',
    );
  const key = await findKey(pool, hashOfSecret(secret));
  if (!key) throw new Problem('unauthenticated', 'This API key is unknown or was revoked.');
  // Another desk's key learns nothing about this desk, not even that it exists.
  if (key.desk !== desk) throw new Problem('forbidden', 'This API key belongs to another desk.');
  if (!allowed.includes(key.role))
    throw new Problem('forbidden', `This needs the role ${allowed.join(' or ')}; the key has ${key.role}.`);
  return key;
}
