/** The last lines of a test run: which suites did not run and why, then the totals on a line of their own. */

import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/** A suite that misses something says what at the end of its title: "... [needs TEST_DATABASE_URL, ...]". */
const REASON = /\s*\[([^\]]+)\]$/;

export default class SkippedReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const count = { passed: 0, failed: 0, skipped: 0 };
    const skipped = new Map<string, string[]>();

    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed' || state === 'failed') count[state]++;
        else count.skipped++;
      }
      for (const suite of module.children.allSuites()) {
        if (suite.options.mode !== 'skip') continue;
        if (suite.parent.type === 'suite' && suite.parent.options.mode === 'skip') continue;
        const reason = REASON.exec(suite.name)?.[1] ?? 'for a reason that its title does not give';
        const title = `${module.relativeModuleId}: ${suite.fullName.replace(REASON, '')}`;
        skipped.set(reason, [...(skipped.get(reason) ?? []), title]);
      }
      // A file that cannot be loaded, or a hook that throws, has no failed test to its name.
      count.failed += module.errors().length;
      for (const suite of module.children.allSuites()) count.failed += suite.errors().length;
    }
    count.failed += unhandled.length;

    const lines: string[] = [''];
    for (const [reason, titles] of skipped) {
      lines.push(`Not run, ${reason}:`, ...titles.map((title) => `  ${title}`), '');
    }
    const tail = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
    lines.push(`${count.passed} passed, ${count.failed} failed${tail}`);
    process.stdout.write(`${lines.join('\n')}\n`);
  }
}
