/** Plays the demo conversations. */
import type { Stack } from './stack.ts';
export async function playDemo(_stack: Stack): Promise<number> {
  return 0;
}
