/** Who may do what: every route of the OpenAPI document, so that a new route cannot be forgotten. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../domain/words.ts';
import { createKey } from '../../gateway/auth.ts';
import { activateVersion } from '../../store/desks.ts';
import { revokeKey } from '../../store/keys.ts';
import { describeStore } from '../support/database.ts';
import { type Edge, startEdge } from './edge.ts';

/** The roles that each route lets in; `signed` needs a signature and no key. A route that is missing here fails the test. */
const admitted: Record<string, readonly Role[] | 'signed'> = {
  'POST /v1/desks/{desk}/messages': 'signed',
  'POST /v1/desks/{desk}/events': 'signed',
  'GET /v1/desks/{desk}/queue': ['agent', 'lead', 'admin'],
  'GET /v1/desks/{desk}/queue/{item}': ['agent', 'lead', 'admin'],
  'GET /v1/desks/{desk}/conversations': ['platform', 'agent', 'lead', 'admin'],
  'GET /v1/desks/{desk}/conversations/{conversation}': ['platform', 'agent', 'lead', 'admin'],
  'GET /v1/desks/{desk}/conversations/{conversation}/audit': ['agent', 'lead', 'admin'],
  ...Object.fromEntries(
    ['claim', 'takeover', 'release', 'return', 'hold', 'approve', 'reject', 'edit', 'reply', 'solve'].map(
      (action) => [
        `POST /v1/desks/{desk}/conversations/{conversation}/${action}`,
        ['agent', 'lead', 'admin'] as const,
      ],
    ),
  ),
  'GET /v1/desks/{desk}/deliveries': ['agent', 'lead', 'admin'],
  'POST /v1/desks/{desk}/deliveries/{delivery}/retry': ['lead', 'admin'],
  'GET /v1/desks/{desk}/autonomy': ['lead', 'admin'],
  'POST /v1/desks/{desk}/autonomy/{topic}/promote': ['lead', 'admin'],
  'POST /v1/desks/{desk}/autonomy/{topic}/demote': ['lead', 'admin'],
};
const roles: readonly Role[] = ['platform', 'agent', 'lead', 'admin'];

/** Bodies that pass every route's schema, so that what is refused is refused for the key. */
const body = { item: 'itm_x', draft: 'drf_x', text: 'x', reason: 'tone', seenThrough: 'msg_x' };

interface Route {
  method: string;
  path: string;
  operation: { security?: Record<string, unknown>[] };
}

describeStore('every route', ({ pool }) => {
  let edge: Edge;
  let routes: Route[];
  const secrets = new Map<string, string>();
  beforeAll(async () => {
    edge = await startEdge(pool());
    const { paths } = (await edge.gateway.inject('/openapi.json')).json() as {
      paths: Record<string, Record<string, Route['operation']>>;
    };
    routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        method: method.toUpperCase(),
        path,
        operation,
      })),
    );
    const { content, dir } = edge.desk;
    await activateVersion(pool(), 'other', content.hash, content, dir, 'test', new Date());
    for (const role of roles)
      secrets.set(role, (await createKey(pool(), edge.id, role, role, new Date())).secret);
    secrets.set('elsewhere', (await createKey(pool(), 'other', 'admin', 'eve', new Date())).secret);
    const revoked = await createKey(pool(), edge.id, 'admin', 'old', new Date());
    await revokeKey(pool(), edge.id, revoked.id, new Date());
    secrets.set('revoked', revoked.secret);
  });
  afterAll(() => edge.stop());

  const call = async ({ method, path }: Route, secret: string | undefined) => {
    const url = path.replace('{desk}', edge.id).replaceAll(/\{\w+\}/g, 'unknown');
    const response = await edge.gateway.inject({
      method: method as 'GET',
      url,
      ...(method === 'POST' ? { payload: body } : {}),
      headers: secret === undefined ? {} : { authorization: `Bearer ${secret}` },
    });
    return response.statusCode;
  };
  const keyed = () => routes.filter((r) => admitted[`${r.method} ${r.path}`] !== 'signed');

  it('is listed here with who may use it', () => {
    expect(routes.map((r) => `${r.method} ${r.path}`).sort()).toEqual(Object.keys(admitted).sort());
  });

  it('without a key, with an unknown one or with a revoked one is refused with 401', async () => {
    for (const route of keyed()) {
      for (const secret of [undefined, 'fr_guessed', '', secrets.get('revoked')])
        expect([route.path, await call(route, secret)]).toEqual([route.path, 401]);
    }
  });

  it('with another desk’s key is refused with 403, whatever its role', async () => {
    for (const route of keyed())
      expect([route.path, await call(route, secrets.get('elsewhere'))]).toEqual([route.path, 403]);
  });

  it('lets in exactly the roles that it names', async () => {
    for (const route of keyed()) {
      for (const role of roles) {
        const status = await call(route, secrets.get(role));
        const allowed = admitted[`${route.method} ${route.path}`]?.includes(role as never);
        expect([route.path, role, status === 403]).toEqual([route.path, role, !allowed]);
        if (allowed)
          expect([route.path, role, status]).toEqual([
            route.path,
            role,
            route.path.includes('{', 20) ? 404 : 200,
          ]);
      }
    }
  });

  it('of intake takes no key in place of a signature', async () => {
    for (const route of routes.filter((r) => admitted[`${r.method} ${r.path}`] === 'signed'))
      expect([route.path, await call(route, secrets.get('admin'))]).toEqual([route.path, 401]);
  });

  it('takes the actor from the key, never from the body', async () => {
    const { conversation } = await edge.say('actor', 'I want to talk to a real person.');
    const response = await edge.gateway.inject({
      method: 'POST',
      url: `/v1/desks/${edge.id}/conversations/${conversation}/takeover`,
      payload: { person: 'mallory', actor: 'mallory' },
      headers: { authorization: `Bearer ${secrets.get('agent')}` },
    });
    expect(response.json()).toMatchObject({ owner: 'human:agent' });
  });

  it('stores keys as hashes only', async () => {
    const { rows } = await pool().query('select * from api_key');
    for (const secret of secrets.values()) expect(JSON.stringify(rows)).not.toContain(secret);
  });

  describe('another desk', () => {
    it('does not see this desk’s conversations, not even by id', async () => {
      const { conversation } = await edge.say('private', 'When are you open?');
      const response = await edge.gateway.inject({
        url: `/v1/desks/other/conversations/${conversation}`,
        headers: { authorization: `Bearer ${secrets.get('elsewhere')}` },
      });
      expect(response.statusCode).toBe(404);
    });
  });
});
