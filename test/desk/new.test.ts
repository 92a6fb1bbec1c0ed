import { execFile, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inboundMessageSchema } from '../../channels/message.ts';
import { verifyWebhook } from '../../channels/webhook.ts';
import { deskCommand } from '../../cli/commands/desk.ts';
import { checkFiles } from '../../desk/load.ts';
import { curlExample, newDeskFiles, secretNames } from '../../desk/template.ts';

const run = promisify(execFile);
const secret = `whsec_${Buffer.from('a secret of at least 24 bytes, with \0 and \xff', 'latin1').toString('base64')}`;

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(resolve('test/desk'), '.tmp-')); // in the project, so that the receiver finds its package
});
afterEach(() => rm(dir, { recursive: true }));

test.each(['shop', 'my-shop_2'])('a new desk passes its own check without a hint: %s', async (id) => {
  const loaded = checkFiles(newDeskFiles(id));
  expect(loaded).toMatchObject({ kind: 'ok', desk: { desk: { id } } });
  await deskCommand().parseAsync(['new', id, '--dir', dir, '--json'], { from: 'user' });
  await deskCommand().parseAsync(['check', join(dir, id), '--json'], { from: 'user' });
  expect(process.exitCode ?? 0).toBe(0);
  for (const [file, text] of newDeskFiles(id)) expect(await readFile(join(dir, id, file), 'utf8')).toBe(text);
});

test('a folder that is there is never written over', async () => {
  await mkdir(join(dir, 'shop'));
  const desk = deskCommand();
  for (const command of desk.commands) command.exitOverride().configureOutput({ writeErr: () => {} });
  await expect(desk.parseAsync(['new', 'shop', '--dir', dir], { from: 'user' })).rejects.toThrow(
    'is there already',
  );
});

test('what the curl example sends is a signed message', async () => {
  // A curl that writes down what it was told, in place of the real one.
  const bin = join(dir, 'bin');
  await mkdir(bin);
  await writeFile(join(bin, 'curl'), '#!/bin/sh\nfor a in "$@"; do printf "%s\\0" "$a"; done\n');
  await chmod(join(bin, 'curl'), 0o755);
  const { stdout } = await run('sh', ['-euc', curlExample('shop')], {
    env: { PATH: `${bin}:${process.env.PATH}`, [secretNames('shop').inbound]: secret },
  });
  const args = stdout.split('\0');
  const headers = Object.fromEntries(
    args.filter((_, at) => args[at - 1] === '-H').map((header) => header.split(': ') as [string, string]),
  );
  const body = args[args.indexOf('--data-binary') + 1] ?? '';
  expect(args.some((arg) => arg.endsWith('/v1/desks/shop/messages'))).toBe(true);
  const message = inboundMessageSchema.parse(new Webhook(secret).verify(body, headers));
  expect(message.providerMessageId).toBe(headers['webhook-id']);
  const now = new Date(Number(headers['webhook-timestamp']) * 1000);
  expect(verifyWebhook(headers, Buffer.from(body), [secret], now)).toMatchObject({ kind: 'ok' });
  expect(() => new Webhook(secret).verify(body.replace('open', 'shut'), headers)).toThrow();
});

test('the receiver takes what is signed, once, and refuses the rest', async () => {
  const file = join(dir, 'receiver.mjs');
  await mkdir(dirname(file), { recursive: true });
  const source = (newDeskFiles('shop').get('receiver.mjs') ?? '').replace(
    "'127.0.0.1');",
    "'127.0.0.1', function () { console.log('port', this.address().port); });",
  );
  await writeFile(file, source);
  const receiver = spawn(process.execPath, [file], {
    env: { ...process.env, PORT: '0', [secretNames('shop').outbound]: secret },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    let output = '';
    const port = await new Promise<string>((resolvePort) => {
      receiver.stdout.on('data', (chunk) => {
        output += chunk;
        const found = /port (\d+)/.exec(output)?.[1];
        if (found) resolvePort(found);
      });
    });
    const body = JSON.stringify({ type: 'message', data: { text: 'unmistakable' } });
    const at = new Date();
    const post = (id: string, text: string, signed: string) =>
      fetch(`http://127.0.0.1:${port}/`, {
        method: 'POST',
        body: text,
        headers: {
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
          'webhook-signature': new Webhook(secret).sign(id, at, signed),
        },
      }).then(({ status }) => status);
    expect(await post('dlv_1', body, body)).toBe(200);
    expect(await post('dlv_1', body, body)).toBe(200);
    expect(await post('dlv_2', body.replace('un', 'in'), body)).toBe(401);
    expect(await post('dlv_3', body, body)).toBe(200);
    await new Promise((closed) => {
      receiver.once('close', closed);
      receiver.kill();
    });
    expect(output.match(/unmistakable/g)?.length).toBe(2);
  } finally {
    receiver.kill();
  }
});
