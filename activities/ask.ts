/** Ask: one question to the language model, put with its prompt, paid from the budget, and kept with its answer. */
import { ApplicationFailure } from '@temporalio/common';
import { newId } from '../domain/ids.ts';
import { ModelFailure } from '../models/failure.ts';
import type { LanguageModel, ModelAnswer, ModelCall, ModelMessage, ToolCall } from '../models/port.ts';
import { costOf, pricesFrom } from '../models/prices.ts';
import { risksFlagged } from '../policy/moderation.ts';
import type { Redactor } from '../policy/redact/redactor.ts';
import { promptOf, trialOf } from '../prompts/load.ts';
import { type RenderedPrompt, renderPrompt } from '../prompts/render.ts';
import { outputSchemaOf, type PromptOutput, readAnswer } from '../prompts/schemas.ts';
import { saveWithAudit } from '../store/audit.ts';
import { lockConversation } from '../store/conversations.ts';
import { saveModelAnswer } from '../store/model-answers.ts';
import { insertModelCall } from '../store/model-calls.ts';
import { tx } from '../store/pool.ts';
import type { Ask } from '../workflows/contract.ts';
import { citing } from './answers.ts';
import { type Question, questionOf } from './asking.ts';
import {
  type ActivityContext,
  type Answered,
  readTurn,
  storeSteps,
  type TurnInput,
  type TurnScene,
} from './context.ts';
import { deskRedactor, hiddenMessages } from './hidden.ts';
import { lookUp, toolsFor } from './look-up.ts';
import { type Paid, payer } from './payer.ts';
import { holdToSources, itemToSuggestFor, suggested } from './suggest.ts';

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

/** `looked_up`: account records were asked for, and are there for the next call. `known`: the question has its answer already. */
export type AskResult = 'answered' | 'looked_up' | 'known';

/** Asks, and stores the answer. Throws an ApplicationFailure whose type is the kind of the ModelFailure. */
export async function ask(
  context: ActivityContext,
  request: AskInput,
  signal: AbortSignal,
): Promise<AskResult> {
  if (request.ask === 'packet') return askForPacket(context, request, signal);
  const input = { desk: request.desk, conversation: request.conversation, turn: request.subject };
  const scene = await readTurn(context, input);
  const result = await askIn(context, input, scene, request.ask, signal);
  await storeSteps(context, input, scene);
  return result;
}

/** Asks about the turn of the scene. The answer is in the scene, and stored with what the steps decide next. Throws as `ask` does. */
export async function askIn(
  context: ActivityContext,
  input: TurnInput,
  scene: TurnScene,
  asking: Ask,
  signal: AbortSignal,
): Promise<AskResult> {
  if (scene.answers.has(asking)) return 'known';
  const request = { desk: input.desk, conversation: input.conversation, subject: input.turn, ask: asking };
  try {
    const question = await questionOf(context, input, scene, asking);
    const put = await putQuestion(context, request, scene, question, signal);
    if (put === 'looked_up') return put;
    scene.answers.set(asking, put.row);
    scene.answered.push(put);
    return 'answered';
  } catch (error) {
    throw asFailure(error);
  }
}

/** A packet's words are in front of people from here on: stored with the packet that has them. */
async function askForPacket(
  context: ActivityContext,
  request: AskInput,
  signal: AbortSignal,
): Promise<AskResult> {
  const { pool, clock } = context;
  const { desk, conversation: id, subject } = request;
  try {
    const item = await itemToSuggestFor(context, request);
    if (!item || item.turn === null) return 'known';
    const input = { desk, conversation: id, turn: item.turn };
    const scene = await readTurn(context, input);
    const question = await questionOf(context, input, scene, 'packet', item);
    const put = await putQuestion(context, request, scene, question, signal);
    if (put === 'looked_up') return put;
    const { row, audit } = put;
    const { words, problems } = await holdToSources(scene, row.content as PromptOutput<'packet'>);
    await tx(pool, async (db) => {
      const conversation = await lockConversation(db, desk, id);
      if (!conversation) throw new Error(`desk ${desk} has no conversation ${id}`);
      const now = clock();
      if (!(await saveModelAnswer(db, { ...row, content: words, answeredAt: now }))) return;
      const entry = problems.length > 0 ? { ...audit, body: { ...audit.body, dropped: problems } } : audit;
      await saveWithAudit(db, conversation, {}, [entry], now);
      await suggested(db, conversation, subject, now);
    });
    return 'answered';
  } catch (error) {
    throw asFailure(error);
  }
}

async function putQuestion(
  context: ActivityContext,
  request: AskInput,
  scene: TurnScene,
  question: Question,
  signal: AbortSignal,
): Promise<Answered | 'looked_up'> {
  const model = context.models.language;
  if (!model) throw new ModelFailure('unreachable', 'this process has no language model');
  const { content } = scene.version;
  const prompt = request.ask === 'trial' ? trialOf(content) : promptOf(content, question.prompt);
  if (!prompt) throw new Error(`desk ${request.desk} has no draft prompt on trial in this version`);
  const rendered = renderPrompt(prompt, question.input);
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
  return answered(context, request, rendered, answer, kept);
}

/** Moderation speaks beside the triage. When it is away nothing is lost: rules and model are heard all the same. */
async function flaggedBy(
  { pool, clock, models }: ActivityContext,
  { desk, conversation, ask }: AskInput,
  { turn, messages }: TurnScene,
  hidden: Redactor,
  signal: AbortSignal,
): Promise<string[]> {
  const { moderation } = models;
  if (ask !== 'triage' || !moderation) return [];
  const texts = messages.map((m) => hidden.hide(m.text));
  const begunAt = clock();
  let outcome = 'ok';
  const categories = await moderation
    .flagged(texts, { signal, timeoutMs: moderationTimeoutMs })
    .catch((error: unknown): string[] => {
      outcome = error instanceof ModelFailure ? error.kind : 'failed';
      return [];
    });
  await insertModelCall(pool, {
    ...{ id: newId('modelCall', begunAt), desk, conversation, turn: turn.id, ask: 'moderation', outcome },
    ...{ model: moderation.name, promptId: null, promptHash: null, request: null },
    ...{ inputTokens: 0, cachedTokens: 0, outputTokens: 0, usd: 0 }, // nobody charges for it
    ...{ begunAt, endedAt: clock() },
  });
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

/** What was replaced on the way out is put back in every text of the answer. */
function restored(value: unknown, hidden: Redactor): unknown {
  if (typeof value === 'string') return hidden.restore(value);
  if (Array.isArray(value)) return value.map((each) => restored(each, hidden));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, restored(each, hidden)]));
}

/** The answer as it is kept, and what the audit log says of it. */
function answered(
  { env }: ActivityContext,
  { desk, conversation, subject, ask }: AskInput,
  rendered: RenderedPrompt,
  answer: ModelAnswer,
  content: unknown,
): Answered {
  const { id: promptId, hash: promptHash, inputHash, parameters } = rendered;
  const { model, usage, request } = answer;
  const usd = costOf(pricesFrom(env), model, usage);
  return {
    row: { desk, conversation, subject, ask, unavailable: null, content, promptId, promptHash, model },
    audit: {
      kind: 'model_answered',
      actor: 'ai',
      body: { subject, ask, prompt: promptId, promptHash, inputHash, parameters, model, usage, usd, request },
    },
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
