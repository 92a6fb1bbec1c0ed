#!/usr/bin/env node
// The launcher of `first-response`: loads cli/main as the build left it beside this file, else from the sources through tsx.
import { existsSync } from 'node:fs';

const beside = new URL('./main.js', import.meta.url);
const compiled = new URL('../dist/cli/main.js', import.meta.url);
if (existsSync(beside)) await import(beside.href);
else {
  const tsx = await import('tsx/esm/api').catch(() => undefined);
  // A production install has no development dependencies, and a build instead.
  if (!tsx && existsSync(compiled)) await import(compiled.href);
  else if (!tsx) {
    process.stderr.write(
      'error: neither tsx nor dist/ is here\n  → run `npm ci`, or `npm run build` where it is installed\n',
    );
    process.exit(1);
  } else {
    tsx.register();
    await import(new URL('./main.ts', import.meta.url).href);
  }
}
