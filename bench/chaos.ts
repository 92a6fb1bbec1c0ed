/** `npm run chaos -- --turns N --seed S`: the product under every fault at once, and whether its promises held. */
import { rm } from 'node:fs/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import { passed, report } from './chaos/report.ts';
import { runChaos } from './chaos/run.ts';

const whole = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('a whole number from 1');
  return value;
};

interface Flags {
  turns: number;
  seed: number;
  database: 'embedded' | 'postgres';
  dedupe: boolean;
  model?: boolean;
  customers: number;
  killEvery: number;
  restLimit: number;
  dir?: string;
  keep?: boolean;
  json?: boolean;
}

const flags = new Command('chaos')
  .description(
    'Customers, people, kills and failures at random, and then every promise checked. Exits 1 when one was broken.',
  )
  .option('--turns <n>', 'turns to run', whole, 500)
  .option('--seed <n>', 'the same seed makes the same choices; their timing is the machine’s', whole, 1)
  .addOption(
    new Option('--database <kind>', 'postgres needs TEST_DATABASE_URL')
      .choices(['embedded', 'postgres'])
      .default('embedded'),
  )
  .option('--no-dedupe', 'a receiver that does not deduplicate, and a desk that says so')
  .option('--model', 'a language model drafts some answers: a double that fails, invents and obeys at random')
  .option('--customers <n>', 'customers who write at the same time', whole, 40)
  .option('--kill-every <turns>', 'turns between two kills, on average', whole, 20)
  .option('--rest-limit <s>', 'seconds to come to rest after the last message', whole, 180)
  .option('--dir <path>', 'where logs and data go')
  .option('--keep', 'keep them even when all is well')
  .option('--json', 'the result as JSON')
  .parse()
  .opts<Flags>();

let shown = 0;
const result = await runChaos(
  {
    turns: flags.turns,
    seed: flags.seed,
    database: flags.database,
    deduplicates: flags.dedupe,
    model: flags.model ?? false,
    customers: flags.customers,
    killEvery: flags.killEvery,
    restLimitMs: flags.restLimit * 1_000,
    ...(flags.dir ? { dir: flags.dir } : {}),
  },
  (line) => {
    const now = performance.now();
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${line}`);
    else if (now - shown > 5_000 || shown === 0) process.stderr.write(`${line}\n`);
    if (process.stderr.isTTY || now - shown > 5_000) shown = now;
  },
);
process.stderr.write('\n');
process.stdout.write(`${flags.json ? JSON.stringify(result, null, 1) : report(result)}\n`);
if (passed(result) && !flags.keep) await rm(result.dir, { recursive: true, force: true });
process.exitCode = passed(result) ? 0 : 1;
