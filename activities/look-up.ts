/** Look-ups by the model: records of this customer's account, read-only, scoped to what their identity proves, and only so many. */

import { allFacts } from '../account/view.ts';
import type { ModelCall, ToolCall } from '../models/port.ts';
import { saveWithAudit } from '../store/audit.ts';
import { lockConversation } from '../store/conversations.ts';
import { saveModelAnswer } from '../store/model-answers.ts';
import { tx } from '../store/pool.ts';
import { insertFacts } from '../store/turns.ts';
import type { Ask } from '../workflows/contract.ts';
import { accountsOf } from './account.ts';
import { lookUpsOf } from './asking.ts';
import type { ActivityContext, TurnScene } from './context.ts';

const TOOL = 'look_up';
/** Records asked for in one call; more is fishing. */
const maxRecords = 5;
/** Longer ones are no record's id, whatever the desk sells. */
const maxIdLength = 64;

/** Only a first draft may look things up: a repair has to do with what is there. */
export function toolsFor(ask: Ask, scene: TurnScene): ModelCall['tools'] {
  const records = ask === 'draft' ? lookUpsOf(scene) : [];
  if (records.length === 0) return undefined;
  return [
    {
      name: TOOL,
      description: "Reads a record of this customer's own account. A record of somebody else is not found.",
      schema: {
        type: 'object',
        additionalProperties: false,
        required: ['record', 'id'],
        properties: {
          record: { type: 'string', enum: records.map((r) => r.id) },
          id: { type: 'string', description: 'as the customer wrote it' },
        },
      },
    },
  ];
}

/** Facts of the records that are this customer's are there for the next call; the others stay unknown to it. */
export async function lookUp(
  context: ActivityContext,
  { desk, conversation: id, subject }: { desk: string; conversation: string; subject: string },
  scene: TurnScene,
  calls: readonly ToolCall[],
): Promise<'looked_up'> {
  const allowed = lookUpsOf(scene).map((r) => r.id);
  const wanted = calls
    .filter((call) => call.name === TOOL)
    .map((call) => call.arguments as { record?: unknown; id?: unknown } | null)
    .flatMap((asked) =>
      typeof asked?.record === 'string' && allowed.includes(asked.record) && typeof asked.id === 'string'
        ? [{ record: asked.record, id: asked.id.slice(0, maxIdLength) }]
        : [],
    )
    .slice(0, maxRecords);
  const entities: Record<string, string[]> = {};
  for (const { record, id: of } of wanted) entities[record] = [...(entities[record] ?? []), of];
  const identities = scene.messages.filter((m) => m.authorKind === 'customer').flatMap((m) => m.identities);
  const view =
    wanted.length > 0 ? await accountsOf(context, scene.version)?.find({ identities, entities }) : undefined;
  const facts = view ? allFacts(view) : [];
  await tx(context.pool, async (db) => {
    const conversation = await lockConversation(db, desk, id);
    if (!conversation) throw new Error(`desk ${desk} has no conversation ${id}`);
    const now = context.clock();
    const n = [...scene.answers.keys()].filter((ask) => ask.startsWith(TOOL)).length + 1;
    const none = { unavailable: null, promptId: null, promptHash: null, model: null };
    const row = {
      desk,
      conversation: id,
      subject,
      ask: `${TOOL}_${n}`,
      content: null,
      answeredAt: now,
      ...none,
    };
    if (!(await saveModelAnswer(db, row))) return;
    await insertFacts(
      db,
      desk,
      subject,
      facts.map(({ id: fact, path, value, source }) => ({ id: fact, path, value, source })),
    );
    const body = { turn: subject, n, records: wanted.map((w) => w.record), facts: facts.length };
    await saveWithAudit(db, conversation, {}, [{ kind: 'account_looked_up', actor: 'ai', body }], now);
  });
  return 'looked_up';
}
