/** A recorded run: every answer of the provider by what was asked, so that the same run needs no provider. */
import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { contentHash } from '../domain/json.ts';
import { ModelFailure, type ModelFailureKind } from '../models/failure.ts';
import type { EmbeddingModel, LanguageModel, ModelAnswer, ModelCall, Models } from '../models/port.ts';

/** What was asked, by hashes alone: of the prompt (its system section and the form of the answer), and of what it was given. */
export interface CallKey {
  ask: string;
  prompt: string;
  input: string;
}

/** Pure. What is cut off, waited for or billed is not part of the question. */
export function keyOf({ messages, output, tools, model, temperature }: ModelCall): CallKey {
  const system = messages.filter(({ role }) => role === 'system');
  const given = messages.filter(({ role }) => role !== 'system');
  return {
    ask: output.name,
    prompt: contentHash({
      system,
      output,
      tools: tools ?? [],
      model: model ?? null,
      temperature: temperature ?? null,
    }),
    input: contentHash(given),
  };
}

const answer = z.strictObject({
  text: z.string(),
  toolCalls: z.array(z.strictObject({ id: z.string(), name: z.string(), arguments: z.unknown() })),
  usage: z.strictObject({ inputTokens: z.number(), cachedTokens: z.number(), outputTokens: z.number() }),
  model: z.string(),
  request: z.string().nullable(),
});
const failure = z.strictObject({ kind: z.string(), message: z.string() });
const key = { ask: z.string(), prompt: z.string(), input: z.string() };

const line = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('run'),
    recordedAt: z.string(),
    desk: z.string(),
    version: z.string(),
    language: z.string().nullable(),
    embeddings: z.strictObject({ name: z.string(), dimension: z.number() }).nullable(),
    moderation: z.string().nullable(),
  }),
  z.strictObject({ kind: z.literal('answer'), ...key, answer }),
  z.strictObject({ kind: z.literal('failure'), ...key, failure }),
  /** `values`: 32-bit floats, base64. */
  z.strictObject({ kind: z.literal('vector'), model: z.string(), input: z.string(), values: z.string() }),
  z.strictObject({ kind: z.literal('flags'), input: z.string(), categories: z.array(z.string()) }),
]);
type Line = z.output<typeof line>;
type Head = Extract<Line, { kind: 'run' }>;

/** The same models; what they answer is kept. */
export function recording(
  models: Models,
  of: Pick<Head, 'recordedAt' | 'desk' | 'version'>,
): { models: Models; save: (path: string) => Promise<void> } {
  const lines: Line[] = [];
  const { language, embeddings, moderation } = models;
  const recordedLanguage: LanguageModel | null = language && {
    name: language.name,
    async answer(call) {
      const asked = keyOf(call);
      try {
        const given = await language.answer(call);
        lines.push({ kind: 'answer', ...asked, answer: structuredClone(given) });
        return given;
      } catch (error) {
        if (error instanceof ModelFailure)
          lines.push({ kind: 'failure', ...asked, failure: { kind: error.kind, message: error.message } });
        throw error;
      }
    },
  };
  const recordedEmbeddings: EmbeddingModel | null = embeddings && {
    name: embeddings.name,
    dimension: () => embeddings.dimension(),
    async embed(texts, options) {
      const vectors = await embeddings.embed(texts, options);
      for (const [at, text] of texts.entries()) {
        const values = asBase64(vectors[at] ?? []);
        lines.push({ kind: 'vector', model: embeddings.name, input: contentHash(text), values });
      }
      return vectors;
    },
  };
  return {
    models: {
      language: recordedLanguage,
      embeddings: recordedEmbeddings,
      moderation: moderation && {
        name: moderation.name,
        async flagged(texts, options) {
          const categories = await moderation.flagged(texts, options);
          lines.push({ kind: 'flags', input: contentHash(texts), categories });
          return categories;
        },
      },
    },
    async save(path) {
      const head: Head = {
        kind: 'run',
        ...of,
        language: language?.name ?? null,
        embeddings: embeddings && { name: embeddings.name, dimension: await embeddings.dimension() },
        moderation: moderation?.name ?? null,
      };
      await writeFile(path, `${[head, ...lines].map((each) => JSON.stringify(each)).join('\n')}\n`);
    },
  };
}

