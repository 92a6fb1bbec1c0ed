/**
 * Makes dist/: the sources compiled, the SQL beside them, and the workflow bundled once, so that a worker starts without a
 * bundler. Desks, and what builds a Temporal server, stay where they are: they are files of the package, not code.
 */
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { run } from '../temporal/run.ts';

/** The compiler takes half a minute on a small machine. */
const COMPILE_MS = 300_000;

const root = new URL('../', import.meta.url);
const path = (name: string): string => fileURLToPath(new URL(name, root));

await rm(path('dist'), { recursive: true, force: true });
await mkdir(path('dist'));
await run(process.execPath, [path('node_modules/typescript/bin/tsc'), '-p', path('tsconfig.build.json')], {
  timeoutMs: COMPILE_MS,
  onLine: (line) => console.log(line),
});
await cp(path('store/migrations'), path('dist/store/migrations'), { recursive: true });
await cp(path('prompts'), path('dist/prompts'), {
  recursive: true,
  filter: (file) => !file.endsWith('.ts'),
});
await cp(path('cli/bin.js'), path('dist/cli/bin.js'));
const { code } = await bundleWorkflowCode({
  workflowsPath: path('dist/workflows/index.js'),
  logger: new DefaultLogger('WARN'),
});
await writeFile(path('dist/workflow-bundle.js'), code);
console.log(`dist/ is made: node dist/cli/bin.js, node dist/worker.js, node dist/gateway/main.js`);
