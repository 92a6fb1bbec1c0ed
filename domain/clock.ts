/** The one place that reads the time: every other function takes it as an argument. */

export type Clock = () => Date;

/** The machine's clock. Tests pass their own, so that weeks can be driven in a second. */
export const systemClock: Clock = () => new Date();

export const seconds = (n: number): number => n * 1_000;
export const minutes = (n: number): number => n * 60_000;
export const hours = (n: number): number => n * 3_600_000;
export const days = (n: number): number => n * 86_400_000;

/** The moment `ms` milliseconds after `at` (before it, when negative). */
export const after = (at: Date, ms: number): Date => new Date(at.getTime() + ms);
