/** One HTTP exchange with a provider: read whole, within its time, and remembered for what the libraries leave out. */
import { ModelFailure } from '../failure.ts';
import type { ModelUsage } from '../port.ts';

/** Where a provider is and who is asking. Given in full to every client, so that none reads the environment for itself. */
export interface Endpoint {
  /** With the version: `https://api.openai.com/v1`. */
  baseUrl: string;
  /** Never empty: servers that need none get a word. */
  apiKey: string;
}

/**
 * The largest response that is read: 128 vectors of 4,096 numbers of 22 characters are 12 MB. Beyond it something
 * streams at us without end.
 */
const MAX_RESPONSE_BYTES = 32 * 1024 * 1024;

/** What came back, as far as it did. */
export interface Exchange {
  fetch: typeof fetch;
  /** The provider's id of the request (`x-request-id`), for its support. */
  request(): string | null;
  /** Of the response, wherever it stands in a body that is otherwise unusable. */
  usage(): ModelUsage | undefined;
  /** Why a completion ended: `stop`, `length`, `content_filter`, `tool_calls`. */
  finishReason(): string | undefined;
  /** Whether the model says that it declines. */
  refused(): boolean;
}

/**
 * For one call. The openai SDK stops its clock when the headers arrive and LangChain drops the usage of an answer that
 * it cannot parse; so the body is read here, under the caller's signal, and kept.
 */
export function exchange(): Exchange {
  let requestId: string | null = null;
  let body: Record<string, unknown> = {};
  return {
    fetch: async (url, init) => {
      const response = await fetch(url, init);
      requestId = response.headers.get('x-request-id');
      const text = await wholeText(response);
      if (response.ok) body = jsonObject(text);
      return new Response(text, { status: response.status, headers: response.headers });
    },
    request: () => requestId,
    usage: () => usageOf(body.usage),
    finishReason: () => {
      const reason = firstChoice(body)?.finish_reason;
      return typeof reason === 'string' ? reason : undefined;
    },
    refused: () => {
      const refusal = firstChoice(body)?.message?.refusal;
      return typeof refusal === 'string' && refusal !== '';
    },
  };
}

async function wholeText(response: Response): Promise<string> {
  if (!response.body) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.byteLength;
    if (bytes > MAX_RESPONSE_BYTES)
      throw new ModelFailure(
        'invalid_answer',
        `the provider's response is longer than ${MAX_RESPONSE_BYTES} bytes`,
      );
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** A 200 that is no JSON object (a proxy's login page, half an answer) is an answer that nothing can be made of. */
function jsonObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // Said below, without the text: it may hold anything.
  }
  throw new ModelFailure('invalid_answer', 'the provider answered with something that is not a JSON object');
}

function firstChoice(
  body: Record<string, unknown>,
): { finish_reason?: unknown; message?: { refusal?: unknown } | null } | undefined {
  const first: unknown = Array.isArray(body.choices) ? body.choices[0] : undefined;
  return typeof first === 'object' && first !== null ? first : undefined;
}

function usageOf(usage: unknown): ModelUsage | undefined {
  if (typeof usage !== 'object' || usage === null) return undefined;
  const at = (from: unknown, name: string): number => {
    const value = typeof from === 'object' && from !== null ? (from as Record<string, unknown>)[name] : 0;
    return typeof value === 'number' && Number.isFinite(value) ? value : 0;
  };
  const details = (usage as Record<string, unknown>).prompt_tokens_details;
  return {
    inputTokens: at(usage, 'prompt_tokens'),
    cachedTokens: at(details, 'cached_tokens'),
    outputTokens: at(usage, 'completion_tokens'),
  };
}
