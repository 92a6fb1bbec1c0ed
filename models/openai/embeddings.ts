/** Vectors from an OpenAI-compatible server, by the openai SDK itself: LangChain's embeddings cannot be cancelled. */
import OpenAI from 'openai';
import { type Clock, seconds } from '../../domain/clock.ts';
import { ModelFailure } from '../failure.ts';
import type { EmbedCall, EmbeddingModel } from '../port.ts';
import { type Endpoint, exchange } from './exchange.ts';
import { failureOf } from './failures.ts';

/** OpenAI takes 2,048 and small servers far fewer; beyond this a request gains nothing, and a failed one loses more. */
const MAX_INPUTS = 128;

/** OpenAI takes 300,000 tokens in a request and servers of one's own compute for seconds at a tenth of it. */
const MAX_TOKENS = 100_000;

/** 8,192 tokens at OpenAI. One text that is too long would fail its whole batch; passages are far shorter. */
const MAX_TOKENS_PER_INPUT = 8_000;

/** Bytes of UTF-8 in a token, at least, in any text that people write: English has four or five, Chinese three. */
const BYTES_PER_TOKEN = 2;

/** For a batch. A model on a CPU takes a second for ten passages. */
const TIMEOUT_MS = seconds(60);

/** Of names: by which protocol a model is reached. */
const PREFIX = 'openai:';

/** `model` as its server calls it. */
export function embeddingModel(endpoint: Endpoint, model: string, clock: Clock): EmbeddingModel {
  /** Of the first vector that this process has seen; every later one has to fit. */
  let known: number | undefined;
  let probe: Promise<number> | undefined;

  const embed: EmbeddingModel['embed'] = async (texts, options = {}) => {
    const vectors: number[][] = [];
    for (const batch of batchesOf(texts)) {
      const some = await request(endpoint, model, batch, clock, options);
      for (const vector of some) {
        known ??= vector.length;
        if (vector.length !== known)
          throw new ModelFailure(
            'wrong_dimension',
            `${model} gave a vector of ${vector.length} numbers after one of ${known}: is another model served under this name?`,
          );
        vectors.push(vector);
      }
    }
    return vectors;
  };

  return {
    name: `${PREFIX}${model}`,
    dimension: () => {
      probe ??= (known === undefined ? embed(['dimension']) : Promise.resolve([])).then(
        () => known ?? 0,
        (error) => {
          // The next one who asks may find the provider back.
          probe = undefined;
          throw error;
        },
      );
      return probe;
    },
    embed,
    named: (name) =>
      name.startsWith(PREFIX) ? embeddingModel(endpoint, name.slice(PREFIX.length), clock) : undefined,
  };
}

async function request(
  endpoint: Endpoint,
  model: string,
  input: readonly string[],
  clock: Clock,
  options: EmbedCall,
): Promise<number[][]> {
  const timeout = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
  try {
    const client = new OpenAI({
      apiKey: endpoint.apiKey,
      baseURL: endpoint.baseUrl,
      maxRetries: 0,
      fetch: exchange().fetch,
      logLevel: 'off',
    });
    const { data, usage } = await client.embeddings.create(
      // Without a format the SDK asks for base64, which several servers answer with floats that it then decodes to noise.
      { model, input: [...input], encoding_format: 'float' },
      { signal: options.signal ? AbortSignal.any([options.signal, timeout]) : timeout },
    );
    options.spent?.(tokensOf(usage) ?? Math.ceil(Buffer.byteLength(input.join('')) / BYTES_PER_TOKEN));
    return checked(data, input.length);
  } catch (error) {
    throw failureOf(error, { now: clock(), signal: options.signal, timeout });
  }
}

/** Servers of one's own may leave it out, whatever the types say. */
function tokensOf(usage: unknown): number | undefined {
  const tokens = (usage as { prompt_tokens?: unknown } | undefined)?.prompt_tokens;
  return typeof tokens === 'number' && tokens > 0 ? tokens : undefined;
}

/** In the order of the inputs, which is not promised to be that of the response. */
function checked(data: unknown, inputs: number): number[][] {
  const vectors: number[][] = new Array(inputs);
  const items: unknown[] = Array.isArray(data) ? data : [];
  for (const [i, item] of items.entries()) {
    const { index = i, embedding } = (item ?? {}) as { index?: number; embedding?: unknown };
    if (Array.isArray(embedding) && embedding.length > 0 && embedding.every(Number.isFinite))
      vectors[index] = embedding;
  }
  const usable = Object.keys(vectors).length;
  if (usable !== inputs || vectors.length !== inputs)
    throw new ModelFailure('invalid_answer', `${usable} usable vectors for ${inputs} texts`);
  return vectors;
}

function* batchesOf(texts: readonly string[]): Generator<string[]> {
  let batch: string[] = [];
  let tokens = 0;
  for (const text of texts) {
    // An empty input is a 400 at OpenAI.
    const input = text.trim() === '' ? ' ' : cut(text);
    const size = Math.ceil(Buffer.byteLength(input) / BYTES_PER_TOKEN);
    if (batch.length > 0 && (batch.length === MAX_INPUTS || tokens + size > MAX_TOKENS)) {
      yield batch;
      batch = [];
      tokens = 0;
    }
    batch.push(input);
    tokens += size;
  }
  if (batch.length > 0) yield batch;
}

/** To at most MAX_TOKENS_PER_INPUT, between characters. */
function cut(text: string): string {
  const bytes = Buffer.from(text);
  const most = MAX_TOKENS_PER_INPUT * BYTES_PER_TOKEN;
  return bytes.length <= most
    ? text
    : bytes
        .subarray(0, most)
        .toString()
        .replace(/\uFFFD$/, '');
}
