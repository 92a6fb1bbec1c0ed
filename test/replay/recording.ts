/** Recorded histories: where they are kept, and what is taken out of them before. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const historiesDir = fileURLToPath(new URL('./histories/', import.meta.url));

/** Set by scripts/record-histories.ts: then the paths are recorded as they are played. */
export const recording = process.env.FIRST_RESPONSE_RECORD_HISTORIES === '1';

export function recordedHistories(): { name: string; history: unknown }[] {
  return readdirSync(historiesDir)
    .filter((file) => file.endsWith('.history.json'))
    .sort()
    .map((file) => ({
      name: file.replace('.history.json', ''),
      history: JSON.parse(readFileSync(`${historiesDir}${file}`, 'utf8')),
    }));
}

/** Names of machines and processes, and stack traces, are nobody's business and matter to no replay. */
const taken: Readonly<Record<string, string>> = {
  identity: 'worker',
  stackTrace: '',
  binaryChecksum: '',
  buildId: '',
};
/** A worker's own queue is named after its process and machine. */
const ownQueue = /^\d+@/;

export function withoutPlaces(value: unknown): unknown {
  if (typeof value === 'string') return ownQueue.test(value) ? 'worker' : value;
  if (Array.isArray(value)) return value.map(withoutPlaces);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      typeof inner === 'string' && key in taken ? taken[key] : withoutPlaces(inner),
    ]),
  );
}

/** Everything that a history says in plain words: payloads are base64 in its JSON. */
export function plainText(value: unknown): string {
  if (Array.isArray(value)) return value.map(plainText).join('\n');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([key, inner]) =>
      typeof inner === 'string' && key === 'data'
        ? Buffer.from(inner, 'base64').toString('utf8')
        : plainText(inner),
    )
    .join('\n');
}
