-- Calls for embeddings and moderation are on record as well: a budget of tokens is about chat, so that the sums need to tell them apart.
drop index model_call_day;
drop index model_call_conversation;
create index model_call_day on model_call (desk, begun_at) include (ask, input_tokens, output_tokens, usd);
create index model_call_conversation on model_call (desk, conversation) include (turn, ask, input_tokens, output_tokens, usd);

-- Who is embedding a desk's passages with a model, until when: others leave them alone. A killed process loses it by the clock.
create table embedding_lease (
  desk text not null references desk (id),
  model text not null,
  until timestamptz not null,
  primary key (desk, model)
);
