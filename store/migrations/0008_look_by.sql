-- What the sweeper asks for, whatever the status: a conversation that was merged away may still have a delivery to bring to its
-- end, and its workflow may be gone. `look_by` is null once nothing is left to look for.

drop index conversation_behind;
-- Without those whose ring was answered by a look of the workflow's own: they are many, and nobody rings them.
create index conversation_behind on conversation (changed_at) where seen < change;

drop index conversation_look_by;
create index conversation_look_by on conversation (look_by) where look_by is not null;

update conversation c set look_by = null where status = 'closed' and not exists (
  select 1 from delivery d where d.conversation = c.id and d.state in ('claimed', 'parked'));
