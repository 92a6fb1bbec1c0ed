/** What a good model might answer: deterministic, made from the prompt's own content. One hook for each prompt's schema. */
import { firstSentence, numberedIn, overlap, type Reading } from './reading.ts';
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

/**
 * The tool call of a model that lacks a record: when it may look something up, knows no fact yet, and the customer has
 * written something that looks like a number of a record.
 */
export function sensibleTool(
  tools: readonly { name: string; schema: Schema }[],
  reading: Reading,
): { name: string; arguments: string } | undefined {
  const tool = tools[0];
  const id = numberedIn(reading.customer)[0];
  if (!tool || id === undefined || reading.sources.some(({ path }) => path !== undefined)) return undefined;
  return { name: tool.name, arguments: JSON.stringify(argumentsFor(tool.schema, id)) };
}

/** The id in every free string, the first of every list. */
export function argumentsFor(schema: Schema, id: string): unknown {
  return valueFor(schema, (_path, at) => (at.type === 'string' && !('enum' in at) ? id : undefined));
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
    language: guessedLanguage(reading.customer),
    risks: [],
    entities: entitiesIn(reading),
    thankYou: /^\s*(thanks|thank you|danke)[\s!.]*$/.test(lowered),
    spam: false,
    notHelped: false,
    angry: /angry|furious/.test(lowered),
    reasons: ['nearest_description'],
  };
}

/** By common words with the topic's description, or with the desk's example phrases that the prompt shows. */
function nearestTopic(reading: Reading): string {
  const phrases = reading.listed('Example phrases').map(({ id, description }) => ({
    id,
    score: overlap(description, reading.customer),
  }));
  const described = reading.listed('Topics').map(({ id, description }) => ({
    id,
    score: overlap(`${id} ${description}`, reading.customer),
  }));
  const best = [...phrases, ...described].toSorted((a, b) => b.score - a.score)[0];
  return best && best.score > 0 ? best.id : 'other';
}

/** Words with digits, as numbers of orders are, for the entity whose description has one that looks alike. */
function entitiesIn(reading: Reading): { id: string; value: string }[] {
  const shapeOf = (word: string) => word.replace(/\d+/g, '0').toUpperCase();
  return reading.listed('Entities').flatMap(({ id, description }) => {
    const shapes = numberedIn(description).map(shapeOf);
    const value = numberedIn(reading.customer).find((word) => shapes.includes(shapeOf(word)));
    return value ? [{ id, value }] : [];
  });
}

function query(reading: Reading): Value {
  return { query: reading.customer.replace(/\s+/g, ' ').trim().slice(0, 300) };
}

const greetings: Readonly<Record<string, string>> = {
  en: 'Hello, and thank you for your message.',
  de: 'Hallo, und vielen Dank für Ihre Nachricht.',
  fr: 'Bonjour, et merci pour votre message.',
  es: 'Hola, y gracias por su mensaje.',
};

/** A person takes what no source answers. */
const later: Readonly<Record<string, string>> = {
  en: 'A colleague will answer this for you.',
  de: 'Eine Kollegin oder ein Kollege wird Ihnen das beantworten.',
  fr: 'Une personne de notre équipe vous répondra.',
  es: 'Una persona de nuestro equipo le responderá.',
};

/** Quotes the passage that has most in common with what was asked, and tells the account facts that were asked about. */
function draft(reading: Reading): Value {
  const language = reading.language ?? guessedLanguage(reading.customer);
  const statement = (kind: string, text: string, sources: string[]) => ({ kind, text, sources, asks: null });
  const passages = reading.sources.filter((source) => source.path === undefined && !source.internal);
  const best = nearest(passages, reading.customer, (passage) => passage.text);
  const facts = reading.sources.filter(
    ({ path }) => path !== undefined && overlap(path.replaceAll(/[._]/g, ' '), reading.customer) > 0,
  );
  const statements = [
    statement('greeting', greetings[language] ?? greetings.en ?? '', []),
    ...facts
      .slice(0, 2)
      .map(({ id, path = '', text }) => statement('fact', `${path.split('.').at(-1)}: ${text}`, [id])),
    ...(best ? [statement('fact', firstSentence(best.text), [best.id])] : []),
  ];
  const helps = statements.length > 1;
  if (!helps) statements.push(statement('commitment', later[language] ?? later.en ?? '', []));
  return {
    language,
    statements,
    unanswered: helps ? [] : [firstSentence(reading.customer)],
    confident: helps,
  };
}

function nearest<T>(all: readonly T[], text: string, textOf: (one: T) => string): T | undefined {
  const score = (one: T) => overlap(text, textOf(one));
  return all.toSorted((a, b) => score(b) - score(a))[0];
}

/** A judge by words: a statement is supported when most of its words stand in the sources that it names. */
function review(reading: Reading): Value {
  const statements = reading.fences.filter(
    ({ name, attributes }) => name === 'statement' && 'index' in attributes,
  );
  return {
    statements: statements.map(({ attributes, text }) => {
      const named = (attributes.sources ?? '').split(/[,\s]+/);
      const sources = reading.sources.filter(({ id }) => named.includes(id));
      const shared = overlap(text, sources.map((source) => `${source.path ?? ''} ${source.text}`).join(' '));
      const free =
        attributes.kind === 'greeting' ||
        attributes.kind === 'question' ||
        (attributes.kind === 'commitment' && Object.values(later).includes(text));
      return {
        index: Number(attributes.index),
        supported: free || shared >= 0.7 ? 'yes' : shared >= 0.4 ? 'partly' : 'no',
        evidence: firstSentence(sources[0]?.text ?? ''),
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
    timeline: messages
      .slice(0, 10)
      .map(({ attributes, text }) => ({ message: attributes.id, what: firstSentence(text) })),
    suggested: null,
  };
}

function clarify(reading: Reading): Value {
  const wanted = reading.listed('What has to be known')[0];
  return {
    questions: wanted
      ? [{ text: `Could you tell us this: ${wanted.id.replaceAll('_', ' ')}?`, asks: wanted.id }]
      : [],
  };
}

function guessedLanguage(text: string): string {
  return /\b(ich|nicht|bitte|meine|und|ist)\b/i.test(text) ? 'de' : 'en';
}
