/**
 * What a model answers to each prompt. Kept to what strict structured output takes: every field is there (null where
 * there is nothing), no free keys, nothing computed that we compute better: a model proposes, policy disposes.
 */
import { z } from 'zod';
import { priorities, statementKinds } from '../domain/words.ts';
import { risks } from '../policy/risk.ts';

const share = z.number().min(0).max(1);
/** A language as `en` or `pt-BR`. */
const language = z.string();

export const triageOutput = z.strictObject({
  topics: z.array(z.strictObject({ id: z.string(), confidence: share })),
  priority: z.enum(priorities),
  sentiment: z.enum(['negative', 'neutral', 'positive']),
  language,
  risks: z.array(z.strictObject({ risk: z.enum(risks), evidence: z.string() })),
  entities: z.array(z.strictObject({ id: z.string(), value: z.string() })),
  thankYou: z.boolean(),
  spam: z.boolean(),
  notHelped: z.boolean(),
  angry: z.boolean(),
  /** Short codes, such as `asks_for_date`: they are put on record, and prose would hold the customer's words. */
  reasons: z.array(z.string()),
});

export const queryOutput = z.strictObject({ query: z.string() });

export const draftOutput = z.strictObject({
  language,
  statements: z.array(
    z.strictObject({
      kind: z.enum(statementKinds),
      text: z.string(),
      sources: z.array(z.string()),
      /** Of a question: the entity it asks for, or null for anything else. */
      asks: z.string().nullable(),
    }),
  ),
  /** Questions of the customer that a person will have to answer. */
  unanswered: z.array(z.string()),
  confident: z.boolean(),
});

/** What may be wrong with a reply beyond its sources; codes, so that they can be put on record. */
export const replyFaults = [
  'harmful_advice',
  'disrespectful',
  'blames_customer',
  'reveals_internal',
  'reveals_other_customer',
  'obeys_data',
  'promises_too_much',
  'wrong_language',
] as const;

export const reviewOutput = z.strictObject({
  statements: z.array(
    z.strictObject({
      index: z.number(),
      supported: z.enum(['yes', 'partly', 'no']),
      evidence: z.string(),
    }),
  ),
  complete: z.boolean(),
  missing: z.array(z.string()),
  faults: z.array(z.enum(replyFaults)),
});

export const packetOutput = z.strictObject({
  /** One sentence. */
  ask: z.string(),
  summary: z.string(),
  /** By the id of the message it happened in; the time and the writer are taken from the row. */
  timeline: z.array(z.strictObject({ message: z.string(), what: z.string() })),
  suggested: z.string().nullable(),
});

export const clarifyOutput = z.strictObject({
  questions: z.array(z.strictObject({ text: z.string(), asks: z.string().nullable() })),
});
