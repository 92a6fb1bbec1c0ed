/** Temporal's own download site, asked in the way the SDK asks it. Off-line it gives up within seconds. */
import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { run } from './run.ts';
import type { Log } from './sources.ts';

export const DOWNLOAD_SITE = 'https://temporal.download';

/** Whether the site can be reached at all is known in this time, also where a firewall drops packets. */
const ASK_MS = 4_000;
/** 50 MB or so at a slow office line; then a build is quicker. */
const FETCH_MS = 180_000;
const EXTRACT_MS = 60_000;

const Answer = z.object({
  archiveUrl: z.url(),
  /** Goes to `tar` as an argument, so it must be a plain relative path. */
  fileToExtract: z.string().regex(/^(?!.*\.\.)\w[\w./-]*$/),
});

const ARCHITECTURES: Record<string, string | undefined> = { x64: 'amd64', arm64: 'arm64' };

/**
 * Fetches one version of `artifact` and puts its program at `target`, atomically: a reader sees a whole file
 * or none. Throws when the site cannot be reached, lacks the version, or sends something else.
 */
export async function download(
  artifact: 'cli' | 'temporal-test-server',
  version: string,
  target: string,
  log: Log,
  site: string = DOWNLOAD_SITE,
): Promise<void> {
  const arch = ARCHITECTURES[process.arch];
  if (!arch) throw new Error(`there is no download for ${process.arch}`);
  const query = new URLSearchParams({ arch, platform: process.platform, format: 'tar.gz' });
  const { archiveUrl, fileToExtract } = Answer.parse(
    await (await get(`${site}/${artifact}/v${version}?${query}`, ASK_MS)).json(),
  );
  log(`Downloading ${artifact} ${version} from ${new URL(archiveUrl).host}`);
  const archive = Buffer.from(await (await get(archiveUrl, FETCH_MS)).arrayBuffer());

  await mkdir(dirname(target), { recursive: true });
  const work = await mkdtemp(`${target}.download-`);
  try {
    await writeFile(join(work, 'archive.tar.gz'), archive);
    await run('tar', ['-xzf', 'archive.tar.gz', fileToExtract], { cwd: work, timeoutMs: EXTRACT_MS });
    await chmod(join(work, fileToExtract), 0o755);
    await rename(join(work, fileToExtract), target);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function get(url: string, timeoutMs: number): Promise<Response> {
  const { host } = new URL(url);
  let response: Response;
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new Error(`${host} cannot be reached (${cause instanceof Error ? cause.message : String(cause)})`);
  }
  if (!response.ok) throw new Error(`${host} answered ${response.status} for ${new URL(url).pathname}`);
  return response;
}
