/** What was said in conversations that a person answered and that are over: for desks that let drafts learn from them. */
import type { Db } from './pool.ts';
import { shapes } from './rows.ts';

export interface PastConversation {
  conversation: string;
  language: string | null;
  /** In the order of time. `ai`: an answer that the AI wrote, or that a person approved. Receipts and notices are no answers. */
  said: { by: 'customer' | 'person' | 'ai'; text: string; owesAnswer: boolean }[];
  /** Every draft of the AI, sent or not: a person may have copied one. */
  drafts: string[];
}

/** The newest first. Automated mail and deleted messages are not among what was said. */
export async function pastConversations(db: Db, desk: string, limit: number): Promise<PastConversation[]> {
  const { rows } = await db.query(
    `select c.id as conversation, c.language,
       (select coalesce(jsonb_agg(jsonb_build_object('by', s.by, 'text', s.text, 'owesAnswer', s.owes) order by s.at, s.seq), '[]')
        from (
          select case author_kind when 'agent' then 'person' else 'customer' end as by, text, received_at as at, seq,
                 starts_turn and coalesce(answered_by not like 'none:%', true) as owes
          from message m
          where m.conversation = c.id and m.deleted_at is null
            and ((m.author_kind = 'customer' and m.automated = 'human') or m.author_kind = 'agent')
          union all
          select case purpose when 'person' then 'person' else 'ai' end, text, claimed_at, 2147483647, false
          from delivery d
          where d.conversation = c.id and d.purpose in ('person', 'reply', 'question', 'approved', 'incident')
            and (d.state = 'sent' or d.doubt)
        ) s) as said,
       (select coalesce(array_agg(f.text), '{}') from draft f where f.conversation = c.id) as drafts
     from conversation c
     where c.desk = $1 and c.status in ('solved', 'closed') and c.person_answered
     order by c.status_at desc, c.id limit $2`,
    [desk, limit],
  );
  return shapes<PastConversation>(rows);
}
