/** What a recording takes for the same question. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keyOf, recorded, recording } from '../../evals/recording.ts';
import { ModelFailure } from '../../models/failure.ts';
import { type ModelAnswer, type ModelCall, noModels } from '../../models/port.ts';

const call = (changes: Partial<ModelCall> = {}): ModelCall => ({
  messages: [
    { role: 'system', text: 'Sort.' },
    { role: 'user', text: 'Where is it?' },
  ],
  output: { name: 'TriageOutput', schema: {} },
  temperature: 0,
  maxOutputTokens: 100,
  timeoutMs: 1_000,
  ...changes,
});
const answer = (text: string): ModelAnswer => ({
  text,
  toolCalls: [],
  usage: { inputTokens: 1, cachedTokens: 0, outputTokens: 1 },
  model: 'm',
  request: null,
});

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'first-response-recording-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

test('another prompt and another input are other questions, another timeout is not', () => {
  const key = keyOf(call());
  const system = call({ messages: [{ role: 'system', text: 'Sort well.' }, ...call().messages.slice(1)] });
  const input = call({ messages: [...call().messages.slice(0, 1), { role: 'user', text: 'Why?' }] });
  expect(keyOf(call({ timeoutMs: 5, maxOutputTokens: 7 }))).toEqual(key);
  expect(keyOf(system)).toMatchObject({ input: key.input });
  expect(keyOf(system).prompt).not.toBe(key.prompt);
  expect(keyOf(input)).toMatchObject({ prompt: key.prompt });
  expect(keyOf(input).input).not.toBe(key.input);
  for (const changes of [
    { model: 'other' },
    { temperature: 1 },
    { output: { name: 'TriageOutput', schema: { a: 1 } } },
  ])
    expect(keyOf(call(changes)).prompt).not.toBe(key.prompt);
});

test('answers, failures, vectors and flags come back as they were, in their order', async () => {
  const given: (() => ModelAnswer)[] = [
    () => answer('first'),
    () => {
      throw new ModelFailure('rate_limited', 'slow down');
    },
    () => answer('third'),
  ];
  const kept = recording(
    {
      language: { name: 'm', answer: async () => (given.shift() ?? (() => answer('more')))() },
      embeddings: {
        name: 'e',
        dimension: async () => 2,
        embed: async (texts) => texts.map(() => [0.5, -0.25]),
      },
      moderation: { name: 'o', flagged: async () => ['violence'] },
    },
    { recordedAt: 'then', desk: 'd', version: 'v' },
  );
  const { language, embeddings, moderation } = kept.models;
  for (let n = 0; n < 3; n += 1) await language?.answer(call()).catch(() => {});
  await embeddings?.embed(['a']);
  await moderation?.flagged(['a']);
  const path = join(dir, 'all.jsonl');
  await kept.save(path);

  const { models, missing, recordedAt } = await recorded(path);
  expect(recordedAt).toBe('then');
  expect((await models.language?.answer(call()))?.text).toBe('first');
  await expect(models.language?.answer(call())).rejects.toMatchObject({ kind: 'rate_limited' });
  expect((await models.language?.answer(call()))?.text).toBe('third');
  expect(await models.embeddings?.embed(['a'])).toEqual([[0.5, -0.25]]);
  expect(await models.moderation?.flagged(['a'])).toEqual(['violence']);
  expect(missing).toEqual([]);

  await expect(models.language?.answer(call({ model: 'other' }))).rejects.toThrow(/has changed since/);
  await expect(models.embeddings?.embed(['b'])).rejects.toThrow(ModelFailure);
  await expect(models.moderation?.flagged(['b'])).rejects.toThrow(ModelFailure);
  expect(missing).toHaveLength(3);
});

test('what was never asked of a model is not served by one', async () => {
  const kept = recording(noModels, { recordedAt: 'then', desk: 'd', version: 'v' });
  const path = join(dir, 'none.jsonl');
  await kept.save(path);
  expect((await recorded(path)).models).toEqual(noModels);
});

test('a file that is no recording is refused with its line', async () => {
  const path = join(dir, 'other.jsonl');
  await writeFile(path, '{"id":1}\n');
  await expect(recorded(path)).rejects.toThrow(`${path}:1`);
});
