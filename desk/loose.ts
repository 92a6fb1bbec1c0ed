/** desk.yaml read forgivingly: the names it mentions, so that references are checked even where other fields are wrong. */
import { z } from 'zod';

const text = z.string().optional().catch(undefined);
/** Keeps the places of a list: what is no text becomes undefined. */
const texts = z.array(text).catch([]);
const keyed = <S extends z.ZodType>(value: S) => z.record(z.string(), value.optional()).catch({});

const topic = z
  .object({
    id: text,
    examples: texts,
    macro: text,
    queue: text,
    needs: texts,
    facts: texts,
    autonomy: z
      .union([z.string(), z.object({ default: text, channels: keyed(text) })])
      .optional()
      .catch(undefined),
  })
  .optional()
  .catch(undefined);

const named = z.object({ id: text }).optional().catch(undefined);

const entity = z
  .object({ id: text, pattern: text, ask: keyed(z.unknown()) })
  .optional()
  .catch(undefined);

const group = z
  .object({ view: keyed(z.unknown()) })
  .optional()
  .catch(undefined);

const looseDesk = z.object({
  language: text,
  languages: texts,
  topics: z.array(topic).catch([]),
  queues: z.array(named).catch([]),
  defaultQueue: text,
  riskQueues: keyed(text),
  channels: keyed(z.unknown()),
  settle: z.object({ channels: keyed(z.unknown()) }).catch({ channels: {} }),
  riskPhrases: keyed(z.unknown()),
  alwaysHuman: z.unknown().optional(),
  entities: z.array(entity).catch([]),
  account: z
    .object({ view: keyed(z.unknown()), collections: keyed(group) })
    .optional()
    .catch(undefined),
  texts: z.object({ notice: keyed(text), safety: keyed(z.unknown()) }).catch({ notice: {}, safety: {} }),
});

export type LooseDesk = z.output<typeof looseDesk>;

/** Never throws: a file that is no object at all mentions nothing. */
export function readLoosely(raw: unknown): LooseDesk {
  return looseDesk.parse(typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? raw : {});
}

/** Every fact of the desk's accounts, by the name that macros and topics have for it. */
export function factPaths(account: LooseDesk['account']): string[] {
  const customer = Object.keys(account?.view ?? {}).map((name) => `customer.${name}`);
  const items = Object.entries(account?.collections ?? {}).flatMap(([group, entry]) =>
    ['id', ...Object.keys(entry?.view ?? {})].map((name) => `${group}.${name}`),
  );
  return [...customer, ...items];
}
