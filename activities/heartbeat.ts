/** Heartbeats: a regular activity that waits for somebody else's server says that its worker is alive. */
import { heartbeat } from '@temporalio/activity';

/** Some of them may get lost before the timeout: the SDK sends at most one per 80 % of it. */
const beatMs = 2_000;

/** In an activity of Temporal's only. */
export async function whileBeating<T>(run: () => Promise<T>): Promise<T> {
  const beats = setInterval(() => heartbeat(), beatMs);
  try {
    return await run();
  } finally {
    clearInterval(beats);
  }
}
