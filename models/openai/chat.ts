/** Chat completions with a JSON Schema for the answer, by LangChain's ChatOpenAI: OpenAI and every server that speaks its protocol. */

import { ChatOpenAI } from '@langchain/openai';
import { AIMessage, type BaseMessage, HumanMessage, SystemMessage, ToolMessage } from 'langchain';
import { makeParseableResponseFormat } from 'openai/lib/parser';
import type { Clock } from '../../domain/clock.ts';
import { ModelFailure } from '../failure.ts';
import type { LanguageModel, ModelAnswer, ModelCall, ModelMessage, ToolCall } from '../port.ts';
import { type Endpoint, type Exchange, exchange } from './exchange.ts';
import { failureOf, failureOfFinish } from './failures.ts';
import { keepToOurselves } from './silence.ts';

/** Models that reason first refuse a temperature other than their own with a 400. */
const reasons = /^(o\d|gpt-5(?!-chat))/;

/** `model` is what a call without one of its own uses. */
export function chatModel(endpoint: Endpoint, model: string, clock: Clock): LanguageModel {
  keepToOurselves(process.env);
  return {
    name: `openai:${model}`,
    answer: async (call) => {
      const timeout = AbortSignal.timeout(call.timeoutMs);
      const http = exchange();
      try {
        const client = clientFor(endpoint, call.model ?? model, call, http);
        const signal = call.signal ? AbortSignal.any([call.signal, timeout]) : timeout;
        const message = await client.invoke(call.messages.map(toLangChain), { signal });
        return answerOf(message, call.model ?? model, http);
      } catch (error) {
        throw withUsage(failureOf(error, { now: clock(), signal: call.signal, timeout }), error, http);
      }
    },
  };
}

/** One for each call: model and temperature are the constructor's. Connections are pooled below it, by fetch. */
function clientFor(endpoint: Endpoint, model: string, call: ModelCall, http: Exchange) {
  const chat = new ChatOpenAI({
    model,
    apiKey: endpoint.apiKey,
    // Temporal retries, with a history of it; a library that does so on its own spends money in secret.
    maxRetries: 0,
    maxTokens: call.maxOutputTokens,
    timeout: call.timeoutMs,
    // /v1/responses is OpenAI's alone.
    useResponsesApi: false,
    ...(call.temperature === undefined || reasons.test(model) ? {} : { temperature: call.temperature }),
    // The SDK's debug log would print prompts.
    configuration: { baseURL: endpoint.baseUrl, fetch: http.fetch, logLevel: 'off' },
  });
  const tools = (call.tools ?? []).map(({ name, description, schema }) => ({
    type: 'function' as const,
    function: { name, description, parameters: schema },
  }));
  const format = {
    type: 'json_schema' as const,
    json_schema: { name: call.output.name, schema: call.output.schema, strict: true },
  };
  // Marked as one with a parser of its own, and one that parses nothing: the SDK would throw away a text that is not
  // JSON, and with it what a repair has to mend.
  const asked = {
    response_format: Object.assign(
      makeParseableResponseFormat(format, () => null),
      format,
    ),
  };
  return tools.length > 0 ? chat.bindTools(tools, { ...asked, strict: true }) : chat.withConfig(asked);
}

function toLangChain(message: ModelMessage): BaseMessage {
  switch (message.role) {
    case 'system':
      return new SystemMessage(message.text);
    case 'user':
      return new HumanMessage(message.text);
    case 'tool':
      return new ToolMessage({ content: message.text, tool_call_id: message.callId });
    case 'assistant':
      return new AIMessage({
        content: message.text,
        tool_calls: (message.toolCalls ?? []).map((call) => ({
          id: call.id,
          name: call.name,
          args: call.arguments as Record<string, unknown>,
        })),
      });
  }
}

function answerOf(message: AIMessage, asked: string, http: Exchange): ModelAnswer {
  const cut = failureOfFinish(http.finishReason());
  if (cut) throw new ModelFailure(cut, `the answer ended with ${http.finishReason()}`);
  // The refusal's text is the model's, and may quote the customer: only that it refused is said.
  if (http.refused()) throw new ModelFailure('refused', 'the model declined to answer');
  const text = typeof message.content === 'string' ? message.content : '';
  const toolCalls = toolCallsOf(message);
  if (text === '' && toolCalls.length === 0)
    throw new ModelFailure('invalid_answer', 'the answer has neither text nor tool calls');
  const model = message.response_metadata.model_name;
  return {
    text,
    toolCalls,
    usage: http.usage() ?? { inputTokens: 0, cachedTokens: 0, outputTokens: 0 },
    model: typeof model === 'string' && model !== '' ? model : asked,
    request: http.request(),
  };
}

/** With those whose arguments are not JSON: the caller checks them anyway, and can tell the model. */
function toolCallsOf(message: AIMessage): ToolCall[] {
  return [
    ...(message.tool_calls ?? []).map((call) => ({
      id: call.id ?? '',
      name: call.name,
      arguments: call.args as unknown,
    })),
    ...(message.invalid_tool_calls ?? []).map((call) => ({
      id: call.id ?? '',
      name: call.name ?? '',
      arguments: call.args as unknown,
    })),
  ];
}

/** An answer that came and is of no use has been paid for. LangChain trips over some of them with errors of its own. */
function withUsage(failure: ModelFailure, error: unknown, http: Exchange): ModelFailure {
  const usage = http.usage();
  if (!usage) return failure;
  const fromUs = error instanceof ModelFailure || failure.kind !== 'bad_request';
  const kind = fromUs ? failure.kind : 'invalid_answer';
  const message = fromUs ? failure.message : 'the answer is not of the shape that the protocol gives it';
  return new ModelFailure(kind, message, { usage });
}