export interface Recorded {
  models: Models;
  recordedAt: string;
  /**
   * What was asked and is not in the recording. A turn goes on without an answer, as it does when a provider is away, so
   * whoever replays looks here: a run with one of these is not the run that was recorded.
   */
  missing: string[];
}

/** Answers from a recording, without a network. What was asked several times is answered in the order of the recording. */
export async function recorded(path: string): Promise<Recorded> {
  const lines = (await readFile(path, 'utf8')).split('\n').filter((text) => text.trim() !== '');
  const read = lines.map((text, at) => readLine(path, at + 1, text));
  const head = read[0];
  if (head?.kind !== 'run') throw new Error(`${path} is no recording: its first line does not say of what`);
  const calls = new Queues<Extract<Line, { kind: 'answer' | 'failure' }>>();
  const vectors = new Map<string, number[]>();
  const flags = new Map<string, string[]>();
  const prompts = new Set<string>();
  for (const each of read) {
    if (each.kind === 'answer' || each.kind === 'failure') {
      calls.add(nameOf(each), each);
      prompts.add(each.prompt);
    }
    if (each.kind === 'vector') vectors.set(`${each.model} ${each.input}`, fromBase64(each.values));
    if (each.kind === 'flags') flags.set(each.input, each.categories);
  }
  const missing: string[] = [];
  const miss = (what: string): never => {
    missing.push(what);
    throw new ModelFailure('bad_request', `${what}: not in the recording ${path}`);
  };
  const { language, embeddings, moderation } = head;
  const replayed: Models = {
    language: language === null ? null : { name: language, answer },
    embeddings: embeddings && {
      name: embeddings.name,
      dimension: async () => embeddings.dimension,
      embed: async (texts) =>
        texts.map(
          (text) =>
            vectors.get(`${embeddings.name} ${contentHash(text)}`) ??
            miss(`the vector of a text (${embeddings.name})`),
        ),
    },
    moderation:
      moderation === null
        ? null
        : {
            name: moderation,
            flagged: async (texts) =>
              flags.get(contentHash(texts)) ?? miss('what moderation says of a message'),
          },
  };
  return { models: replayed, recordedAt: head.recordedAt, missing };

  async function answer(call: ModelCall): Promise<ModelAnswer> {
    const asked = keyOf(call);
    const found = calls.next(nameOf(asked));
    if (!found) {
      const why = prompts.has(asked.prompt)
        ? 'the prompt was recorded, and not with this input'
        : 'the prompt, the desk or the model has changed since';
      return miss(`the answer to ${asked.ask} (${why})`);
    }
    if (found.kind === 'failure')
      throw new ModelFailure(found.failure.kind as ModelFailureKind, found.failure.message);
    return structuredClone(found.answer) as ModelAnswer;
  }
}

function readLine(path: string, number: number, text: string): Line {
  try {
    return line.parse(JSON.parse(text));
  } catch (error) {
    throw new Error(`${path}:${number} is no line of a recording`, { cause: error });
  }
}

const nameOf = ({ ask, prompt, input }: CallKey): string => `${ask} ${prompt} ${input}`;

/** By name, what comes next; the last one stays. */
class Queues<T> {
  readonly #by = new Map<string, T[]>();
  add(name: string, value: T): void {
    this.#by.set(name, [...(this.#by.get(name) ?? []), value]);
  }
  next(name: string): T | undefined {
    const [first, ...rest] = this.#by.get(name) ?? [];
    if (rest.length > 0) this.#by.set(name, rest);
    return first;
  }
}

const asBase64 = (values: readonly number[]): string =>
  Buffer.from(Float32Array.from(values).buffer).toString('base64');
const fromBase64 = (text: string): number[] => {
  const bytes = Buffer.from(text, 'base64');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.byteLength / 4 }, (_, at) => view.getFloat32(at * 4, true));
};
