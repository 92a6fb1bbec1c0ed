/** The packet: what a person gets with a hand-off, so that the customer never has to repeat anything. */
import * as z from 'zod';
import { priorities } from './words.ts';

const quote = z.object({
  message: z.string().describe('id of the message it was written in'),
  text: z.string(),
});

export const packetSchema = z.object({
  version: z.int().positive(),
  conversation: z.string(),
  item: z.string(),
  reason: z.object({ code: z.string(), text: z.string().describe('the reason in words') }),
  priority: z.enum(priorities),
  ask: z
    .string()
    .describe('what the customer wants, in one sentence: their own words when no model wrote it'),
  summary: z.string().nullable().default(null).describe('in a few sentences, when a model wrote one'),
  language: z.string(),
  /** Arrival numbers of the messages that the version before this one did not have. */
  newMessages: z.array(z.string()),
  timeline: z.array(z.object({ at: z.string(), who: z.string(), what: z.string(), ref: z.string() })),
  facts: z
    .array(z.object({ id: z.string(), path: z.string(), value: z.unknown(), source: z.unknown() }))
    .describe('verified, with source'),
  claims: z.array(quote).describe('what the customer says, unverified'),
  entities: z.record(z.string(), z.array(z.string())),
  mentionedIds: z.array(z.string()).describe('every id, number and address the customer named'),
  attempted: z.array(z.object({ turn: z.string(), what: z.string(), result: z.string() })),
  alreadyAsked: z.array(z.object({ question: z.string(), answer: z.string().nullable() })),
  promises: z.array(z.object({ text: z.string(), delivery: z.string(), state: z.string() })),
  risks: z.array(z.object({ risk: z.string(), level: z.string(), evidence: quote })),
  sources: z.array(z.string()),
  suggestedReply: z.string().nullable(),
  /** Deliveries that may have reached the customer although nobody can say so. */
  inDoubt: z.array(z.object({ delivery: z.string(), text: z.string() })),
  attachments: z.array(
    z.object({ id: z.string(), message: z.string(), name: z.string(), type: z.string(), state: z.string() }),
  ),
  links: z.object({ platform: z.string().nullable(), previous: z.string().nullable() }),
  writtenBy: z.string().describe('the model that wrote the words; `rules` when none did'),
});

export type Packet = z.infer<typeof packetSchema>;
