/** Which models a process has, by its environment. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { describeModels, modelsFrom } from '../../models/from-environment.ts';
import { choose } from '../../models/listing.ts';
import { keepToOurselves } from '../../models/openai/silence.ts';
import { type Provider, type ProviderOptions, startProvider } from '../provider/server.ts';

const started: Provider[] = [];
afterEach(async () => {
  for (const provider of started.splice(0)) await provider.close();
});
async function provider(options: ProviderOptions = {}): Promise<Provider> {
  const one = await startProvider(options);
  started.push(one);
  return one;
}

/** The names of the models that an environment gives, and what the operator is told. */
async function namesFor(env: Record<string, string>) {
  const notices: string[] = [];
  const models = await modelsFrom(env, { notice: (text) => notices.push(text) });
  return {
    chat: models.language?.name ?? null,
    embedding: models.embeddings?.name ?? null,
    moderation: models.moderation?.name ?? null,
    notices,
  };
}

const defaults = {
  chat: 'openai:gpt-4.1-mini',
  embedding: 'openai:text-embedding-3-small',
  moderation: null,
  notices: [],
};

describe('the models of an environment', () => {
  it('are none without a key and a URL, also when both are there and empty', async () => {
    const none = { chat: null, embedding: null, moderation: null, notices: [] };
    expect(await namesFor({})).toEqual(none);
    expect(await namesFor({ OPENAI_API_KEY: ' ', OPENAI_BASE_URL: '' })).toEqual(none);
  });

  it('are the defaults and moderation with a key for OpenAI', async () => {
    expect(await namesFor({ OPENAI_API_KEY: 'sk-x' })).toEqual({
      ...defaults,
      moderation: 'openai:omni-moderation-latest',
    });
    const elsewhere = await namesFor({ OPENAI_API_KEY: 'sk-x', FIRST_RESPONSE_MODERATION: 'off' });
    expect(elsewhere.moderation).toBeNull();
  });

  it('need a URL only, of a server that lists the default models, and no key', async () => {
    const server = await provider();
    expect(await namesFor({ OPENAI_BASE_URL: `${server.url}/`, OPENAI_API_KEY: '' })).toEqual(defaults);
    const models = await modelsFrom({ OPENAI_BASE_URL: server.url });
    expect(await models.embeddings?.dimension()).toBe(64);
    expect(server.calls.at(-1)?.headers.authorization).toBe('Bearer none');
  });

  it('are the only ones of their kind that a server lists', async () => {
    const server = await provider({ models: ['qwen3:8b', 'nomic-embed-text:latest'] });
    expect(await namesFor({ OPENAI_BASE_URL: server.url })).toEqual({
      ...defaults,
      chat: 'openai:qwen3:8b',
      embedding: 'openai:nomic-embed-text:latest',
    });
  });

  it('have to be named where there is a choice, and the operator is told so', async () => {
    const server = await provider({ models: ['qwen3:8b', 'llama3.2'] });
    const found = await namesFor({ OPENAI_BASE_URL: server.url });
    expect(found).toMatchObject({ chat: null, embedding: null });
    expect(found.notices).toEqual([
      expect.stringContaining('FIRST_RESPONSE_CHAT_MODEL'),
      expect.stringContaining('FIRST_RESPONSE_EMBEDDING_MODEL'),
    ]);
    const named = { FIRST_RESPONSE_CHAT_MODEL: 'llama3.2', FIRST_RESPONSE_EMBEDDING_MODEL: 'off' };
    expect(await namesFor({ OPENAI_BASE_URL: server.url, ...named })).toEqual({
      chat: 'openai:llama3.2',
      embedding: null,
      moderation: null,
      notices: [],
    });
  });

  it('embed and do not chat on a server that has no list', () => {
    expect(choose({ kind: 'none' })).toEqual({ chat: null, embedding: 'text-embedding-3-small' });
  });

  it('are none where the key is refused or nobody answers, and the operator is told which of the two it is', async () => {
    const server = createServer((_, response) => response.writeHead(401).end('{}')).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const refused = { OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1`, OPENAI_API_KEY: 'sk-wrong' };
    expect(await namesFor(refused)).toEqual({
      chat: null,
      embedding: null,
      moderation: null,
      notices: [expect.stringMatching(/refuses the key \(401\): check OPENAI_API_KEY/)],
    });
    expect(await describeModels(refused)).toMatch(/^none that answers: .*check OPENAI_API_KEY/);
    const away = { OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' };
    expect((await namesFor(away)).notices).toEqual([
      expect.stringMatching(/does not answer .*OPENAI_BASE_URL/),
    ]);
  });

  it('are said in one line for whoever starts a stack', async () => {
    const server = await provider({ models: ['qwen3:8b', 'nomic-embed-text:latest'] });
    expect(await describeModels({})).toMatch(/^none: the rules serve/);
    expect(await describeModels({ OPENAI_BASE_URL: server.url })).toBe(
      `qwen3:8b for texts, nomic-embed-text:latest for search, at ${server.url}`,
    );
  });

  it('moderate elsewhere only when told to', async () => {
    const server = await provider();
    const env = { OPENAI_BASE_URL: server.url, OPENAI_API_KEY: 'sk-x' };
    expect((await namesFor(env)).moderation).toBeNull();
    expect((await namesFor({ ...env, FIRST_RESPONSE_MODERATION: 'on' })).moderation).not.toBeNull();
  });

  it('cannot be at something that is no URL', async () => {
    await expect(modelsFrom({ OPENAI_BASE_URL: 'localhost' })).rejects.toThrow(/OPENAI_BASE_URL/);
  });
});

describe('a provider that keeps failing', () => {
  it('is left alone after five failures in a row, and tried again with one call', async () => {
    const server = await provider();
    let now = Date.UTC(2026, 2, 1);
    const models = await modelsFrom(
      { OPENAI_BASE_URL: server.url, OPENAI_API_KEY: 'sk-x' },
      { clock: () => new Date(now) },
    );
    server.reset();
    server.script(() => ({ kind: 'error', status: 500 }));
    const embed = () => models.embeddings?.embed(['a']);
    for (let i = 0; i < 5; i += 1) await expect(embed()).rejects.toMatchObject({ kind: 'overloaded' });
    await expect(embed()).rejects.toMatchObject({ kind: 'breaker_open', retryAfterMs: 15_000 });
    expect(server.calls).toHaveLength(5);
    now += 15_000;
    server.script([]);
    await expect(embed()).resolves.toHaveLength(1);
    await expect(embed()).resolves.toHaveLength(1);
  });
});

describe('a process', () => {
  /** Runs modelsFrom in a process of its own, in which the first module of a provider's library to be loaded is an error. */
  async function loadedBy(env: string): Promise<string> {
    const hook = `export async function resolve(name, context, next) {
      if (/^(openai|@langchain|langchain|langsmith)\\b/.test(name)) throw new Error('loads ' + name);
      return next(name, context);
    }`;
    const code = `import { register } from 'node:module';
      register('data:text/javascript,' + encodeURIComponent(${JSON.stringify(hook)}));
      const { modelsFrom } = await import('./models/from-environment.ts');
      await modelsFrom(${env}).then(() => console.log('loads nothing'), (error) => console.log(error.message));`;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '-e', code],
      { cwd: new URL('../../', import.meta.url) },
    );
    return stdout;
  }

  it('without a key loads no library of a provider', async () => {
    expect(await loadedBy('{}')).toBe('loads nothing\n');
    // And this would notice.
    expect(await loadedBy("{ OPENAI_API_KEY: 'sk-x' }")).toMatch(/^loads (openai|@langchain)/);
  });
});

it('LangChain tells nobody, whatever was left over in the environment', () => {
  const env = {
    LANGSMITH_TRACING: 'true',
    LANGCHAIN_TRACING_V2: 'true',
    LANGCHAIN_VERBOSE: 'true',
    PATH: '/bin',
  };
  keepToOurselves(env);
  expect(env).toEqual({ PATH: '/bin' });
});
