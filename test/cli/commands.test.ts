/** The commands against a gateway that only records: which requests they make, and what they print. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Command } from 'commander';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { actCommands } from '../../cli/commands/act.ts';
import { queueCommand } from '../../cli/commands/queue.ts';
import { sendCommand } from '../../cli/commands/send.ts';
import { conversation, fullItem, item, message } from './shapes.ts';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

interface Request {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Record<string, unknown>;
}

let server: Server;
let requests: Request[] = [];
/** Answers by `METHOD path`; anything else is 404. */
let answers: Record<string, { status?: number; body: object }> = {};
let printed: string;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let raw = '';
    for await (const chunk of request) raw += chunk;
    const path = (request.url ?? '').replace('/v1/desks/demo', '');
    const headers = request.headers as Record<string, string>;
    const body = raw === '' ? {} : (JSON.parse(raw) as Record<string, unknown>);
    requests.push({ method: request.method ?? '', path, headers, body });
    if (path === '/messages') new Webhook(secret).verify(raw, headers);
    const answer = answers[`${request.method} ${path}`] ?? { status: 404, body: { detail: `no ${path}` } };
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

beforeEach(() => {
  requests = [];
  printed = '';
  vi.stubEnv('FIRST_RESPONSE_DATA_DIR', '/nowhere');
  vi.stubEnv('FIRST_RESPONSE_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  vi.stubEnv('FIRST_RESPONSE_API_KEY', 'fr_key');
  vi.stubEnv('FIRST_RESPONSE_DESK', 'demo');
  vi.stubEnv('FIRST_RESPONSE_INBOUND_SECRET', secret);
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  process.exitCode = undefined;
});

async function run(...args: string[]): Promise<string> {
  const program = new Command().exitOverride();
  for (const command of [sendCommand(), queueCommand(), ...actCommands()]) program.addCommand(command);
  await program.parseAsync(args, { from: 'user' });
  return printed;
}

const waiting = item('itm_1', { kind: 'approval', draft: 'drf_1', conversation: 'c1' });
const done = {
  kind: 'done',
  owner: 'ai',
  epoch: 1,
  status: 'open',
  change: 4,
  onTheWay: [],
  delivery: 'dlv_1',
};
const posted = () => requests.filter(({ method }) => method === 'POST');

test.each(['itm_1', 'drf_1', 'c1'])(
  'approve takes %s, and names the newest message of the customer as seen',
  async (id) => {
    const messages = [message('m1'), message('m2'), message('m3', { authorKind: 'agent' })];
    answers = {
      'GET /queue': { body: { items: [item('itm_0'), waiting] } },
      'GET /conversations/c1': { body: conversation({ messages }) },
      'POST /conversations/c1/approve': { body: done },
    };
    expect(await run('approve', id)).toContain('on its way: dlv_1');
    expect(posted().map(({ body }) => body)).toEqual([{ draft: 'drf_1', seenThrough: 'm2', anyway: false }]);
    expect(posted()[0]?.headers).toMatchObject({
      authorization: 'Bearer fr_key',
      'idempotency-key': expect.any(String),
    });
  },
);

test('what the person says they have seen goes before what is there', async () => {
  answers = {
    'GET /queue': { body: { items: [waiting] } },
    'POST /conversations/c1/approve': { body: done },
  };
  await run('approve', 'itm_1', '--seen', 'm1');
  expect(posted()[0]?.body).toMatchObject({ seenThrough: 'm1' });
});

test('an approval over the head of a newer message is refused, and says how to read it', async () => {
  answers = {
    'GET /queue': { body: { items: [waiting] } },
    'POST /conversations/c1/approve': {
      status: 409,
      body: { detail: 'The customer has written since.', reason: 'newer_messages', messages: ['m9'] },
    },
  };
  const refused = run('approve', 'itm_1', '--seen', 'm1');
  await expect(refused).rejects.toMatchObject({
    message: 'The customer has written since.',
    advice: [expect.stringContaining('m9'), expect.stringContaining('--anyway')],
  });
});

test('a draft that was withdrawn is told from one that never was', async () => {
  answers = { 'GET /queue': { body: { items: [{ ...waiting, draft: null }] } } };
  await expect(run('approve', 'itm_1')).rejects.toThrow('was withdrawn');
  await expect(run('approve', 'itm_2')).rejects.toThrow('no draft waits');
});

test.each([
  [['takeover', 'c1'], 'takeover', {}],
  [['release', 'c1'], 'release', {}],
  [['return', 'c1', '--queue', 'care'], 'return', { queue: 'care' }],
  [['return', 'c1'], 'return', {}],
  [['reject', 'itm_1', '--reason', 'tone'], 'reject', { draft: 'drf_1', reason: 'tone', next: 'hand_off' }],
  [
    ['reject', 'itm_1', '--reason', 'tone', '--take-over'],
    'reject',
    { draft: 'drf_1', reason: 'tone', next: 'take_over' },
  ],
  [['edit', 'drf_1', 'Better.'], 'edit', { draft: 'drf_1', text: 'Better.' }],
  [['reply', 'c1', 'Hello.', '--anyway'], 'reply', { text: 'Hello.', seenThrough: 'm1', anyway: true }],
  [['solve', 'c1'], 'solve', { seenThrough: 'm1', anyway: false }],
  [['claim', 'itm_1'], 'claim', { item: 'itm_1' }],
])('%j', async (args, route, body) => {
  answers = {
    'GET /queue': { body: { items: [waiting] } },
    'GET /queue/itm_1': { body: fullItem('itm_1') },
    'GET /conversations/c1': { body: conversation() },
    [`POST /conversations/c1/${route}`]: { body: done },
  };
  await run(...args);
  expect(posted().map((r) => [r.path, r.body])).toEqual([[`/conversations/c1/${route}`, body]]);
});

test('send signs the message, waits for rest, and says what became of it', async () => {
  answers = {
    'POST /messages': { body: { kind: 'stored', conversation: 'c1', message: 'm1', resolvedVia: 'new' } },
    'GET /conversations/c1': { body: conversation() },
  };
  const out = await run(
    'send',
    'Where is it?',
    '--as',
    'ada@example.com',
    '--conversation',
    'k1',
    '--attach',
    'https://x.example/a%20b.png',
  );
  expect(posted()[0]?.body).toMatchObject({
    channel: 'chat',
    conversationKey: 'k1',
    author: { kind: 'customer' },
    identities: [{ kind: 'email', address: 'ada@example.com', proof: 'channel' }],
    text: 'Where is it?',
    attachments: [{ name: 'a b.png', type: 'image/png', url: 'https://x.example/a%20b.png' }],
  });
  expect(out).toContain('It is on its way.');
  expect(out).toContain('replied with order_status');
  expect(out).toContain('http://ui/c1');
  expect(process.exitCode).toBeUndefined();
});

test('with --json there is one object on standard output and nothing else', async () => {
  answers = { 'GET /queue': { body: { items: [waiting] } } };
  expect(JSON.parse(await run('queue', 'list', '--json'))).toEqual({ items: [waiting] });
});

test('a gateway that is away says so, and what to do', async () => {
  vi.stubEnv('FIRST_RESPONSE_URL', 'http://127.0.0.1:9');
  await expect(run('queue', 'list')).rejects.toMatchObject({
    message: expect.stringContaining('does not answer'),
    advice: [expect.stringContaining('npm start')],
  });
});

test('without a stack and without settings, the way to either is named', async () => {
  vi.stubEnv('FIRST_RESPONSE_URL', undefined);
  await expect(run('queue', 'list')).rejects.toMatchObject({ message: 'no stack is running here' });
});
