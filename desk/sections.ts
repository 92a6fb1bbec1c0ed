/** The sections of desk.yaml whose every field has a default: settle windows, lifecycle, limits, thresholds, texts, our own addresses. */
import { z } from 'zod';
import { days, hours, minutes, seconds } from '../domain/clock.ts';
import { duration, id, languageTag } from './fields.ts';
import { allTexts, builtinTexts, type Texts } from './texts.ts';

export interface SettleWindow {
  /** Milliseconds of quiet after which a burst is over. */
  quietMs: number;
  /** Milliseconds after its first message at which a burst is over, quiet or not. */
  capMs: number;
}

/** People pause longer between the parts of a thought the slower the channel is. The cap bounds everybody's wait. */
const chat: SettleWindow = { quietMs: seconds(3), capMs: seconds(12) };
const text: SettleWindow = { quietMs: seconds(8), capMs: seconds(30) };
const email: SettleWindow = { quietMs: seconds(45), capMs: minutes(3) };
const defaultSettle: Readonly<Record<string, SettleWindow>> = {
  sms: text,
  whatsapp: text,
  messenger: text,
  social: text,
  chat,
  email,
};

/** Channels that every desk may name without listing them. */
export const wellKnownChannels: readonly string[] = Object.keys(defaultSettle);

const window = z
  .strictObject({ quiet: duration, cap: duration })
  .refine(({ quiet, cap }) => cap >= quiet, { message: 'cap is shorter than quiet', path: ['cap'] })
  .transform(({ quiet, cap }): SettleWindow => ({ quietMs: quiet, capMs: cap }));

/** In: `{default: {quiet: 8s, cap: 30s}, channels: {email: {quiet: 45s, cap: 3m}}}`. Out: milliseconds. */
export const settle = z
  .strictObject({
    default: window.default(text).describe('For channels that are neither listed nor well known.'),
    channels: z.partialRecord(id, window).default({}),
  })
  .prefault({})
  .transform((given) => {
    const channels: Record<string, SettleWindow> = { ...defaultSettle };
    for (const [channel, value] of Object.entries(given.channels)) if (value) channels[channel] = value;
    return { default: given.default, channels };
  });

/** In: `solvedAfter: 7d` and so on. Out: `solvedAfterMs` and so on, in milliseconds. */
export const lifecycle = z
  .strictObject({
    solvedAfter: duration.default(days(7)).describe('Waiting for the customer, then solved (assumed).'),
    closedAfter: duration.default(days(14)).describe('Solved, then closed.'),
    approvalDeadline: duration.default(hours(4)).describe('An undecided draft then becomes a hand-off.'),
    claimLease: duration
      .default(minutes(30))
      .describe('A claimed item without any action is then free again.'),
  })
  .prefault({})
  .transform((given) => ({
    solvedAfterMs: given.solvedAfter,
    closedAfterMs: given.closedAfter,
    approvalDeadlineMs: given.approvalDeadline,
    claimLeaseMs: given.claimLease,
  }));

const atMost = (max: number) => z.int().min(0).max(max);
const mebibyte = 1024 * 1024;

export const limits = z
  .strictObject({
    automatedPerHour: atMost(1_000).default(8),
    automatedPerDay: atMost(10_000).default(30),
    questionsPerConversation: atMost(20).default(3),
    automatedTurnsWithoutProgress: z.int().min(1).max(2).default(2),
    textBytes: z
      .int()
      .min(1_000)
      .max(mebibyte)
      .default(64 * 1024),
    attachmentBytes: atMost(50 * mebibyte).default(10 * mebibyte),
    attachments: atMost(50).default(10),
  })
  .prefault({})
  .describe(
    'automatedPerHour and automatedPerDay: sends per correspondent over all conversations, the last stop of a loop between two machines. automatedTurnsWithoutProgress: at most 2, then a person. textBytes, attachmentBytes: of one message, one attachment.',
  );

const share = z.number().min(0).max(1);

export const thresholds = z
  .strictObject({
    topicConfidence: share
      .default(0.5)
      .describe('Below it a topic counts as unknown: likelier wrong than right.'),
    macroConfidence: share
      .default(0.9)
      .describe('Below it a macro needs approval, even where cross-validation would allow it alone.'),
  })
  .prefault({});

