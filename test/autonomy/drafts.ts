/** Drafts as if a model had written them, and what the tests of autonomy ask about them. */
import type pg from 'pg';
import type { DeskFileInput } from '../../desk/schema.ts';
import { insertOutcome } from '../../store/outcomes.ts';
import { findDraft } from '../../store/turns.ts';
import { autonomyReport } from '../../transactions/autonomy-report.ts';
import type { Rows } from '../races/rows.ts';
import { deskInput } from '../support/desk.ts';

export const MODEL = 'test-model';
export const LEAD = 'human:lea';

let serial = 0;

export function drafting(rows: Rows, pool: pg.Pool) {
  const key = (name: string) => {
    serial += 1;
    return `${name}-${serial}`;
  };
  const outcomesOf = async (conversation: string) =>
    (
      await pool.query(
        `select topic, channel, prompt_version as prompt, model, mode, result, reason, person from outcome
         where conversation = $1 order by at, result`,
        [conversation],
      )
    ).rows;
  const version = async () => {
    const active = await rows.work.desks.active(pool, rows.desk);
    if (!active) throw new Error('no version is in service');
    return active;
  };
  const report = async () => autonomyReport(pool, await version());
  const rowOf = async (prompt: string, topic?: string) => {
    const row = (await report()).rows.find(
      (r) => r.promptVersion.startsWith(prompt) && (topic === undefined || r.topic === topic),
    );
    if (!row) throw new Error(`the report has no row for ${prompt}`);
    return row;
  };
  /** The desk with other settings of a topic. */
  const withTopic = (
    id: string,
    autonomy: unknown,
    more: Partial<DeskFileInput> = {},
  ): Partial<DeskFileInput> =>
    ({
      topics: deskInput().topics.map((t) => (t.id === id ? { ...t, autonomy } : t)),
      ...more,
    }) as Partial<DeskFileInput>;

  /** A draft that waits, as if a model had written it from this prompt and the gate had given this reason. */
  async function modelDraft(prompt: string, reason = 'autonomy_approve') {
    const waiting = await rows.awaitingApproval(key('model'));
    await pool.query(
      `update draft set kind = 'model', macros = '{}', model = $2, prompt_hash = $3 where id = $1`,
      [waiting.draft, MODEL, prompt],
    );
    await pool.query('update queue_item set reason = $2 where id = $1', [waiting.item, reason]);
    await pool.query(
      `update step set decision = decision || jsonb_build_object('reason', $2::text)
       where turn = (select turn from draft where id = $1) and step = 'review'`,
      [waiting.draft, reason],
    );
    return waiting;
  }
  const approve = ({
    conversation,
    draft,
    message,
  }: {
    conversation: string;
    draft: string;
    message: string;
  }) => rows.act(conversation, { name: 'approve', draft, seenThrough: message });
  const edit = async (conversation: string, draft: string, text: string) => {
    const edited = await rows.act(conversation, { name: 'edit', draft, text });
    return edited.kind === 'done' ? (edited.draft ?? '') : '';
  };
  const textOf = async (draft: string) => (await findDraft(pool, rows.desk, draft))?.text ?? '';

  /** Evidence without the conversations: as many decisions on drafts of this prompt. */
  async function evidence(
    prompt: string,
    accepted: number,
    refused = 0,
    mode: 'approve' | 'sample' = 'approve',
  ) {
    const waiting = await modelDraft(prompt);
    const draft = await findDraft(pool, rows.desk, waiting.draft);
    if (!draft) throw new Error('there is no draft');
    // One outcome as the product stores it, and its copies: nobody would wait for hundreds of conversations.
    const reason = mode === 'sample' ? 'sample' : 'autonomy_approve';
    const first = {
      draft,
      mode,
      result: accepted > 0 ? 'sent_unchanged' : 'rejected',
      reason,
      person: 'ann',
    } as const;
    await insertOutcome(pool, first, rows.now());
    const copies = [waiting.draft, accepted + refused - 1];
    await pool.query(
      `insert into draft select id || n as id, desk, conversation, turn, kind, macros, text, statements, model, edited_from,
         edited_by, created_at, prompt_id, prompt_hash from draft, generate_series(1, $2) n where id = $1`,
      copies,
    );
    await pool.query(
      `insert into outcome select desk, draft || n as draft, turn, conversation, topic, channel, prompt_version, model, mode,
         case when n < $3 then 'sent_unchanged' else 'rejected' end as result, reason, person, at
       from outcome, generate_series(1, $2) n where draft = $1`,
      [...copies, accepted],
    );
    await rows.act(waiting.conversation, { name: 'takeOver' });
    return draft;
  }

  return { key, outcomesOf, version, report, rowOf, withTopic, modelDraft, approve, edit, textOf, evidence };
}
