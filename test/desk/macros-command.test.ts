import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { deskCommand } from '../../cli/commands/desk.ts';
import { macrosCommand } from '../../cli/commands/macros.ts';
import { changed, deskYaml, lineOf, shopFiles } from './desks.ts';

const accounts = {
  ada: { email: 'ada@example.com', name: { first: 'Ada' }, orders: { W1000001: { status: 'sent' } } },
  bob: { email: 'bob@example.com', name: { first: 'Bob' }, orders: { W2000002: { status: 'lost' } } },
};

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'desk-'));
  await mkdir(join(dir, 'macros'));
  for (const [file, text] of Object.entries(shopFiles)) await writeFile(join(dir, file), text);
  await writeFile(join(dir, 'accounts.json'), JSON.stringify(accounts));
});
afterEach(() => rm(dir, { recursive: true }));

/** Runs a command in this process: what it printed, and the exit code it asked for. */
async function run(command: 'desk' | 'macros', ...args: string[]) {
  let out = '';
  const write = (chunk: unknown) => {
    out += String(chunk);
    return true;
  };
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(write),
    vi.spyOn(process.stderr, 'write').mockImplementation(write),
  ];
  const before = process.exitCode;
  try {
    process.exitCode = 0;
    await (command === 'desk' ? deskCommand() : macrosCommand()).parseAsync(args, { from: 'user' });
    return { out, code: process.exitCode };
  } finally {
    process.exitCode = before;
    for (const spy of spies) spy.mockRestore();
  }
}

const render = (...args: string[]) => run('macros', 'render', 'where_is_order', '--desk-dir', dir, ...args);

test('a macro is rendered with the account of the customer that is named', async () => {
  expect(await render('--as', 'ada@example.com')).toEqual({
    out: 'Hello Ada, your order is sent.\n\nThe shop\n',
    code: 0,
  });
});

test("a macro about somebody else's order is not rendered, and the slots are named", async () => {
  const { out, code } = await render('--as', 'ada@example.com', '--about', 'W2000002', '--json');
  expect(JSON.parse(out)).toMatchObject({ kind: 'missing', slots: ['order.id', 'order.status'] });
  expect(code).toBe(1);
});

test('a macro is rendered with facts from a file', async () => {
  await writeFile(join(dir, 'facts.json'), JSON.stringify({ order: { id: 'W1', status: 'in the post' } }));
  const { out } = await render('--facts', join(dir, 'facts.json'), '--json');
  expect(JSON.parse(out)).toMatchObject({
    text: 'Hello there, your order is in the post.\n\nThe shop',
    used: ['order.status', 'signature'],
  });
});

test('macros check lists each macro with its version, topics and slots', async () => {
  const { out, code } = await run('macros', 'check', dir, '--json');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    ok: true,
    macros: [
      {
        id: 'where_is_order',
        language: 'en',
        topics: ['order_status'],
        slots: expect.arrayContaining(['order.status']),
      },
    ],
  });
});

test('desk check exits 1 and prints file:line:column, field, problem and fix', async () => {
  await writeFile(join(dir, 'desk.yaml'), changed('queue: billing', 'queue: biling')['desk.yaml'] ?? '');
  const { out, code } = await run('desk', 'check', dir);
  expect(code).toBe(1);
  expect(out).toContain('/desk.yaml:14:5 topics[1].queue: there is no queue biling; did you mean billing?');
});

test('desk check reads the account file, and says where desk.yaml names one that is not there', async () => {
  const good = JSON.parse((await run('desk', 'check', dir, '--json')).out);
  expect(good).toMatchObject({ ok: true, desk: { customers: 2 } });
  await rm(join(dir, 'accounts.json'));
  const { out, code } = await run('desk', 'check', dir, '--json');
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    problems: [{ file: 'desk.yaml', line: lineOf('account:', deskYaml), field: 'account.source' }],
  });
});

test('every command explains itself', () => {
  for (const command of [...deskCommand().commands, ...macrosCommand().commands]) {
    let help = '';
    command.configureOutput({
      writeOut: (text) => {
        help += text;
      },
    });
    command.outputHelp();
    expect(command.description(), command.name()).not.toBe('');
    expect(help).toContain('--json');
  }
});

test('a macro that leaves without its answer when a fact is not known is pointed out', async () => {
  const silent = "Hello,\n\n{% case order.status %}{% when 'sent' %}It is sent.{% endcase %}\n";
  const hint = expect.stringContaining('where_is_order.en says nothing where order.status is not known');
  for (const [front, body, hints] of [
    ['', silent, [hint]],
    ['needs: [order.status]\n', silent, []],
    ['', silent.replace('{% endcase', '{% else %}We are looking into it.{% endcase'), []],
    ['', `${silent}It is {{ order.status }}.\n`, []],
    ['', silent.replace('Hello', "{% if order.status == 'sent' %}Hello{% endif %}"), [hint]],
  ] as const) {
    const macro = `---\nid: where_is_order\nlanguage: en\n${front}---\n${body}`;
    await writeFile(join(dir, 'macros/where_is_order.en.md'), macro);
    const { out, code } = await run('macros', 'check', dir, '--json');
    expect(JSON.parse(out)).toMatchObject({ ok: true, hints });
    expect(code).toBe(0);
  }
  const checked = await run('desk', 'check', dir);
  expect(checked.out).toContain('says nothing where order.status is not known');
  expect((await run('macros', 'check', dir)).out).toContain('hint: macro where_is_order.en says nothing');
});