/** What one turn, conversation or day may cost. Tokens count in and out together; dollars by the price list of models/prices.ts. */
const allowance = (tokens: number, usd: number) =>
  z
    .strictObject({
      tokens: z.int().min(0).default(tokens),
      usd: z.number().min(0).default(usd),
    })
    .prefault({});

/** Which models the desk uses, and what they may cost. Without a key in the environment the rules serve, whatever this says. */
export const models = z
  .strictObject({
    use: z
      .enum(['auto', 'rules'])
      .default('auto')
      .describe('auto: a language model where the process has a key for one. rules: never one.'),
    chat: z.string().min(1).optional().describe('Model name. Absent: FIRST_RESPONSE_CHAT_MODEL.'),
    budget: z
      .strictObject({
        turn: allowance(60_000, 0.25),
        conversation: allowance(400_000, 1.5),
        day: allowance(20_000_000, 50),
      })
      .prefault({})
      .describe('Beyond it the rules serve until the next turn, conversation or day (UTC).'),
  })
  .prefault({});

/** How model drafts are written and what they may say. */
export const drafts = z
  .strictObject({
    tone: z.string().trim().default('Friendly, plain and to the point.'),
    maxQuestions: z.int().min(0).max(5).default(2).describe('Questions that one reply may ask.'),
    promises: z
      .array(z.string().trim().min(3))
      .default([])
      .describe('Commitments that a draft may make, in words. Any other promise goes to a person.'),
    contacts: z
      .array(z.string().trim().min(3))
      .default([])
      .describe('Links, addresses and phone numbers that a reply may name without a source.'),
    lookUps: z
      .enum(['topic', 'model'])
      .default('topic')
      .describe('topic: facts by the topic. model: it may also ask for account records, read-only.'),
    maxLookUps: z.int().min(0).max(8).default(3).describe('Look-ups of one draft by the model.'),
  })
  .prefault({});

/** What a topic has to show before it may send model drafts on its own, and how it is watched afterwards. */
export const autonomyRules = z
  .strictObject({
    target: share
      .default(0.9)
      .describe('The lower 95 % Wilson bound of accepted drafts that earns `auto`, 0 to 1.'),
    reviewed: z.int().min(20).default(50).describe('Reviewed drafts at least.'),
    sample: share.default(0.05).describe('Share of `auto` replies that go past a person first.'),
    samplePerWeek: z.int().min(0).default(10).describe('At least so many of them a week and topic.'),
    promotion: z
      .enum(['propose', 'apply'])
      .default('propose')
      .describe('propose: a person applies it. apply: an earned promotion takes effect by itself.'),
  })
  .prefault({});

export const knowledgeRules = z
  .strictObject({
    pastConversations: z
      .boolean()
      .default(false)
      .describe('Whether answers that people wrote are a source as well. Never what the AI wrote.'),
  })
  .prefault({});

/** How a desk knows its own mail when it comes back: an answer to ourselves would be answered again. */
export const addresses = z
  .strictObject({
    own: z
      .array(
        z
          .string()
          .trim()
          .regex(/^[^@\s<>]+@[^@\s<>]+$/, 'write an e-mail address alone, such as support@example.com'),
      )
      .default([])
      .describe('Every e-mail address the desk sends from. What comes from one of them is never answered.'),
    messageIdDomain: z
      .string()
      .trim()
      .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i, 'write what stands behind the @, such as mail.example.com')
      .optional()
      .describe(
        'The domain of the Message-IDs of what the platform sends for this desk, and of no other mail.',
      ),
  })
  .optional();

const byLanguage = z.partialRecord(languageTag, z.string().trim().min(1));

/** Given texts replace the built-in ones of the same language; the rest of the built-in ones stay. */
export const texts = z
  .strictObject({
    notice: byLanguage.default({}).describe('Told once at a hand-off. Slot: {{ queueName }}.'),
    safety: z.partialRecord(z.string(), byLanguage).default({}).describe('By danger risk. No slots.'),
  })
  .prefault({})
  .transform((given): Texts => allTexts(builtinTexts, given));
