/** Progress, step by step, with the time each step took. */
import { dim, duration, green, print, printInPlace, red } from '../output.ts';

export interface Progress {
  /** Runs `work` and prints its line when it is done. The answer of `describe` stands in the line. */
  step<T>(name: string, work: () => Promise<T>, describe?: (result: T) => string): Promise<T>;
  /** A remark of a step that is under way. On a terminal, one that begins with the same words before a `:` stands in its place. */
  note(line: string): void;
}

export function printedProgress(): Progress {
  return {
    async step(name, work, describe) {
      const began = performance.now();
      const took = () => dim(duration(performance.now() - began));
      try {
        const result = await work();
        const detail = describe?.(result);
        print(`${green('✓')} ${name}${detail ? `: ${detail}` : ''}  ${took()}`);
        return result;
      } catch (error) {
        print(`${red('✗')} ${name}  ${took()}`);
        throw error;
      }
    },
    note(text) {
      for (const line of text.split('\n')) printInPlace(line.split(':')[0] ?? line, dim(`  ${line}`));
    },
  };
}
