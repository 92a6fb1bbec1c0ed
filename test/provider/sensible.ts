/** What a good model might answer: deterministic, made from the prompt's own content. One hook for each prompt's schema. */
import { firstSentence, overlap, type Reading } from './reading.ts';
import { type Schema, valueFor } from './schema-value.ts';

type Value = Record<string, unknown>;

/** By the name of the output schema: `DraftOutput` and `draft` are the same. */
export const promptOf = (name: string): string => name.replace(/Output$/, '').toLowerCase();

/** Fits `schema`: fields that the hook does not know are filled with the dullest value that does. */
export function sensibleValue(name: string, schema: Schema, reading: Reading): Value {
  const hook = hooks[promptOf(name)];
  const made = hook?.(reading) ?? {};
  return valueFor(schema, (path) => (path.length === 1 ? made[path[0] ?? ''] : undefined)) as Value;
}

const hooks: Readonly<Record<string, (reading: Reading) => Value>> = {
  triage,
  query,
  draft,
  review,
  packet,
  clarify,
};

function triage(reading: Reading): Value {
  const lowered = reading.customer.toLowerCase();
  return {
    topics: [{ id: nearestTopic(reading), confidence: 0.92 }],
    priority: /urgent|immediately|asap|dringend/.test(lowered) ? 'high' : 'normal',
    sentiment: /angry|terrible|worst|unacceptable/.test(lowered) ? 'negative' : 'neutral',
    language: languageOf(reading),
    risks: [],
    entities: [],
    thankYou: /^\s*(thanks|thank you|danke)[\s!.]*$/.test(lowered),
    spam: false,
    notHelped: false,
    angry: /angry|furious/.test(lowered),
    reasons: ['nearest_description'],
  };
}

function nearestTopic(reading: Reading): string {
  const scored = reading.listed.map(({ id, description }) => ({
    id,
    score: overlap(`${id} ${description}`, reading.customer),
  }));
  scored.sort((a, b) => b.score - a.score);
  return scored[0] && scored[0].score > 0 ? scored[0].id : 'other';
}

function query(reading: Reading): Value {
  return { query: reading.customer.replace(/\s+/g, ' ').trim().slice(0, 300) };
}

function draft(reading: Reading): Value {
  const quotable = reading.sources.filter(({ internal, text }) => !internal && text !== '');
  const best = quotable.toSorted(
    (a, b) => overlap(reading.customer, b.text) - overlap(reading.customer, a.text),
  )[0];
  const statement = (kind: string, text: string, sources: string[]) => ({ kind, text, sources, asks: null });
  const statements = [statement('greeting', 'Hello, and thank you for your message.', [])];
  if (best) statements.push(statement('fact', firstSentence(best.text), [best.id]));
  return {
    language: languageOf(reading),
    statements,
    unanswered: best ? [] : [firstSentence(reading.customer)],
    confident: best !== undefined,
  };
}

/** A judge by words: a statement is supported when most of its words stand in one source. */
function review(reading: Reading): Value {
  const statements = reading.fences.filter(
    ({ name, attributes }) => name === 'statement' && 'index' in attributes,
  );
  return {
    statements: statements.map(({ attributes, text }) => {
      const best = Math.max(0, ...reading.sources.map((source) => overlap(text, source.text)));
      const free = attributes.kind === 'greeting' || attributes.kind === 'question';
      return {
        index: Number(attributes.index),
        supported: free || best >= 0.7 ? 'yes' : best >= 0.4 ? 'partly' : 'no',
        evidence: '',
      };
    }),
    complete: true,
    missing: [],
    faults: [],
  };
}

function packet(reading: Reading): Value {
  const messages = reading.fences.filter(({ name, attributes }) => name === 'message' && attributes.id);
  return {
    ask: firstSentence(reading.customer),
    summary: `The customer writes: ${reading.customer.replace(/\s+/g, ' ').slice(0, 200)}`,
    timeline: messages.map(({ attributes, text }) => ({ message: attributes.id, what: firstSentence(text) })),
    suggested: null,
  };
}

function clarify(reading: Reading): Value {
  const wanted = reading.listed[0];
  return {
    questions: wanted
      ? [{ text: `Could you tell us your ${wanted.id.replaceAll('_', ' ')}?`, asks: wanted.id }]
      : [],
  };
}

/** What the prompt says the answer is to be written in; else a guess at the customer's, between two. */
function languageOf(reading: Reading): string {
  const told = /\b(?:language|in)\b[^\n.]{0,30}?[:`"\s]([a-z]{2}(?:-[A-Z]{2})?)[`"]?\s*(?:$|[.,\n])/m.exec(
    reading.system,
  )?.[1];
  if (told && !['is', 'it', 'of', 'to', 'an', 'as', 'or', 'be', 'in', 'on'].includes(told)) return told;
  return /\b(ich|nicht|bitte|meine|und|ist)\b/i.test(reading.customer) ? 'de' : 'en';
}
