-- What a language model answered, or that it did not: the quick steps of a turn go on from here.
create table model_answer (
  desk text not null,
  conversation text not null references conversation (id),
  -- A turn; for `packet`, a hand-off.
  subject text not null,
  ask text not null,
  -- Why there is no answer; null when there is one.
  unavailable text,
  -- As parsed. Personal text: an erasure empties it.
  content jsonb,
  prompt_id text,
  prompt_hash text,
  model text,
  answered_at timestamptz not null,
  primary key (subject, ask)
);

-- Of a hand-off's suggested reply by a language model: null (none was asked for yet), 'asked', 'written'.
alter table queue_item add column suggestion text;
alter table queue_item add column suggestion_at timestamptz;
create index queue_item_suggestion on queue_item (suggestion_at) where kind = 'handoff' and state = 'waiting' and suggestion = 'asked';

-- The prompt that a draft was written from: its id, and the hash of everything that it is made of.
alter table draft add column if not exists prompt_id text;
alter table draft add column if not exists prompt_hash text;
