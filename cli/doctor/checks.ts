/** One finding of the doctor, and the judgements that need no network. */

export interface Check {
  name: string;
  state: 'ok' | 'remark' | 'failed' | 'skipped';
  /** What was found, in words. */
  detail: string;
  /** What to do about it. */
  advice?: string;
}

/** Signatures are valid for five minutes; half of that leaves room for the network and for drift until somebody looks. */
export const SKEW_FAILED_MS = 150_000;
/** Two machines that follow a time server agree within milliseconds; seconds mean that one does not. */
export const SKEW_REMARK_MS = 2_000;

/** Pure. `theirs` as read between our `before` and `after`, all in milliseconds since 1970. */
export function skewCheck(name: string, theirs: number, before: number, after: number): Check {
  // Whatever time the answer took may lie on either side of their reading.
  const ahead = theirs < before ? theirs - before : theirs > after ? theirs - after : 0;
  const size = Math.abs(ahead);
  const detail =
    size < 1 ? 'the same as ours' : `${Math.round(size)} ms ${ahead > 0 ? 'ahead of' : 'behind'} ours`;
  if (size < SKEW_REMARK_MS) return { name, state: 'ok', detail };
  const advice = 'let both machines follow a time server (chrony, systemd-timesyncd)';
  return { name, state: size < SKEW_FAILED_MS ? 'remark' : 'failed', detail, advice };
}

/** Runs a check; what it throws is a finding too. */
export async function checked(
  name: string,
  advice: string,
  look: () => Promise<Omit<Check, 'name'>>,
): Promise<Check> {
  try {
    return { name, ...(await look()) };
  } catch (error) {
    const said =
      error instanceof Error ? error.message || String((error as { code?: string }).code) : String(error);
    const [first, ...rest] = said.split('\n');
    const todo = [...rest, advice].map((line) => line.trim()).filter((line) => line !== '');
    return {
      name,
      state: 'failed',
      detail: first ?? '',
      ...(todo.length > 0 ? { advice: todo.join('\n') } : {}),
    };
  }
}

export const skipped = (name: string, because: string): Check => ({
  name,
  state: 'skipped',
  detail: because,
});
