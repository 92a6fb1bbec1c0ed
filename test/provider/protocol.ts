/** The parts of the OpenAI protocol that the double speaks: requests as they come, bodies as they go. */
import { createHash } from 'node:crypto';

export interface ChatMessage {
  role: string;
  content: string;
  toolCallId?: string;
}

/** A request, taken apart as far as behaviours need it. */
export type ProviderRequest =
  | {
      kind: 'chat';
      model: string;
      messages: ChatMessage[];
      /** Of the response_format; null when there is none. */
      output: { name: string; schema: Record<string, unknown> } | null;
      tools: { name: string; schema: Record<string, unknown> }[];
    }
  | { kind: 'embeddings'; model: string; inputs: string[]; base64: boolean }
  | { kind: 'moderation'; inputs: string[] }
  | { kind: 'models' };

type Json = Record<string, unknown>;
const object = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Undefined: nothing that the double serves. */
export function requestOf(method: string, path: string, body: unknown): ProviderRequest | undefined {
  const from = object(body);
  switch (`${method} ${path}`) {
    case 'POST /v1/chat/completions': {
      const format = object(object(from.response_format).json_schema);
      return {
        kind: 'chat',
        model: text(from.model),
        messages: list(from.messages).map(messageOf),
        output: format.name ? { name: text(format.name), schema: object(format.schema) } : null,
        tools: list(from.tools).map((tool) => {
          const { name, parameters } = object(object(tool).function);
          return { name: text(name), schema: object(parameters) };
        }),
      };
    }
    case 'POST /v1/embeddings':
      return {
        kind: 'embeddings',
        model: text(from.model),
        inputs: typeof from.input === 'string' ? [from.input] : list(from.input).map(text),
        // As OpenAI does it: floats unless base64 is asked for.
        base64: from.encoding_format === 'base64',
      };
    case 'POST /v1/moderations':
      return {
        kind: 'moderation',
        inputs: typeof from.input === 'string' ? [from.input] : list(from.input).map(text),
      };
    case 'GET /v1/models':
      return { kind: 'models' };
    default:
      return undefined;
  }
}

function messageOf(message: unknown): ChatMessage {
  const { role, content, tool_call_id: call } = object(message);
  const parts = list(content).map((part) => text(object(part).text));
  return {
    role: text(role),
    content: typeof content === 'string' ? content : parts.join('\n'),
    ...(typeof call === 'string' ? { toolCallId: call } : {}),
  };
}

/** Four characters a token: near enough for budgets, and the same for the same text. */
export const tokensOf = (value: string): number => Math.ceil(value.length / 4);

export interface Completion {
  content?: string | null;
  refusal?: string;
  toolCalls?: readonly { name: string; arguments: string }[];
  finishReason?: 'stop' | 'length' | 'content_filter' | 'tool_calls';
}

/** `created` is a constant: the same request has the same response. */
export function completionBody(request: Extract<ProviderRequest, { kind: 'chat' }>, made: Completion): Json {
  const prompt = tokensOf(request.messages.map(({ content }) => content).join('\n'));
  const written = tokensOf((made.content ?? '') + JSON.stringify(made.toolCalls ?? ''));
  const toolCalls = made.toolCalls?.map((call, i) => ({
    id: `call_${createHash('sha256').update(`${i}${call.name}${call.arguments}`).digest('hex').slice(0, 12)}`,
    type: 'function',
    function: { name: call.name, arguments: call.arguments },
  }));
  return {
    id: 'chatcmpl-double',
    object: 'chat.completion',
    created: 1_700_000_000,
    model: request.model,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: made.content ?? null,
          refusal: made.refusal ?? null,
          ...(toolCalls ? { tool_calls: toolCalls } : {}),
        },
        logprobs: null,
        finish_reason: made.finishReason ?? (toolCalls ? 'tool_calls' : 'stop'),
      },
    ],
    usage: {
      prompt_tokens: prompt,
      completion_tokens: written,
      total_tokens: prompt + written,
      // OpenAI caches whole blocks of 128 tokens from 1,024 on.
      prompt_tokens_details: { cached_tokens: prompt < 1_024 ? 0 : Math.floor(prompt / 256) * 128 },
      completion_tokens_details: { reasoning_tokens: 0 },
    },
  };
}

export function embeddingsBody(
  request: Extract<ProviderRequest, { kind: 'embeddings' }>,
  vectors: readonly (readonly number[])[],
): Json {
  const tokens = tokensOf(request.inputs.join(' '));
  return {
    object: 'list',
    model: request.model,
    data: vectors.map((vector, index) => ({
      object: 'embedding',
      index,
      embedding: request.base64 ? Buffer.from(Float32Array.from(vector).buffer).toString('base64') : vector,
    })),
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  };
}

export function errorBody(error: { message: string; type: string; code?: string; param?: string }): Json {
  return {
    error: { message: error.message, type: error.type, param: error.param ?? null, code: error.code ?? null },
  };
}
