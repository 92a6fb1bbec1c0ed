/** The OpenAI models over a real socket: what goes out, what comes back, and how each fault is named, each with one call. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../domain/clock.ts';
import { ModelFailure, type ModelFailureKind } from '../../models/failure.ts';
import { chatModel } from '../../models/openai/chat.ts';
import { embeddingModel } from '../../models/openai/embeddings.ts';
import { moderation } from '../../models/openai/moderation.ts';
import type { ModelCall } from '../../models/port.ts';
import type { Behaviour } from '../provider/behaviour.ts';
import { type Provider, startProvider } from '../provider/server.ts';

let provider: Provider;
beforeAll(async () => {
  provider = await startProvider({ dimension: 8 });
});
afterAll(() => provider.close());
afterEach(() => provider.reset());

const endpoint = () => ({ baseUrl: provider.url, apiKey: 'sk-test-0123456789' });
const chat = () => chatModel(endpoint(), 'gpt-4.1-mini', systemClock);
const embeddings = () => embeddingModel(endpoint(), 'text-embedding-3-small', systemClock);

const output = {
  name: 'verdict',
  schema: {
    type: 'object',
    properties: { verdict: { type: 'string' } },
    required: ['verdict'],
    additionalProperties: false,
  },
};
const call = (more: Partial<ModelCall> = {}): ModelCall => ({
  messages: [
    { role: 'system', text: 'You judge.' },
    { role: 'user', text: 'My card is gone {{ and }} I am <b>upset</b>.' },
  ],
  output,
  maxOutputTokens: 200,
  timeoutMs: 5_000,
  ...more,
});

async function failureFrom(work: Promise<unknown>): Promise<ModelFailure> {
  const failure = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(failure instanceof ModelFailure)) throw new Error(`no ModelFailure but ${failure}`);
  return failure;
}

const bodyOf = (i = 0) => JSON.parse(provider.calls[i]?.raw ?? '{}');

describe('a chat call', () => {
  it('sends the messages as they are, a strict schema, and no more than it was given', async () => {
    provider.script([{ kind: 'answer', value: { verdict: 'fine' } }]);
    const answer = await chat().answer(call({ temperature: 0.2 }));
    expect(JSON.parse(answer.text)).toEqual({ verdict: 'fine' });
    expect(bodyOf()).toEqual({
      model: 'gpt-4.1-mini',
      temperature: 0.2,
      max_tokens: 200,
      stream: false,
      messages: [
        { role: 'system', content: 'You judge.' },
        { role: 'user', content: 'My card is gone {{ and }} I am <b>upset</b>.' },
      ],
      response_format: { type: 'json_schema', json_schema: { ...output, strict: true } },
    });
    expect(provider.calls[0]?.headers.authorization).toBe('Bearer sk-test-0123456789');
  });

  it('tells what it used, how much of it came from the cache, which model answered, and the request id', async () => {
    const long = 'word '.repeat(2_000);
    const answer = await chat().answer(call({ messages: [{ role: 'user', text: long }] }));
    expect(answer.usage).toEqual({
      inputTokens: 2_500,
      cachedTokens: 1_152,
      outputTokens: expect.any(Number),
    });
    expect(answer.usage.outputTokens).toBeGreaterThan(0);
    expect(answer).toMatchObject({ model: 'gpt-4.1-mini', request: 'req_double' });
  });

  it('uses the model that the call names', async () => {
    const answer = await chat().answer(call({ model: 'qwen3:8b' }));
    expect(bodyOf().model).toBe('qwen3:8b');
    expect(answer.model).toBe('qwen3:8b');
  });

  it('sends a reasoning model no temperature, which it would refuse', async () => {
    await chat().answer(call({ model: 'gpt-5-mini', temperature: 0 }));
    expect(bodyOf()).not.toHaveProperty('temperature');
    expect(bodyOf().max_completion_tokens).toBe(200);
  });

  it('gives back what is not the schema, or not JSON, for the caller to judge', async () => {
    provider.script([{ kind: 'wrong_schema' }, { kind: 'text', text: 'Sure! Here you go:' }]);
    expect(JSON.parse((await chat().answer(call())).text)).toHaveProperty('score');
    expect((await chat().answer(call())).text).toBe('Sure! Here you go:');
    expect(provider.calls).toHaveLength(2);
  });

  it('carries tool calls there and back, also when their arguments are no JSON', async () => {
    const tools = [
      {
        name: 'look_up',
        description: 'Looks up a record.',
        schema: {
          type: 'object',
          properties: { id: { type: 'string' } },
          required: ['id'],
          additionalProperties: false,
        },
      },
    ];
    provider.script([{ kind: 'tools', calls: [{ name: 'look_up', arguments: { id: 'W12' } }] }]);
    const first = await chat().answer(call({ tools }));
    expect(first.text).toBe('');
    expect(first.toolCalls).toEqual([{ id: expect.any(String), name: 'look_up', arguments: { id: 'W12' } }]);

    const id = first.toolCalls[0]?.id ?? '';
    await chat().answer(
      call({
        tools,
        messages: [
          { role: 'user', text: 'Where is W12?' },
          { role: 'assistant', text: '', toolCalls: first.toolCalls },
          { role: 'tool', callId: id, text: '{"status":"sent"}' },
        ],
      }),
    );
    expect(bodyOf(1).messages).toMatchObject([
      { role: 'user' },
      { role: 'assistant', tool_calls: [{ id, function: { name: 'look_up', arguments: '{"id":"W12"}' } }] },
      { role: 'tool', tool_call_id: id, content: '{"status":"sent"}' },
    ]);

    provider.script([{ kind: 'tools', calls: [{ name: 'look_up', arguments: '{"id":' }] }]);
    const broken = chat().answer(call({ tools }));
    expect((await failureFrom(broken)).kind).toBe('invalid_answer');
  });
});

type Fault = [ModelFailureKind, Behaviour, { retryAfterMs?: number | null; paid?: boolean }?];
const faults: Fault[] = [
  ['rate_limited', { kind: 'rate_limited' }],
  ['rate_limited', { kind: 'rate_limited', retryAfter: '7' }, { retryAfterMs: 7_000 }],
  ['rate_limited', { kind: 'rate_limited', retryAfterMs: '250', retryAfter: '7' }, { retryAfterMs: 250 }],
  ['rate_limited', { kind: 'rate_limited', retryAfter: 'soon' }],
  ['quota_exhausted', { kind: 'quota_exhausted' }],
  ['quota_exhausted', { kind: 'error', status: 402 }],
  ['overloaded', { kind: 'error', status: 500 }],
  ['overloaded', { kind: 'error', status: 503, headers: { 'retry-after': '3' } }, { retryAfterMs: 3_000 }],
  ['overloaded', { kind: 'error', status: 409 }],
  ['timed_out', { kind: 'error', status: 408 }],
  ['unreachable', { kind: 'reset' }],
  ['unauthorized', { kind: 'error', status: 401, code: 'invalid_api_key' }],
  ['unauthorized', { kind: 'error', status: 403 }],
  ['bad_request', { kind: 'error', status: 400 }],
  ['bad_request', { kind: 'error', status: 404, code: 'model_not_found' }],
  ['bad_request', { kind: 'error', status: 422 }],
  ['bad_request', { kind: 'error', status: 400, code: 'context_length_exceeded' }],
  ['refused', { kind: 'refusal' }, { paid: true }],
  ['refused', { kind: 'filtered' }, { paid: true }],
  ['refused', { kind: 'error', status: 400, code: 'content_filter' }],
  ['truncated', { kind: 'truncated' }, { paid: true }],
  ['invalid_answer', { kind: 'garbage' }],
  ['invalid_answer', { kind: 'wrong_shape' }, { paid: true }],
  ['invalid_answer', { kind: 'text', text: '' }, { paid: true }],
];

describe('a fault of the provider', () => {
  it.each(faults)('is %s, after exactly one call: %o', async (kind, behaviour, expected = {}) => {
    provider.script(() => behaviour);
    const failure = await failureFrom(chat().answer(call()));
    expect({ kind: failure.kind, retryAfterMs: failure.retryAfterMs }).toEqual({
      kind,
      retryAfterMs: expected.retryAfterMs ?? null,
    });
    // What came and is of no use was paid for.
    expect(failure.usage !== null).toBe(expected.paid ?? false);
    expect(provider.calls).toHaveLength(1);
  });

  it('with tools on offer is named the same', async () => {
    const tools = [{ name: 'look_up', description: 'x', schema: { type: 'object', properties: {} } }];
    provider.script([{ kind: 'truncated' }, { kind: 'refusal' }]);
    expect((await failureFrom(chat().answer(call({ tools })))).kind).toBe('truncated');
    expect((await failureFrom(chat().answer(call({ tools })))).kind).toBe('refused');
  });

  it('with a Retry-After that is a date waits until that date', async () => {
    const now = new Date('2026-03-01T10:00:00Z');
    const model = chatModel(endpoint(), 'gpt-4.1-mini', () => now);
    provider.script(() => ({ kind: 'rate_limited', retryAfter: 'Sun, 01 Mar 2026 10:00:30 GMT' }));
    expect((await failureFrom(model.answer(call()))).retryAfterMs).toBe(30_000);
    provider.script(() => ({ kind: 'rate_limited', retryAfter: 'Sun, 01 Mar 2026 09:00:00 GMT' }));
    expect((await failureFrom(model.answer(call()))).retryAfterMs).toBe(0);
  });

  it('never repeats what the provider says about the customer or the key, and does say what is wrong with the schema', async () => {
    provider.script(() => ({
      kind: 'error',
      status: 400,
      message: 'I quote: My card is gone',
      param: 'messages',
    }));
    const quoting = await failureFrom(chat().answer(call()));
    expect(quoting.message).toBe('the provider answered 400, type invalid_request_error, param messages');
    expect(quoting.cause).toBeUndefined();
    provider.script(() => ({
      kind: 'error',
      status: 400,
      message: 'Invalid schema: additionalProperties is required',
      param: 'response_format',
    }));
    expect((await failureFrom(chat().answer(call()))).message).toContain('additionalProperties is required');
  });

  it('of a server that is not there is unreachable', async () => {
    const gone = await startProvider();
    await gone.close();
    const failure = await failureFrom(
      chatModel({ baseUrl: gone.url, apiKey: 'x' }, 'm', systemClock).answer(call()),
    );
    expect(failure.kind).toBe('unreachable');
    expect(failure.retryable).toBe(true);
  });
});

describe('a provider that stalls', () => {
  it.each([false, true])(
    'is left by an abort, which closes the socket (after the headers: %s)',
    async (headers) => {
      provider.script(() => ({ kind: 'stall', headers }));
      const cancel = new AbortController();
      const answer = failureFrom(chat().answer(call({ signal: cancel.signal })));
      const arrived = await provider.arrived(1);
      cancel.abort();
      expect((await answer).kind).toBe('aborted');
      expect(await arrived.hungUp).toBe(true);
      expect(provider.calls).toHaveLength(1);
    },
  );

  it.each([false, true])(
    'is left when the time is up, also in the middle of an answer (after the headers: %s)',
    async (headers) => {
      provider.script(() => ({ kind: 'stall', headers }));
      const failure = await failureFrom(chat().answer(call({ timeoutMs: 150 })));
      expect(failure.kind).toBe('timed_out');
      expect(await (await provider.arrived(1)).hungUp).toBe(true);
      expect(provider.calls).toHaveLength(1);
    },
  );

  it('makes no call at all for who has given up already', async () => {
    const failure = await failureFrom(chat().answer(call({ signal: AbortSignal.abort() })));
    expect(failure.kind).toBe('aborted');
    expect(provider.calls).toHaveLength(0);
  });
});

describe('embeddings', () => {
  it('are asked for as floats, with their line breaks, and come back in order', async () => {
    const vectors = await embeddings().embed(['one\ntwo', 'three']);
    expect(bodyOf()).toEqual({
      model: 'text-embedding-3-small',
      input: ['one\ntwo', 'three'],
      encoding_format: 'float',
    });
    const alone = await embeddings().embed(['three']);
    expect(vectors[1]).toEqual(alone[0]);
    expect(vectors.map(({ length }) => length)).toEqual([8, 8]);
  });

  it('tell what each request took, as the provider counted it', async () => {
    const told: number[] = [];
    const texts = Array.from({ length: 130 }, (_, i) => `text ${i}`);
    await embeddings().embed(texts, { spent: (tokens) => told.push(tokens) });
    expect(told).toHaveLength(2); // of 128 and of 2
    expect(told.every((tokens) => tokens > 0)).toBe(true);
  });

  it('go out in batches that a provider takes, and an empty or endless text does not spoil its batch', async () => {
    const texts = [...Array.from({ length: 300 }, (_, i) => `text ${i}`), '', 'ä'.repeat(40_000)];
    expect(await embeddings().embed(texts)).toHaveLength(302);
    const inputs = provider.calls.map(({ request }) =>
      request?.kind === 'embeddings' ? request.inputs : [],
    );
    expect(inputs.map(({ length }) => length)).toEqual([128, 128, 46]);
    expect(inputs[2]?.at(-2)).toBe(' ');
    expect(inputs[2]?.at(-1)).toBe('ä'.repeat(8_000));
    const heavy = Array.from({ length: 30 }, () => 'x'.repeat(16_000));
    provider.reset();
    await embeddings().embed(heavy);
    expect(provider.calls).toHaveLength(3);
  });

  it('have one dimension, asked for once', async () => {
    const model = embeddings();
    expect(await Promise.all([model.dimension(), model.dimension()])).toEqual([8, 8]);
    expect(await model.dimension()).toBe(8);
    expect(provider.calls).toHaveLength(1);
  });

  it('that change their length are a wrong dimension, and never stored', async () => {
    const model = embeddings();
    await model.dimension();
    provider.script([{ kind: 'wrong_dimension' }]);
    expect((await failureFrom(model.embed(['a', 'b']))).kind).toBe('wrong_dimension');
    expect(provider.calls).toHaveLength(2);
    expect(await model.embed(['a'])).toHaveLength(1);
  });

  it('whose dimension could not be asked for are asked again later', async () => {
    const model = embeddings();
    provider.script([{ kind: 'error', status: 500 }]);
    expect((await failureFrom(model.dimension())).kind).toBe('overloaded');
    expect(await model.dimension()).toBe(8);
  });

  it.each<[ModelFailureKind, Behaviour]>([
    ['invalid_answer', { kind: 'missing_vector' }],
    ['invalid_answer', { kind: 'garbage' }],
    ['invalid_answer', { kind: 'wrong_shape' }],
    ['rate_limited', { kind: 'rate_limited' }],
    ['quota_exhausted', { kind: 'quota_exhausted' }],
    ['overloaded', { kind: 'error', status: 500 }],
    ['unreachable', { kind: 'reset' }],
  ])('that fail are %s after exactly one call: %o', async (kind, behaviour) => {
    provider.script(() => behaviour);
    expect((await failureFrom(embeddings().embed(['a', 'b']))).kind).toBe(kind);
    expect(provider.calls).toHaveLength(1);
  });

  it('can be cancelled down to the socket, and run out of time', async () => {
    provider.script(() => ({ kind: 'stall' }));
    const cancel = new AbortController();
    const work = failureFrom(embeddings().embed(['a'], { signal: cancel.signal }));
    const arrived = await provider.arrived(1);
    cancel.abort();
    expect((await work).kind).toBe('aborted');
    expect(await arrived.hungUp).toBe(true);
    expect((await failureFrom(embeddings().embed(['a'], { timeoutMs: 100 }))).kind).toBe('timed_out');
  });
});

describe('moderation', () => {
  const voice = () => moderation(endpoint(), systemClock);

  it('names the categories of any of the texts, once', async () => {
    expect(await voice().flagged(['hello', 'I will kill myself', 'I will hurt you'])).toEqual([
      'self-harm',
      'violence',
    ]);
    expect(await voice().flagged(['hello'])).toEqual([]);
    expect(await voice().flagged([])).toEqual([]);
    expect(provider.calls).toHaveLength(2);
  });

  it('fails like the others, after one call', async () => {
    provider.script(() => ({ kind: 'wrong_shape' }));
    expect((await failureFrom(voice().flagged(['a']))).kind).toBe('invalid_answer');
    expect(provider.calls).toHaveLength(1);
  });
});

it('a vector model of another name is reached at the same provider, and one of another protocol is not', async () => {
  const other = embeddings().named?.('openai:nomic-embed-text');
  await other?.embed(['a']);
  expect(bodyOf().model).toBe('nomic-embed-text');
  expect(embeddings().named?.('voyage:large')).toBeUndefined();
});
