/** The input of a prompt for a turn of a stored conversation: the same code that asks in service. */

import { promptOfAsk, questionOf } from '../../activities/asking.ts';
import { readTurn } from '../../activities/context.ts';
import { deskRedactor, hiddenMessages, type Section } from '../../activities/hidden.ts';
import { systemClock } from '../../domain/clock.ts';
import { noModels } from '../../models/port.ts';
import { rulesModel } from '../../models/rules/model.ts';
import type { PromptFiles } from '../../prompts/files.ts';
import { promptFilesOf } from '../../prompts/load.ts';
import type { PromptId } from '../../prompts/schemas.ts';
import { itemsOf } from '../../store/queue.ts';
import { turnsOf } from '../../store/turns.ts';
import { cachedDesks } from '../../transactions/work.ts';
import type { Ask } from '../../workflows/contract.ts';
import { withPool } from '../client/database.ts';
import { Failure } from '../failure.ts';

export interface StoredQuestion {
  turn: string;
  input: unknown;
  /** Those of the desk version that the turn is pinned to. */
  files: PromptFiles;
  /** Replaces personal data as it is done before a call. */
  hide: (messages: readonly Section[]) => Section[];
}

/** The conversation's last turn, unless one is named; `trial`: as the draft prompt on trial is asked about it. Changes nothing. */
export async function storedQuestion(
  desk: string,
  conversation: string,
  id: PromptId,
  { turn: named, trial }: { turn?: string; trial?: boolean },
): Promise<StoredQuestion> {
  return withPool(async (pool) => {
    const turns = await turnsOf(pool, desk, conversation);
    const turn = named === undefined ? turns.at(-1) : turns.find((t) => t.id === named);
    if (!turn)
      throw new Failure(
        turns.length === 0
          ? `desk ${desk} has no turn of conversation ${conversation}`
          : `it has no turn ${named}`,
        `\`first-response conversation ${conversation}\` shows what is there`,
      );
    const desks = cachedDesks();
    const context = {
      pool,
      desks,
      clock: systemClock,
      env: process.env,
      rules: rulesModel(),
      models: noModels,
    };
    const input = { desk, conversation, turn: turn.id };
    const scene = await readTurn(context, input);
    const item = (await itemsOf(pool, desk, conversation)).at(-1);
    const question = await questionOf(
      context,
      input,
      scene,
      trial ? 'trial' : (id satisfies PromptId as Ask),
      item,
    );
    if (question.prompt !== id) throw new Error(`prompt ${id} is asked as ${promptOfAsk[id]}`);
    const { content } = scene.version;
    const hide = (messages: readonly Section[]) => hiddenMessages(messages, deskRedactor(content));
    return { turn: turn.id, input: question.input, files: promptFilesOf(content), hide };
  });
}
