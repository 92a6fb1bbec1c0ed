/** Runs `start`: takes the data directory, starts the stack, plays the demo or lists what is open, and ends cleanly. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { openGateway } from '../client/gateway.ts';
import type { StartOptions } from '../commands/start.ts';
import { bold, cyan, dim, duration, print, table } from '../output.ts';
import { playDemo } from './demo.ts';
import { dataDirectory, takeDirectory } from './directory.ts';
import { printedProgress } from './progress.ts';
import { shownAsCustomer } from './shown.ts';
import { forget, type Stack, startStack } from './stack.ts';

export async function runStart(options: StartOptions): Promise<void> {
  const began = performance.now();
  const dir = options.once ? mkdtempSync(join(tmpdir(), 'first-response-once-')) : dataDirectory();
  const release = takeDirectory(dir);
  const ends: (() => Promise<void> | void)[] = [
    () => {
      release();
      // What went wrong can still be read there.
      if (options.once && !process.exitCode) rmSync(dir, { recursive: true, force: true });
    },
  ];
  const end = onceOnly(async () => {
    for (const stop of ends.reverse()) await Promise.resolve(stop()).catch(() => {});
  });
  const playing = { demo: false };
  const asked = whenAskedToStop(end);
  try {
    if (options.fresh) forget(dir);
    const stack = await startStack({
      dir,
      env: process.env,
      progress: printedProgress(),
      log: (line) => print(dim(line)),
      // While the demo plays, its own table says what became of each conversation.
      show: (received) => playing.demo || print(...shownAsCustomer(received)),
      atEnd: (stop) => ends.push(stop),
    });
    print('', `${bold('Ready')} after ${duration(performance.now() - began)}. Data: ${near(dir)}`, '');
    const failed = options.demo ? await demo(stack, dir, options, playing) : 0;
    if (options.once) {
      process.exitCode = failed > 0 ? 1 : 0;
      if (failed > 0) print(dim(`The data directory stays, with logs/: ${dir}`));
      return;
    }
    print(...whatNext(stack));
    asked.expected();
    await asked.forever;
  } finally {
    await end();
  }
}

/** Plays it the first time, else lists what is open. Answers how many conversations differed from what was expected. */
async function demo(
  stack: Stack,
  dir: string,
  options: StartOptions,
  playing: { demo: boolean },
): Promise<number> {
  if (stack.resumed && stack.file.demoPlayed && !options.fresh) {
    await listOpen(stack, dir);
    return 0;
  }
  playing.demo = true;
  try {
    const failed = await playDemo(stack);
    stack.save({ demoPlayed: true });
    return failed;
  } finally {
    playing.demo = false;
  }
}

async function listOpen({ file }: Stack, dir: string): Promise<void> {
  print(dim(`Goes on where it was (${near(dir)}); \`npm start -- --fresh\` begins again.`));
  for (const { id, apiKey } of file.desks) {
    const gateway = openGateway({
      url: file.gateway,
      desk: id,
      apiKey,
      inboundSecret: undefined,
      settle: undefined,
      customers: [],
    });
    const items = await gateway.queue();
    if (items.length === 0) continue;
    print('', bold(`Open at desk ${id}`));
    print(
      ...table(
        ['item', 'kind', 'queue', 'priority', 'why'],
        items.map((item) => [
          item.id,
          item.kind === 'handoff' ? 'hand-off' : item.kind,
          item.queue,
          item.priority,
          item.reasonText ?? item.reason,
        ]),
      ),
    );
  }
}

function whatNext({ file, desks }: Stack): string[] {
  const first = desks.find(({ content }) => content.desk.id === 'demo') ?? desks[0];
  const deskFile = first ? near(join(first.dir, 'desk.yaml')) : 'desks/demo/desk.yaml';
  const command = (text: string) => cyan(text.padEnd(44));
  return [
    '',
    bold('Try next, in another terminal'),
    `  ${command('npx first-response chat')} talk to the desk as one of its customers`,
    `  ${command('npx first-response queue list')} what waits for people; \`queue show ITEM\` is the packet`,
    `  ${command('npx first-response approve ITEM')} send a draft that waits for approval`,
    `  ${command('npx first-response try "Where is my order?"')} a whole turn, without any effect`,
    ...(file.temporalUi
      ? [`  ${command(file.temporalUi)} every conversation as a workflow, in the Temporal UI`]
      : []),
    `  ${command(`${file.gateway}/openapi.json`)} the HTTP API`,
    `  ${command(deskFile)} edit it or a macro beside it, and save: it is applied at once`,
    `  ${command('.env')} secrets and keys go there; .env.example lists them`,
    dim('Replies appear below as the customer would see them. Ctrl-C stops everything.'),
    '',
  ];
}

const near = (path: string): string => {
  const short = relative('', path);
  return short === '' ? '.' : short.startsWith('..') ? path : short;
};

function onceOnly(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= run();
    return running;
  };
}

/** By convention: ended by an interrupt. */
const INTERRUPTED = 130;

interface Asked {
  /** From here on, being asked to stop is how it ends well. */
  expected(): void;
  forever: Promise<never>;
}

/** The first Ctrl-C stops cleanly, at any moment, also of a start that is under way; the second one leaves at once. */
function whenAskedToStop(end: () => Promise<void>): Asked {
  let stopping = false;
  let expected = false;
  const stop = () => {
    // Whatever still runs hangs on a leash of ours, and goes when we do.
    if (stopping) process.exit(INTERRUPTED);
    stopping = true;
    print('', 'Stopping …');
    void end().then(() => {
      print('Stopped.');
      process.exit(expected ? 0 : INTERRUPTED);
    });
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  return {
    expected: () => {
      expected = true;
    },
    forever: new Promise(() => {}),
  };
}
