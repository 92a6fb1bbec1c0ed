/** `npm run bench -- NAME …`: the benchmarks, each with --help. */

interface Bench {
  about: string;
  load: () => Promise<{ run(argv: readonly string[]): Promise<void> }>;
}

const benches: Record<string, Bench> = {
  spine: {
    about: 'what a turn costs beside a bare echo workflow: throughput, CPU, history, latency',
    load: () => import('./spine.ts'),
  },
  intake: {
    about: 'signed messages at a fixed rate: latency, and how long the backlog takes to drain',
    load: () => import('./intake.ts'),
  },
  topics: {
    about: 'the topic classifier on labelled questions: accuracy, calibration, strangers, time',
    load: () => import('./topics.ts'),
  },
  retrieval: {
    about: 'knowledge search on labelled conversations: whether the right passage is found, and how fast',
    // A script of its own: it reads the command line itself, without the benchmark's name.
    load: async () => ({
      run: async () => {
        process.argv.splice(2, 1);
        await import('./retrieval.ts');
      },
    }),
  },
};

const [name, ...rest] = process.argv.slice(2);
const bench = name === undefined ? undefined : benches[name];
if (bench) await (await bench.load()).run(rest);
else {
  const lines = Object.entries(benches).map(([key, { about }]) => `  ${key.padEnd(10)} ${about}`);
  const asked = name === undefined || name === '--help' || name === '-h' || name === 'help';
  const text = `usage: npm run bench -- NAME [options], and NAME --help\n\n${lines.join('\n')}\n`;
  (asked ? process.stdout : process.stderr).write(asked ? text : `There is no benchmark ${name}.\n${text}`);
  process.exitCode = asked ? 0 : 2;
}
