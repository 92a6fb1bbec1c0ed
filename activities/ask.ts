/** Ask: one question to the language model, put with its prompt, paid from the budget, and kept with its answer. */
import { ApplicationFailure } from '@temporalio/common';
import type { Conversation } from '../domain/conversation.ts';
import { newId } from '../domain/ids.ts';
import { ModelFailure } from '../models/failure.ts';
import type { LanguageModel, ModelAnswer, ModelCall, ModelMessage, ToolCall } from '../models/port.ts';
import { costOf, type Prices, pricesFrom } from '../models/prices.ts';
import { type CallEstimate, mayAfford } from '../policy/budget.ts';
import { risksFlagged } from '../policy/moderation.ts';
import type { Redactor } from '../policy/redact/redactor.ts';
import { promptOf } from '../prompts/load.ts';
import { type RenderedPrompt, renderPrompt } from '../prompts/render.ts';
import { outputSchemaOf, readAnswer } from '../prompts/schemas.ts';
import { type AuditEntry, saveWithAudit } from '../store/audit.ts';
import { lockConversation } from '../store/conversations.ts';
import { saveModelAnswer } from '../store/model-answers.ts';
import { insertModelCall, spentOn } from '../store/model-calls.ts';
import { type Db, tx } from '../store/pool.ts';
import type { Ask } from '../workflows/contract.ts';
import { citing } from './answers.ts';
import { type Question, questionOf } from './asking.ts';
import { type ActivityContext, readTurn, type TurnInput, type TurnScene } from './context.ts';
import { deskRedactor, hiddenMessages } from './hidden.ts';
import { lookUp, toolsFor } from './look-up.ts';
import { itemToSuggestFor, suggested } from './suggest.ts';

export interface AskInput {
  desk: string;
  conversation: string;
  /** A turn; for `packet`, a hand-off. */
  subject: string;
  ask: Ask;
}

/** A provider that asks for a longer wait is not waited for: the customer would wait with us. */
const longestRetryMs = 20_000;
/** Of one call. The provider's slowest answers of this length take half of it. */
const callTimeoutMs = 40_000;
/** It answers in a fraction of a second, or is not waited for. */
const moderationTimeoutMs = 5_000;
/** Characters of a prompt per token, low on purpose: a budget is to be kept, not nearly kept. */
const charsPerToken = 3;

/**
 * Answers with what came of it: `answered`, `looked_up` (account records were asked for, and are there for the next call), or
 * `known` when the question has its answer already. Throws an ApplicationFailure whose type is the kind of the ModelFailure.
 */
export async function ask(context: ActivityContext, request: AskInput, signal: AbortSignal): Promise<string> {
  try {
    const item = request.ask === 'packet' ? await itemToSuggestFor(context, request) : undefined;
    const turn = item ? item.turn : request.subject;
    if (turn === null) return 'known';
    const input: TurnInput = { desk: request.desk, conversation: request.conversation, turn };
    const scene = await readTurn(context, input);
    if (scene.answers.has(request.ask)) return 'known';
    const question = await questionOf(context, input, scene, request.ask, item);
    return await put(context, request, scene, question, signal);
  } catch (error) {
    throw asFailure(error);
  }
}

async function put(
  context: ActivityContext,
  request: AskInput,
  scene: TurnScene,
  question: Question,
  signal: AbortSignal,
): Promise<string> {
  const model = context.models.language;
  if (!model) throw new ModelFailure('unreachable', 'this process has no language model');
  const { content } = scene.version;
  const rendered = renderPrompt(promptOf(content, question.prompt), question.input);
  const hidden = deskRedactor(content);
  const call: ModelCall = {
    messages: hiddenMessages(rendered.messages, hidden),
    output: outputSchemaOf(question.prompt),
    tools: toolsFor(request.ask, scene),
    model: rendered.parameters.model ?? content.desk.models.chat,
    temperature: rendered.parameters.temperature,
    maxOutputTokens: rendered.parameters.maxOutputTokens,
    signal,
    timeoutMs: callTimeoutMs,
  };
  const paid = payer(context, request, scene, rendered);
  const [answer, flagged] = await Promise.all([
    paid(model, call),
    flaggedBy(context, request, scene, hidden, signal),
  ]);
  if (answer.toolCalls.length > 0)
    return lookUp(context, request, scene, restored(answer.toolCalls, hidden) as ToolCall[]);
  const read = await readOrRepair(model, call, answer, question, paid);
  const kept = withRisks(citing(request.ask, restored(read, hidden), question.sources), flagged);
  await keep(context, request, rendered, answer, kept);
  return 'answered';
}

/** Moderation speaks beside the triage. When it is away nothing is lost: rules and model are heard all the same. */
async function flaggedBy(
  { models }: ActivityContext,
  { ask }: AskInput,
  { messages }: TurnScene,
  hidden: Redactor,
  signal: AbortSignal,
): Promise<string[]> {
  if (ask !== 'triage' || !models.moderation) return [];
  const texts = messages.map((m) => hidden.hide(m.text));
  const categories = await models.moderation
    .flagged(texts, { signal, timeoutMs: moderationTimeoutMs })
    .catch(() => []);
  return risksFlagged(categories);
}

/** Of a triage's answer, where moderation has flagged something. */
function withRisks(content: unknown, flagged: readonly string[]): unknown {
  if (flagged.length === 0) return content;
  const { risks, ...rest } = content as { risks: { risk: string }[] };
  return { ...rest, risks: [...risks, ...flagged.map((risk) => ({ risk, evidence: '' }))] };
}

