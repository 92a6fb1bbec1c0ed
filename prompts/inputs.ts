/**
 * What each prompt is given. A field is either the desk's own (plain: may stand anywhere) or data, which somebody else
 * wrote: a customer, an article, an account record, a model. Data may only be printed inside a fence of a user section;
 * `prompts check` enforces it.
 */
import { z } from 'zod';
import { boundMessages, clipMiddle, MAX_ITEMS, MAX_PASSAGES, PASSAGE_CHARS, SHORT_CHARS } from './limits.ts';

/** Which schemas are data. */
export const dataTexts = z.registry<Record<string, never>>();

/** `meaning` is for the table of variables in docs/authors.md. */
const data = (meaning: string, max = SHORT_CHARS) =>
  z
    .string()
    .transform((text) => clipMiddle(text, max))
    .describe(meaning)
    .register(dataTexts, {});
const plain = (meaning: string) => z.string().describe(meaning);
const listOf = <T extends z.ZodType>(item: T, max = MAX_ITEMS) =>
  z.array(item).transform((list) => list.slice(0, max));

const desk = z
  .strictObject({
    name: plain('what the desk is called'),
    language: plain('the language its people work in'),
    languages: z.array(z.string()).describe('all languages it answers in'),
    tone: plain('how replies sound, as desk.yaml says'),
    signature: plain('what stands below a reply; it is added by the program'),
  })
  .describe('who answers');

const message = z.strictObject({
  id: plain('what an answer cites it by, such as m1'),
  from: z.enum(['customer', 'participant', 'us']).describe('who wrote it'),
  at: plain('when it arrived, as 2026-03-12 14:05'),
  text: z.string().describe('what it says').register(dataTexts, {}), // cut by boundMessages, with its neighbours in view
  attachments: z
    .array(
      z.strictObject({
        name: data('name of the file'),
        text: data('what it says, where it was read', PASSAGE_CHARS).nullable(),
      }),
    )
    .describe('files that came with it'),
});
const messages = z.array(message).transform(boundMessages);

const passage = z.strictObject({
  id: plain('what a statement cites it by, such as p1'),
  title: data('title of the article'),
  headingPath: z.array(data('a heading above it')).describe('the headings above it, outermost first'),
  text: data('the passage itself', PASSAGE_CHARS),
  audience: z.enum(['public', 'internal']).describe('internal ones steer a reply and are never quoted'),
});
const passages = listOf(passage, MAX_PASSAGES).describe('what the knowledge base says');

const facts = listOf(
  z.strictObject({
    id: plain('what a statement cites it by, such as f1'),
    path: plain('its name, such as order.status'),
    value: data('what the account says'),
  }),
).describe('what the account says, as far as this customer may know it');

const topic = z.strictObject({ id: plain('id of the topic'), description: plain('what it is about') });
const entity = z.strictObject({ id: plain('id of the entity'), description: plain('what it is') });
const asked = listOf(
  z.strictObject({ question: data('what we asked'), answer: data('what came back').nullable() }),
).describe('questions of ours in this conversation');
const statement = z.strictObject({
  kind: plain('greeting, question, procedure, fact or commitment'),
  text: data('the sentence'),
  sources: z.array(z.string()).describe('ids of passages and facts that it cites'),
});

const earlier = messages.describe('the conversation before this turn, oldest first');
const turn = messages.describe('the unanswered messages of this turn, oldest first');
const promises = z.array(z.string()).describe('what a reply may promise, as desk.yaml says');

export const triageInput = z.strictObject({
  desk,
  topics: z.array(topic).describe("the desk's topics"),
  entities: z.array(entity).describe('what customers name and answers need'),
  risks: z.array(z.string()).describe('names of the risks'),
  nearest: z
    .array(z.strictObject({ topic: plain('id of its topic'), phrase: plain('the phrase') }))
    .describe("the desk's example phrases that are most like the messages"),
  earlier,
  messages: turn,
});

export const queryInput = z.strictObject({ desk, earlier, messages: turn });

export const draftInput = z.strictObject({
  desk,
  language: plain('the language to answer in'),
  topics: z.array(topic).describe('what triage says the messages are about'),
  earlier,
  messages: turn,
  passages,
  facts,
  askedBefore: asked,
  askable: z.array(entity).describe('entities that a question may ask for'),
  maxQuestions: z.number().describe('how many questions the reply may ask'),
  promises,
  contacts: z.array(z.string()).describe('links, addresses and numbers that need no source'),
  lookUps: z.array(entity).describe('account records that may be asked for with a tool; empty: none'),
  problems: listOf(data('what review found')).describe('what is wrong with the draft before; empty at first'),
  previous: listOf(statement).describe('that draft'),
});

export const reviewInput = z.strictObject({
  desk,
  language: plain('the language the reply has to be in'),
  earlier,
  messages: turn,
  statements: listOf(
    statement.extend({ index: z.number().describe('number of the statement, from 0') }),
  ).describe('the reply to be reviewed'),
  passages,
  facts,
  promises,
});

export const packetInput = z.strictObject({
  desk,
  reason: plain('why a person gets it, in words'),
  earlier,
  messages: turn,
  passages,
  facts,
  attempted: listOf(z.strictObject({ what: plain('a step'), result: plain('what came of it') })).describe(
    'what was tried before',
  ),
  promised: listOf(data('a promise')).describe('what the customer was told'),
});

export const clarifyInput = z.strictObject({
  desk,
  language: plain('the language to ask in'),
  earlier,
  messages: turn,
  wanted: z.array(entity).describe('what has to be known'),
  askedBefore: asked,
  maxQuestions: z.number().describe('how many questions may be asked'),
});
