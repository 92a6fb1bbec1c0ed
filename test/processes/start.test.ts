/** The processes of a production deployment, started with something missing. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { moduleArguments } from '../../store/embedded/spawn.ts';

const entries = ['worker.ts', 'gateway/main.ts'];

test.concurrent.each(entries)(
  '%s without DATABASE_URL says so in one line and exits with 1',
  async (entry) => {
    const args = moduleArguments(new URL(`../../${entry}`, import.meta.url));
    const ended = await new Promise((resolve) => {
      const options = {
        env: { PATH: process.env.PATH },
        cwd: fileURLToPath(new URL('../..', import.meta.url)),
      };
      execFile(process.execPath, args, options, (error, stdout, stderr) =>
        resolve({ code: error?.code, stdout, lines: stderr.trim().split('\n') }),
      );
    });
    expect(ended).toEqual({
      code: 1,
      stdout: '',
      lines: [expect.stringMatching(/^error: DATABASE_URL is not set.* set DATABASE_URL=/)],
    });
  },
  60_000,
);
