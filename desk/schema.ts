/** The format of desk.yaml: what a file may say, and what the rest of the project reads (defaults filled, durations in milliseconds). */
import { z } from 'zod';
import { accountConfigSchema } from '../account/schema.ts';
import { autonomies } from '../domain/words.ts';
import type { PromptFiles } from '../prompts/files.ts';
import { duration, envName, id, languageTag, timeZone, urlOrEnv } from './fields.ts';
import type { Macro } from './macro.ts';
import {
  addresses,
  autonomyRules,
  drafts,
  knowledgeRules,
  lifecycle,
  limits,
  models,
  settle,
  texts,
  thresholds,
} from './sections.ts';

const channelName = id;

const autonomy = z.preprocess(
  (value) => (typeof value === 'string' ? { default: value } : value),
  z.strictObject({
    default: z.enum(autonomies).default('approve'),
    channels: z.partialRecord(channelName, z.enum(autonomies)).default({}),
  }),
);

const topic = z.strictObject({
  id,
  description: z.string().default('').describe('One sentence for people and, later, for a model.'),
  examples: z
    .array(z.string().trim().min(1))
    .default([])
    .describe('What customers write. The classifier learns from these; ten varied ones are a good start.'),
  autonomy: autonomy
    .prefault({})
    .describe('off, shadow, approve or auto, or {default, channels: {sms: approve}}. Absent: approve.'),
  macro: id.optional().describe('The macro that answers this topic.'),
  queue: id.optional().describe('Where hand-offs of this topic go. Absent: defaultQueue.'),
  needs: z.array(id).default([]).describe('Entities that must be known before it can be answered.'),
  facts: z
    .array(
      z.string().regex(/^[a-z][A-Za-z0-9]*(\.[A-Za-z0-9]+)?$/, 'a group (order) or a fact (order.status)'),
    )
    .optional()
    .describe('What of the account a drafted answer may use: groups or facts. Absent: all that is proved.'),
});

const queue = z.strictObject({ id, name: z.string().min(1) });

const entity = z.strictObject({
  id,
  description: z.string().default(''),
  pattern: z
    .string()
    .min(1)
    .max(200)
    .describe('A regular expression without slashes, applied with the flags g, i and u.'),
  ask: z
    .partialRecord(languageTag, z.string().trim().min(1))
    .describe('The one question that is asked when it is missing, by language.'),
});

const riskPhrase = z.preprocess(
  (value) => (typeof value === 'string' ? { phrase: value } : value),
  z.strictObject({
    phrase: z.string().trim().min(3).describe('Found anywhere in a message, ignoring case and accents.'),
    locale: languageTag.optional().describe('Only for messages in this language. Absent: for all.'),
  }),
);

export const deskFileSchema = z.strictObject({
  id: id.describe('The tenant: part of URLs, workflow ids and every row. Never change it.'),
  name: z.string().min(1),
  language: languageTag.describe('What is spoken when the language of a message is not among `languages`.'),
  languages: z.array(languageTag).min(1).optional().describe('All the desk answers in. Absent: `language`.'),
  timeZone: timeZone.default('UTC'),
  signature: z.string().trim().default('').describe('The slot {{ signature }} of macros.'),
  topics: z.array(topic).min(1),
  queues: z.array(queue).min(1).describe('The queue `danger` is always there, listed or not.'),
  defaultQueue: id.optional().describe('Absent: the first queue.'),
  riskQueues: z
    .record(z.string(), id)
    .default({})
    .describe('Where hand-offs for a risk go, such as legal_threat. Danger always goes to `danger`.'),
  channels: z
    .record(channelName, z.strictObject({ label: z.string().optional() }).nullable())
    .default({})
    .describe('Names of channels beyond the well-known ones, which other fields may then use.'),
  addresses,
  settle,
  riskPhrases: z
    .record(z.string(), z.array(riskPhrase))
    .default({})
    .describe('More phrases that raise a risk. The built-in ones stay.'),
  alwaysHuman: z
    .array(z.string())
    .default([])
    .describe('More topics and risks that always go to a person. The built-in list cannot be shortened.'),
  lifecycle,
  limits,
  thresholds,
  models,
  drafts,
  autonomy: autonomyRules,
  knowledge: knowledgeRules,
  entities: z.array(entity).default([]),
  account: accountConfigSchema.optional(),
  secrets: z
    .strictObject({
      inbound: z.array(envName).min(1).max(2),
      outbound: z.array(envName).min(1).max(2),
    })
    .describe('Environment variables with whsec_… secrets. Two are valid at once, for rotation; new first.'),
  callback: z
    .strictObject({
      url: urlOrEnv,
      deduplicates: z
        .boolean()
        .default(true)
        .describe('false: a delivery with an unknown outcome goes to a person and is not repeated.'),
      timeout: duration.default(10_000),
    })
    .transform(({ timeout, ...rest }) => ({ ...rest, timeoutMs: timeout })),
  handoff: z
    .strictObject({ home: z.enum(['here', 'platform']).default('here') })
    .prefault({})
    .describe('Where people work hand-offs: our queue (here), or the platform, which gets them as events.'),
  temporalUiActions: z.boolean().default(true).describe('Whether people may act from the Temporal UI.'),
  texts,
});

/** What one may write in desk.yaml. */
export type DeskFileInput = z.input<typeof deskFileSchema>;

type Parsed = z.output<typeof deskFileSchema>;

/**
 * A desk as the project uses it: `languages`, `defaultQueue`, the topic `other` and the queue `danger` are always
 * there, and the built-in texts are filled in. JSON only.
 */
export type DeskFile = Omit<Parsed, 'languages' | 'defaultQueue'> & {
  languages: string[];
  defaultQueue: string;
};

/** A desk's files as checked: what one version holds in Postgres. JSON only. */
export interface DeskContent {
  desk: DeskFile;
  /** By id, then language. */
  macros: Macro[];
  /**
   * The built-in prompts with the desk's own in their place. Absent in versions that were stored before desks had
   * prompts; read them with `promptOf` (prompts/load.ts).
   */
  prompts?: PromptFiles;
  /** SHA-256 of the canonical JSON of the rest: the version's name. Order and layout of the files do not change it. */
  hash: string;
}
