-- A draft prompt on trial: what it writes is compared with what people send, and is never a draft that could be shown or sent.

-- Null: of the trial's answer about the turn (model_answer, ask 'trial').
alter table outcome drop constraint outcome_pkey;
alter table outcome alter column draft drop not null;
create unique index outcome_once on outcome (draft, topic, result);
create unique index outcome_trial_once on outcome (turn, topic) where draft is null;
create index outcome_turn on outcome (turn);
