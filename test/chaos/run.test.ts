/** A short chaos run with real processes: everything is killed at least once, and every promise holds. */
import { rm } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { report } from '../../bench/chaos/report.ts';
import { type ChaosResult, runChaos } from '../../bench/chaos/run.ts';
import { findServer } from '../../temporal/binaries.ts';

const NEEDS_SERVER = 'needs a Temporal server: install the Temporal CLI or Go';
const { TEMPORAL_ADDRESS: _, ...env } = process.env;
const serverThere = await findServer({ env, local: true }).then(
  () => true,
  () => false,
);

/** It takes about 40 s on two cores that do nothing else; most of that is a dead worker's attempt timing out. */
const limitMs = 180_000;

describe.skipIf(!serverThere)(serverThere ? 'a chaos run' : `a chaos run [${NEEDS_SERVER}]`, () => {
  let result: ChaosResult | undefined;
  afterAll(async () => {
    if (result) await rm(result.dir, { recursive: true, force: true });
  });

  it(
    'loses nothing, repeats nothing and speaks over nobody',
    async () => {
      result = await runChaos(
        {
          turns: 60,
          seed: 1,
          database: 'embedded',
          deduplicates: true,
          customers: 12,
          killEvery: 6,
          restLimitMs: 100_000,
        },
        () => {},
      );
      const broken = Object.values(result.violations).flat();
      expect(broken, report(result)).toEqual([]);
      expect(result.turns).toBeGreaterThanOrEqual(60);
    },
    limitMs,
  );
});
