/** Starts another entry point of this project as a process, from the sources (through tsx) as from dist/. */

import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * The URL of a module given relative to the caller's own, without an extension: `.ts` in the sources, `.js` in
 * dist/, whichever the caller is. (The compiler rewrites extensions in imports, but not in strings.)
 */
export function sibling(callerUrl: string, path: string): URL {
  return new URL(callerUrl.endsWith('.ts') ? `${path}.ts` : `${path}.js`, callerUrl);
}

/** Starts `module` with this process's Node and `args`. */
export function spawnModule(module: URL, args: readonly string[], options: SpawnOptions = {}): ChildProcess {
  return spawn(process.execPath, [...moduleArguments(module), ...args], options);
}

/** What Node is given to run `module`: the loader for sources, where it is one, and the file. */
export function moduleArguments(module: URL): string[] {
  const loader = module.pathname.endsWith('.ts') ? ['--import', tsxUrl()] : [];
  return [...loader, fileURLToPath(module)];
}

/** tsx is a development dependency: looked up only where there are sources to load. */
const tsxUrl = (): string => pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
