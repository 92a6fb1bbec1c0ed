import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { download } from '../../temporal/download.ts';
import { freePort } from '../../temporal/ports.ts';

let directory: string;
let target: string;
let site: Server | undefined;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'first-response-download-'));
  target = join(directory, 'cache', 'temporal-9.9.9');
});
afterEach(async () => {
  rmSync(directory, { recursive: true, force: true });
  await new Promise((done) => (site ? site.close(done) : done(undefined)));
  site = undefined;
});

/** A site that offers one archive, with `file` as the name of the program in it. */
async function serve(file: string): Promise<{ url: string; asked: string[] }> {
  writeFileSync(join(directory, 'temporal'), '#!/bin/sh\necho hello\n');
  execFileSync('tar', ['-czf', 'archive.tar.gz', 'temporal'], { cwd: directory });
  const asked: string[] = [];
  site = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    asked.push(url.pathname + url.search);
    if (url.pathname === '/archive') response.end(readFileSync(join(directory, 'archive.tar.gz')));
    else if (url.pathname !== '/cli/v9.9.9') response.writeHead(404).end();
    else
      response.end(
        JSON.stringify({ archiveUrl: `http://${request.headers.host}/archive`, fileToExtract: file }),
      );
  });
  const port = await freePort();
  await new Promise<void>((listening) => site?.listen(port, '127.0.0.1', listening));
  return { url: `http://127.0.0.1:${port}`, asked };
}

const none = () => {};

test('a downloaded program is whole, executable, and alone in its directory', async () => {
  const { url, asked } = await serve('temporal');
  await download('cli', '9.9.9', target, none, url);
  expect(statSync(target).mode & 0o111).toBe(0o111);
  expect(execFileSync(target, { encoding: 'utf8' })).toBe('hello\n');
  expect(readdirSync(dirname(target))).toEqual(['temporal-9.9.9']);
  expect(asked[0]).toMatch(/^\/cli\/v9\.9\.9\?arch=(amd64|arm64)&platform=(linux|darwin)&format=tar\.gz$/);
});

test('a site that cannot be reached, or lacks the version, is named in the reason and leaves nothing', async () => {
  const { url } = await serve('temporal');
  await expect(download('cli', '1.0.0', target, none, url)).rejects.toThrow(
    /answered 404 for \/cli\/v1\.0\.0/,
  );
  const nobody = `127.0.0.1:${await freePort()}`;
  await expect(download('cli', '9.9.9', target, none, `http://${nobody}`)).rejects.toThrow(
    `${nobody} cannot be reached`,
  );
  expect(existsSync(dirname(target))).toBe(false);
});

test.each(['../../temporal', '/etc/passwd', '--use-compress-program=sh'])(
  'a site cannot make tar do anything but extract a plain file: %s',
  async (file) => {
    const { url, asked } = await serve(file);
    await expect(download('cli', '9.9.9', target, none, url)).rejects.toThrow();
    expect(asked).toHaveLength(1);
  },
);
