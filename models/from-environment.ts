/** Which models a process has, by its environment. Without a key or a URL none is loaded: LangChain takes half a second. */
import { type Clock, systemClock } from '../domain/clock.ts';
import { guardedEmbeddings, guardedLanguage, guardedModeration } from './guard.ts';
import {
  choose,
  defaultChatModel,
  defaultEmbeddingModel,
  listModels,
  type Names,
  whatIsWrong,
} from './listing.ts';
import type { Endpoint } from './openai/exchange.ts';
import type { Models } from './port.ts';

const OPENAI = 'https://api.openai.com/v1';

/** What servers that ask for no key are told: the SDK wants some. */
const NO_KEY = 'none';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Reads OPENAI_API_KEY, OPENAI_BASE_URL, FIRST_RESPONSE_CHAT_MODEL, FIRST_RESPONSE_EMBEDDING_MODEL and
 * FIRST_RESPONSE_MODERATION, as .env.example describes them. Neither key nor URL: no models, and the rules serve.
 *
 * At OpenAI unnamed models are the defaults above. Any other server is asked once which models it has (GET /models), and
 * one that is not named is taken from its list where the choice is plain; else it is off, and `notice` says what to set.
 * Each has a breaker around it. Never throws: a provider that is away is one whose calls fail.
 */
export async function modelsFrom(
  env: Env,
  options: { clock?: Clock; notice?: (text: string) => void } = {},
): Promise<Models> {
  const clock = options.clock ?? systemClock;
  const endpoint = endpointOf(env);
  if (!endpoint) return { language: null, embeddings: null, moderation: null };

  const atOpenAi = new URL(endpoint.baseUrl).hostname === 'api.openai.com';
  const names = await namesFor(endpoint, atOpenAi, env, options.notice ?? (() => {}));
  const moderates = switchOf(env.FIRST_RESPONSE_MODERATION) ?? (atOpenAi && endpoint.apiKey !== NO_KEY);
  const [chat, embeddings, moderation] = await Promise.all([
    names.chat === null ? null : import('./openai/chat.ts'),
    names.embedding === null ? null : import('./openai/embeddings.ts'),
    moderates ? import('./openai/moderation.ts') : null,
  ]);
  return {
    language:
      chat && names.chat !== null
        ? guardedLanguage(chat.chatModel(endpoint, names.chat, clock), clock)
        : null,
    embeddings:
      embeddings && names.embedding !== null
        ? guardedEmbeddings(embeddings.embeddingModel(endpoint, names.embedding, clock), clock)
        : null,
    moderation: moderation ? guardedModeration(moderation.moderation(endpoint, clock), clock) : null,
  };
}

/** Undefined: neither a key nor a URL. An empty variable counts as none. */
function endpointOf(env: Env): Endpoint | undefined {
  const apiKey = env.OPENAI_API_KEY?.trim();
  const baseUrl = env.OPENAI_BASE_URL?.trim().replace(/\/+$/, '');
  if (!apiKey && !baseUrl) return undefined;
  if (baseUrl && !URL.canParse(baseUrl))
    throw new Error(
      `OPENAI_BASE_URL is ${JSON.stringify(baseUrl)}, which is no URL. It looks like http://127.0.0.1:11434/v1`,
    );
  return { baseUrl: baseUrl || OPENAI, apiKey: apiKey || NO_KEY };
}

async function namesFor(
  endpoint: Endpoint,
  atOpenAi: boolean,
  env: Env,
  notice: (text: string) => void,
): Promise<Names> {
  const chat = env.FIRST_RESPONSE_CHAT_MODEL?.trim() || undefined;
  const embedding = env.FIRST_RESPONSE_EMBEDDING_MODEL?.trim() || undefined;
  if (atOpenAi || (chat && embedding))
    return named({ chat: chat ?? defaultChatModel, embedding: embedding ?? defaultEmbeddingModel });
  const listing = await listModels(endpoint);
  const wrong = whatIsWrong(endpoint.baseUrl, listing);
  if (wrong) notice(`${wrong} Until a model is known, the rules serve and search is by text alone.`);
  const found = wrong ? { chat: null, embedding: null } : choose(listing);
  if (!wrong && !chat && found.chat === null)
    notice(
      `${endpoint.baseUrl} does not say which chat model to use: set FIRST_RESPONSE_CHAT_MODEL. Until then the rules serve.`,
    );
  if (!wrong && !embedding && found.embedding === null)
    notice(
      `${endpoint.baseUrl} lists no embedding model: set FIRST_RESPONSE_EMBEDDING_MODEL. Until then search is by text alone.`,
    );
  return named({ chat: chat ?? found.chat, embedding: embedding ?? found.embedding });
}

/** `off` as a name switches that model off: a server of one's own often has only one of the two. */
function named(names: Names): Names {
  const of = (name: string | null) => (name === 'off' ? null : name);
  return { chat: of(names.chat), embedding: of(names.embedding) };
}

/** For people who start a process: which models it will ask, or why none. Asks the provider for its list, which costs nothing. */
export async function describeModels(env: Env): Promise<string> {
  const endpoint = endpointOf(env);
  if (!endpoint) return 'none: the rules serve (OPENAI_API_KEY or OPENAI_BASE_URL in .env brings one)';
  const wrong = whatIsWrong(endpoint.baseUrl, await listModels(endpoint));
  if (wrong) return `none that answers: ${wrong}`;
  const notices: string[] = [];
  const atOpenAi = new URL(endpoint.baseUrl).hostname === 'api.openai.com';
  const { chat, embedding } = await namesFor(endpoint, atOpenAi, env, (text) => notices.push(text));
  return [
    `${chat ?? 'none'} for texts, ${embedding ?? 'none'} for search, at ${endpoint.baseUrl}`,
    ...notices,
  ].join('. ');
}

function switchOf(value: string | undefined): boolean | undefined {
  if (value === undefined || value.trim() === '') return undefined;
  return ['on', 'true', '1', 'yes'].includes(value.trim().toLowerCase());
}
