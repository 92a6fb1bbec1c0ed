-- What became of drafts, and what follows from it for the topics that may send on their own.

-- One row per draft, topic of its turn, and what happened; ids, numbers and reason codes only.
create table outcome (
  desk text not null,
  -- As it was first written: an edited draft counts as the one it was made from.
  draft text not null references draft (id),
  turn text not null,
  conversation text not null references conversation (id),
  topic text not null,
  channel text not null,
  -- The hash of the prompt, 'macro:<id>.<language>@<version>', or 'rules'.
  prompt_version text not null,
  model text not null,
  mode text not null check (mode in ('shadow', 'approve', 'auto', 'sample')),
  result text not null check (result in ('sent_unchanged', 'edited_words', 'edited_facts', 'rewritten', 'rejected', 'sent', 'reopened', 'complained')),
  -- Why the gate sent it to a person; null where it left alone.
  reason text,
  person text,
  at timestamptz not null,
  primary key (draft, topic, result)
);
create index outcome_evidence on outcome (desk, topic, channel, prompt_version, model, at);
create index outcome_conversation on outcome (conversation, at);

-- Promotions and demotions, in force over the desk file's setting. The newest row of its key counts; older ones are history.
create table autonomy_state (
  desk text not null references desk (id),
  topic text not null,
  -- '*': a person stopped the topic on every channel, for whatever writes its drafts.
  channel text not null,
  prompt_version text not null,
  model text not null,
  -- Null: what a person stopped is as the desk file has it again.
  mode text check (mode in ('shadow', 'approve', 'auto')),
  since timestamptz not null,
  by text not null,
  reason text not null,
  primary key (desk, topic, channel, prompt_version, model, since)
);

-- How many replies went past a person as a sample, which is asked before each of those that might.
create index step_sampled on step (desk, decided_at) where step = 'review' and decision->>'reason' = 'sample';
