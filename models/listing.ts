/** Which models a provider has, by its own list (GET /models), and which of them are meant where none is named. */
import { z } from 'zod';
import { seconds } from '../domain/clock.ts';
import type { Endpoint } from './openai/exchange.ts';

/** Small, fast, follows schemas, takes a temperature, and does not bill for thinking. */
export const defaultChatModel = 'gpt-4.1-mini';
export const defaultEmbeddingModel = 'text-embedding-3-small';

/** Asked at start; a server that is slower than this is not one to wait for. */
const TIMEOUT_MS = seconds(5);

export interface Names {
  chat: string | null;
  embedding: string | null;
}

/** `none`: there is somebody, without a list. */
export type Listing =
  | { kind: 'listed'; names: string[] }
  | { kind: 'none' }
  | { kind: 'refused'; status: number }
  | { kind: 'silent'; reason: string };

const list = z.object({ data: z.array(z.object({ id: z.string() })) });

export async function listModels(endpoint: Endpoint): Promise<Listing> {
  let response: Response;
  try {
    response = await fetch(`${endpoint.baseUrl}/models`, {
      headers: { authorization: `Bearer ${endpoint.apiKey}` },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (error) {
    return { kind: 'silent', reason: reasonOf(error) };
  }
  if (response.status === 401 || response.status === 403) return { kind: 'refused', status: response.status };
  const body = list.safeParse(await response.json().catch(() => undefined));
  return response.ok && body.success
    ? { kind: 'listed', names: body.data.data.map(({ id }) => id) }
    : { kind: 'none' };
}

/** Pure. What somebody has to put right before any model of this provider can serve. */
export function whatIsWrong(baseUrl: string, listing: Listing): string | undefined {
  switch (listing.kind) {
    case 'refused':
      return `${baseUrl} refuses the key (${listing.status}): check OPENAI_API_KEY.`;
    case 'silent':
      return `${baseUrl} does not answer (${listing.reason}): start it, or check OPENAI_BASE_URL.`;
    case 'listed':
    case 'none':
      return undefined;
  }
}

/** What embedding models are called. Everything else counts as a chat model. */
const embeds = /embed|minilm|\bbge|\be5\b|\bgte\b|mpnet|arctic-embed|colbert|rerank/i;
const chats = (name: string) =>
  !embeds.test(name) && !/moderation|whisper|tts|dall-e|image|audio/i.test(name);

/**
 * Pure. The default where it is listed, else the only one of its kind. A server without a list is taken to embed (a sentence
 * encoder behind the protocol takes any name), and not to chat.
 */
export function choose(listing: Listing): Names {
  if (listing.kind !== 'listed') return { chat: null, embedding: defaultEmbeddingModel };
  const { names } = listing;
  const pick = (wanted: string, of: readonly string[]) =>
    of.includes(wanted) ? wanted : of.length === 1 ? (of[0] ?? null) : null;
  return {
    chat: pick(defaultChatModel, names.filter(chats)),
    embedding: pick(
      defaultEmbeddingModel,
      names.filter((name) => embeds.test(name)),
    ),
  };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `not within ${TIMEOUT_MS / 1_000} s`;
  const cause = error.cause as { code?: string } | undefined;
  return cause?.code ?? error.message;
}
