/** Making a server from the language's own package archive: the CLI with Go, the test server with Maven. */
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { atLeast, packageFile, SERVER_VERSION } from './places.ts';
import { run } from './run.ts';
import type { Log } from './sources.ts';

/** Measured 3 min 20 s to 7 min on two cores with nothing cached, the longer when they were busy; a slow machine gets three times that. */
const BUILD_MS = 20 * 60_000;
/** 35 MB of jars: 6 to 13 s. */
const MAVEN_MS = 3 * 60_000;
const ASK_MS = 10_000;
const PROGRESS_EVERY_MS = 10_000;

const CLI = 'github.com/temporalio/cli';
/** `go list -deps github.com/temporalio/cli/cmd/temporal`, standard library included. Go does not print those it has cached. */
const PACKAGES = 1_717;

/** Throws when Go is missing or older than `server-module/go.mod` asks for. */
export async function buildServer(target: string, log: Log): Promise<void> {
  const module = packageFile('temporal/server-module');
  const needed = /^go (\S+)$/m.exec(await readFile(join(module, 'go.mod'), 'utf8'))?.[1] ?? '0';
  // Outside the module and without fetching toolchains: what counts is the Go that is installed.
  const env = { ...process.env, GOTOOLCHAIN: 'local' };
  const { output } = await run('go', ['version'], { cwd: tmpdir(), env, timeoutMs: ASK_MS });
  const installed = /\bgo(\d[\d.]*)/.exec(output)?.[1] ?? '0';
  if (!atLeast(installed, needed)) throw new Error(`Go ${installed} is installed, ${needed} is needed`);

  await mkdir(dirname(target), { recursive: true });
  const partial = `${target}.building-${process.pid}`;
  const flags = `-s -w -X ${CLI}/internal/temporalcli.Version=${SERVER_VERSION}`;
  const begun = performance.now();
  let downloaded = 0;
  let compiled = 0;
  const progress = () => {
    const done =
      compiled === 0
        ? `${downloaded} modules downloaded`
        : `${compiled} of up to ${PACKAGES} packages compiled`;
    log(`Building Temporal ${SERVER_VERSION} with Go: ${secondsSince(begun)} s, ${done}`);
  };
  log(`Building Temporal ${SERVER_VERSION} with Go ${installed}: once on this machine, 3 to 8 minutes`);
  const ticking = setInterval(progress, PROGRESS_EVERY_MS);
  try {
    await run(
      'go',
      ['build', '-v', '-mod=readonly', '-trimpath', '-ldflags', flags, '-o', partial, `${CLI}/cmd/temporal`],
      {
        cwd: module,
        env: { ...env, CGO_ENABLED: '0' },
        timeoutMs: BUILD_MS,
        onLine: (line) => {
          if (line.startsWith('go: downloading ')) downloaded += 1;
          else if (!line.startsWith('go: ')) compiled += 1;
        },
      },
    );
    await rename(partial, target);
  } finally {
    clearInterval(ticking);
    await rm(partial, { force: true });
  }
  log(`Built Temporal ${SERVER_VERSION} in ${secondsSince(begun)} s`);
}

/** Fetches the jars of the test server into the directory `target`, which appears whole or not at all. */
export async function fetchTestServer(target: string, log: Log): Promise<void> {
  await run('java', ['-version'], { timeoutMs: ASK_MS });
  await mkdir(dirname(target), { recursive: true });
  const work = await mkdtemp(`${target}.fetching-`);
  log('Fetching the time-skipping test server with Maven: once on this machine, about 10 seconds');
  try {
    const pom = packageFile('temporal/test-server/pom.xml');
    const copy = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${work}`];
    await run('mvn', ['-q', '-B', '-f', pom, ...copy], { timeoutMs: MAVEN_MS });
    await rename(work, target).catch((error: NodeJS.ErrnoException) => {
      // Somebody else finished first: theirs is as good.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

const secondsSince = (begun: number): number => Math.round((performance.now() - begun) / 1_000);
