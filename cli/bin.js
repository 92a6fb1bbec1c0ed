#!/usr/bin/env node
// The launcher of `first-response`: loads cli/main, from the sources through tsx, or as the build left it beside this file.
import { existsSync } from 'node:fs';

const built = new URL('./main.js', import.meta.url);
if (existsSync(built)) await import(built.href);
else {
  const { register } = await import('tsx/esm/api');
  register();
  await import(new URL('./main.ts', import.meta.url).href);
}
