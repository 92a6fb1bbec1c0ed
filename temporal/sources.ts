/** Trying one source after another until one works, and saying what was tried when none does. */

/** A one-line notice for a person who is waiting. */
export type Log = (line: string) => void;

/** What a source answers: the path it found or made, or why it has none. */
export type Attempt = { path: string } | { reason: string };

export interface Source {
  /** As a person would call it: "temporal on the PATH". */
  name: string;
  find(): Promise<Attempt>;
}

export interface Found {
  path: string;
  source: string;
}

/** No source had it. `attempts` has one entry for each, in order. */
export class NothingFound extends Error {
  readonly attempts: readonly { name: string; reason: string }[];

  constructor(what: string, attempts: readonly { name: string; reason: string }[], advice: string) {
    const lines = attempts.map(({ name, reason }, i) => `  ${i + 1}. ${name}: ${reason}`);
    super([`No ${what} was found. Tried, in this order:`, ...lines, advice].join('\n'));
    this.name = 'NothingFound';
    this.attempts = attempts;
  }
}

/** The first source that has it. A source that throws counts as one that has none, with the error as reason. */
export async function firstFound(what: string, sources: readonly Source[], advice: string): Promise<Found> {
  const attempts: { name: string; reason: string }[] = [];
  for (const { name, find } of sources) {
    const attempt = await find().catch((error: unknown) => ({
      reason: error instanceof Error ? error.message : String(error),
    }));
    if ('path' in attempt) return { path: attempt.path, source: name };
    attempts.push({ name, reason: attempt.reason });
  }
  throw new NothingFound(what, attempts, advice);
}
