-- Every call to a language model, for budgets and for the bill: numbers and names only, no text.
create table model_call (
  id text primary key,
  desk text not null,
  -- Null for what is of no conversation, such as the replay of prompts.
  conversation text references conversation (id),
  -- Null for what is of no turn, such as a hand-off's packet.
  turn text references turn (id),
  ask text not null,
  model text not null,
  prompt_id text,
  prompt_hash text,
  input_tokens int not null,
  -- Of the input.
  cached_tokens int not null,
  output_tokens int not null,
  -- US dollars; null: the price is not known. An estimate from a price list, so binary fractions will do.
  usd double precision,
  -- 'ok' or the kind of failure.
  outcome text not null,
  -- The provider's id of the request.
  request text,
  begun_at timestamptz not null,
  ended_at timestamptz not null
);
-- Both hold what the budget adds up, so that it reads no rows: it is asked before every call.
create index model_call_day on model_call (desk, begun_at) include (input_tokens, output_tokens, usd);
create index model_call_conversation on model_call (desk, conversation) include (turn, input_tokens, output_tokens, usd);