/** An answer that does not fit its schema gets one more chance, with what is wrong said; then it is none. */
async function readOrRepair(
  model: LanguageModel,
  call: ModelCall,
  answer: ModelAnswer,
  { prompt }: Question,
  paid: Paid,
): Promise<unknown> {
  const read = readAnswer(prompt, answer.text);
  if (read.kind === 'ok') return read.value;
  const messages: ModelMessage[] = [
    ...call.messages,
    { role: 'assistant', text: answer.text },
    {
      role: 'user',
      text: `That answer cannot be read: ${read.problems.join('; ')}. Answer again, with the JSON alone.`,
    },
  ];
  const again = readAnswer(prompt, (await paid(model, { ...call, messages, tools: [] })).text);
  if (again.kind === 'ok') return again.value;
  throw new ModelFailure(
    'invalid_answer',
    `the answer to ${prompt} cannot be read: ${again.problems.join('; ')}`,
  );
}

type Paid = (model: LanguageModel, call: ModelCall) => Promise<ModelAnswer>;

/** Every call is checked against the budget before, and on record with what it cost after, whatever came of it. */
function payer(
  { pool, clock, env }: ActivityContext,
  { desk, conversation, ask }: AskInput,
  { turn, version }: TurnScene,
  { id: promptId, hash: promptHash }: RenderedPrompt,
): Paid {
  const of = { conversation, turn: turn.id };
  const prices = pricesFrom(env);
  return async (model, call) => {
    const begunAt = clock();
    const name = call.model ?? model.name;
    const spent = await spentOn(pool, desk, of, begunAt);
    const verdict = mayAfford(spent, version.content.desk.models.budget, estimate(call, prices, name));
    if (verdict.kind === 'denied')
      throw new ModelFailure('budget_spent', `no budget left: ${verdict.reason}`);
    const record = async (
      outcome: string,
      answer: Pick<ModelAnswer, 'usage' | 'model' | 'request'> | null,
    ) => {
      const usage = answer?.usage ?? { inputTokens: 0, cachedTokens: 0, outputTokens: 0 };
      const row = {
        id: newId('modelCall', begunAt),
        desk,
        ...of,
        ask,
        promptId,
        promptHash,
        ...usage,
        outcome,
      };
      const model = answer?.model ?? name;
      await insertModelCall(pool, {
        ...row,
        model,
        usd: costOf(prices, model, usage),
        request: answer?.request ?? null,
        begunAt,
        endedAt: clock(),
      });
    };
    try {
      const answer = await model.answer(call);
      await record('ok', answer);
      return answer;
    } catch (error) {
      if (error instanceof ModelFailure)
        await record(error.kind, error.usage ? { usage: error.usage, model: name, request: null } : null);
      throw error;
    }
  };
}

function estimate(call: ModelCall, prices: Prices, model: string): CallEstimate {
  const chars = call.messages.reduce((sum, m) => sum + m.text.length, 0);
  const inputTokens = Math.ceil(chars / charsPerToken);
  const outputTokens = call.maxOutputTokens;
  return {
    tokens: inputTokens + outputTokens,
    usd: costOf(prices, model, { inputTokens, cachedTokens: 0, outputTokens }),
  };
}

/** What was replaced on the way out is put back in every text of the answer. */
function restored(value: unknown, hidden: Redactor): unknown {
  if (typeof value === 'string') return hidden.restore(value);
  if (Array.isArray(value)) return value.map((each) => restored(each, hidden));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, restored(each, hidden)]));
}

/** The first answer to a question stays; a packet's is in front of people from here on. */
async function keep(
  { pool, clock, env }: ActivityContext,
  { desk, conversation: id, subject, ask }: AskInput,
  rendered: RenderedPrompt,
  answer: ModelAnswer,
  content: unknown,
): Promise<void> {
  await tx(pool, async (db: Db) => {
    const conversation = await lockConversation(db, desk, id);
    if (!conversation) throw new Error(`desk ${desk} has no conversation ${id}`);
    const now = clock();
    const stored = await saveModelAnswer(db, {
      desk,
      conversation: id,
      subject,
      ask,
      unavailable: null,
      content,
      promptId: rendered.id,
      promptHash: rendered.hash,
      model: answer.model,
      answeredAt: now,
    });
    if (!stored) return;
    await saveWithAudit(
      db,
      conversation,
      {},
      [asAudit(subject, ask, rendered, answer, costOf(pricesFrom(env), answer.model, answer.usage))],
      now,
    );
    if (ask === 'packet') await suggested(db, conversation as Conversation, subject, now);
  });
}

function asAudit(
  subject: string,
  ask: Ask,
  rendered: RenderedPrompt,
  answer: ModelAnswer,
  usd: number | null,
): AuditEntry {
  const { id: prompt, hash: promptHash, inputHash, parameters } = rendered;
  const { model, usage, request } = answer;
  return {
    kind: 'model_answered',
    actor: 'ai',
    body: { subject, ask, prompt, promptHash, inputHash, parameters, model, usage, usd, request },
  };
}

/** As Temporal understands it: what may pass is repeated, no sooner than the provider asks for. */
function asFailure(error: unknown): unknown {
  if (!(error instanceof ModelFailure)) return error;
  const wait = error.retryAfterMs;
  return ApplicationFailure.create({
    type: error.kind,
    message: error.message,
    nonRetryable: !error.retryable || (wait !== null && wait > longestRetryMs),
    ...(wait !== null && { nextRetryDelay: wait }),
  });
}
