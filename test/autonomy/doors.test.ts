/** Autonomy over HTTP and on the command line, and what neither shows: drafts in shadow. */
import { Command } from 'commander';
import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { autonomyCommand } from '../../cli/commands/autonomy.ts';
import { createKey } from '../../gateway/auth.ts';
import { buildGateway } from '../../gateway/server.ts';
import { type Rows, startRows } from '../races/rows.ts';
import { describeStore, silentLog } from '../support/database.ts';
import { deskInput } from '../support/desk.ts';

/** What the macro of the test desk says, and no customer does. */
const SECRET = 'nine to five';

describeStore('autonomy', ({ pool, url }) => {
  let rows: Rows;
  let gateway: FastifyInstance;
  let lead: string;
  beforeAll(async () => {
    rows = await startRows(pool(), {
      topics: deskInput().topics.map((t) => (t.id === 'repair' ? { ...t, autonomy: 'shadow' } : t)),
    });
    gateway = await buildGateway({
      ...rows.work,
      env: {},
      log: silentLog,
      links: { temporalUi: undefined, namespace: 'default' },
      ring: () => {},
      temporalAnswers: async () => true,
    });
    lead = (await createKey(pool(), rows.desk, 'lead', 'lea', rows.now())).secret;
  });
  afterAll(async () => {
    await gateway.close();
    rows.stop();
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });

  async function http(method: 'GET' | 'POST', route: string, payload?: object) {
    const answer = await gateway.inject({
      method,
      url: `/v1/desks/${rows.desk}/${route}`,
      headers: { authorization: `Bearer ${lead}` },
      ...(payload ? { payload } : {}),
    });
    return { status: answer.statusCode, text: answer.body, body: answer.json() };
  }

  /** Prints as the command would, and answers with what was printed. */
  async function run(...argv: string[]): Promise<string> {
    let printed = '';
    vi.stubEnv('DATABASE_URL', url());
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      printed += String(text);
      return true;
    });
    const program = new Command().exitOverride().addCommand(autonomyCommand());
    await program.parseAsync(['autonomy', ...argv, '--desk', rows.desk], { from: 'user' });
    return printed;
  }

  it('shows a draft in shadow on no route, in no event, and in no packet', async () => {
    const { conversation, message } = await rows.say('shadow', 'My lamp is broken, can you repair my lamp?');
    await rows.run(conversation);
    const { rows: drafts } = await pool().query('select text from draft where conversation = $1', [
      conversation,
    ]);
    expect(drafts[0].text).toContain(SECRET);
    const [item] = await rows.items(conversation);
    const shown = async () => [
      (await http('GET', 'queue')).text,
      (await http('GET', `queue/${item?.id}`)).text,
      (await http('GET', `conversations/${conversation}`)).text,
      (await http('GET', `conversations/${conversation}/audit`)).text,
      JSON.stringify(
        (await pool().query('select body from outbound_event where conversation = $1', [conversation])).rows,
      ),
    ];
    for (const text of await shown()) expect(text).not.toContain(SECRET);
    await http('POST', `conversations/${conversation}/takeover`, {});
    await http('POST', `conversations/${conversation}/reply`, {
      text: 'Please send it in.',
      seenThrough: message,
    });
    for (const text of await shown()) expect(text).not.toContain(SECRET);
    const { rows: compared } = await pool().query(
      'select mode, result from outcome where conversation = $1',
      [conversation],
    );
    expect(compared).toEqual([{ mode: 'shadow', result: 'rewritten' }]);
  });

  it('shows the drafts that went out or wait for approval', async () => {
    const conversation = await rows.answered('shown');
    expect((await http('GET', `conversations/${conversation}`)).body.drafts).toMatchObject([
      { kind: 'macro' },
    ]);
  });

  describe('over HTTP', () => {
    it('is reported, stopped and lifted, under the name of the key', async () => {
      await rows.answered('http');
      const { body } = await http('GET', 'autonomy');
      expect(body.rows).toContainEqual(
        expect.objectContaining({
          topic: 'hours',
          channel: 'email',
          inForce: { autonomy: 'auto', reason: 'desk_file' },
        }),
      );
      expect((await http('POST', 'autonomy/hours/demote', { channel: 'email' })).body.kind).toBe('demoted');
      const { conversation } = await rows.say('http-stopped', 'When are you open?');
      const stopped = (await http('GET', 'autonomy')).body;
      expect(stopped.stopped).toMatchObject([
        { topic: 'hours', channel: 'email', by: 'human:lea', mode: 'approve' },
      ]);
      expect(stopped.rows.find((r: { topic: string }) => r.topic === 'hours').inForce).toEqual({
        autonomy: 'approve',
        reason: 'stopped',
      });
      expect((await http('POST', 'autonomy/hours/promote', {})).body).toMatchObject({
        lifted: [{ channel: 'email' }],
      });
      await rows.run(conversation);
    });

    it('refuses what is not earned with a conflict that says what is missing', async () => {
      const { status, body } = await http('POST', 'autonomy/repair/promote', {});
      expect({ status, reason: body.reason }).toEqual({ status: 409, reason: 'desk_file' });
      const none = await http('POST', 'autonomy/order_status/promote', {});
      expect(none.body).toMatchObject({ reason: 'no_evidence' });
      expect((await http('POST', 'autonomy/sofas/demote', {})).body).toMatchObject({
        reason: 'no_such_topic',
      });
    });
  });

  describe('on the command line', () => {
    it('is reported as a table, and as JSON', async () => {
      await rows.answered('cli');
      const table = await run('report');
      expect(table).toMatch(/hours\s+email\s+macro:hours\.en/);
      expect(JSON.parse(await run('report', '--json'))).toMatchObject({ desk: rows.desk, target: 0.9 });
      expect(await run('proposals')).toContain('Nothing waits');
    });

    it('is stopped and lifted, under the name of who typed it', async () => {
      expect(await run('demote', 'hours')).toContain('hours on every channel: approve');
      const { history } = JSON.parse(await run('report', '--json'));
      expect(history[0]).toMatchObject({
        topic: 'hours',
        mode: 'approve',
        by: expect.stringMatching(/^cli:/),
      });
      expect(await run('promote', 'hours')).toContain('no longer stopped');
      await expect(run('promote', 'order_status')).rejects.toThrow('nothing to promote');
    });
  });
});
