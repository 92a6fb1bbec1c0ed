-- The conversation and everything that happened in it. Times are always arguments: no default, no now().

create table desk (
  id text primary key,
  active_version text,
  created_at timestamptz not null
);

-- One support team's files as applied, by content hash. Never changed, so that a turn can be pinned to one.
create table desk_version (
  desk text not null references desk (id),
  version text not null,
  content jsonb not null,
  -- The folder it was applied from: its data files (accounts) are read there.
  dir text not null,
  created_at timestamptz not null,
  primary key (desk, version)
);

-- Which version was in service from when: apply and rollback each add a row.
create table desk_activation (
  desk text not null,
  n int not null,
  version text not null,
  activated_at timestamptz not null,
  activated_by text not null,
  primary key (desk, n),
  foreign key (desk, version) references desk_version (desk, version)
);

create table customer (
  id text primary key,
  desk text not null references desk (id),
  -- Keys the hashes in the audit log, so that emptying it erases what the hashes could confirm.
  audit_key text,
  created_at timestamptz not null
);

-- An address a customer writes from. A merely claimed address is another identity than a proved one:
-- nobody becomes a known customer by typing their e-mail address.
create table identity (
  desk text not null,
  kind text not null,
  address text not null,
  proved boolean not null,
  customer text not null references customer (id),
  first_seen_at timestamptz not null,
  primary key (desk, kind, address, proved)
);

create table conversation (
  id text primary key,
  desk text not null references desk (id),
  channel text not null,
  key text,
  customer text not null references customer (id),
  resolved_via text not null,
  link text,
  owner text not null,
  epoch int not null,
  status text not null,
  status_at timestamptz not null,
  status_reason text,
  topic text,
  priority text not null,
  segment text,
  language text,
  -- The queue that a reopened conversation goes back to once a person has answered in it.
  home_queue text,
  person_answered boolean not null,
  message_seq int not null,
  -- The doorbell: see DESIGN, "One message", 2.
  change int not null,
  rung int not null,
  seen int not null,
  look_by timestamptz,
  changed_at timestamptz not null,
  ring_attempts int not null,
  ring_after timestamptz,
  -- Drafts in a row that newer messages made stale, and since when.
  superseded_drafts int not null,
  superseded_since timestamptz,
  audit_count int not null,
  audit_head text not null,
  previous text references conversation (id),
  next text references conversation (id),
  opened_at timestamptz not null,
  closed_at timestamptz
);
create unique index conversation_key on conversation (desk, channel, key) where status <> 'closed';
create index conversation_past_key on conversation (desk, channel, key, opened_at desc);
create index conversation_customer on conversation (desk, customer, opened_at desc);
create index conversation_behind on conversation (changed_at) where status <> 'closed' and (seen < change or rung < change);
create index conversation_look_by on conversation (look_by) where status <> 'closed';

create table message (
  id text primary key,
  desk text not null,
  conversation text not null references conversation (id),
  seq int not null,
  channel text not null,
  provider_id text not null,
  author_kind text not null,
  author text not null,
  text text not null,
  identities jsonb not null,
  proof text not null,
  headers jsonb not null,
  automated text not null,
  automated_reasons text[] not null,
  risks jsonb not null,
  starts_turn boolean not null,
  triaged boolean not null,
  -- 'delivery:<id>', 'action:<id>' or 'none:<turn>'; null means unanswered.
  answered_by text,
  link text,
  sent_at timestamptz,
  received_at timestamptz not null,
  edited_at timestamptz,
  deleted_at timestamptz,
  unique (desk, channel, provider_id),
  unique (conversation, seq)
);
create index message_unanswered on message (conversation, seq) where starts_turn and answered_by is null;

create table attachment (
  id text primary key,
  desk text not null,
  message text not null references message (id),
  name text not null,
  type text not null,
  url text,
  content bytea,
  state text not null,
  reason text,
  bytes int
);
create index attachment_message on attachment (message);

create table turn (
  id text primary key,
  desk text not null,
  conversation text not null references conversation (id),
  epoch int not null,
  desk_version text not null,
  messages text[] not null,
  opened_at timestamptz not null,
  ended_at timestamptz,
  ended_as text,
  end_reason text
);
create unique index turn_open on turn (conversation) where ended_at is null;
create index turn_conversation on turn (conversation, opened_at);

-- What each step of a turn decided: ids, numbers and reason codes only, read again when a step is re-executed.
create table step (
  desk text not null,
  turn text not null references turn (id),
  step text not null,
  decision jsonb not null,
  decided_at timestamptz not null,
  primary key (turn, step)
);

create table triage (
  turn text primary key references turn (id),
  desk text not null,
  conversation text not null,
  topic text not null,
  confidence real not null,
  topics jsonb not null,
  priority text not null,
  sentiment text not null,
  language text not null,
  risks jsonb not null,
  entities jsonb not null,
  reasons jsonb not null,
  model text not null
);
create index triage_conversation on triage (conversation);

-- `id` names the record it is of (order[W12].status); `path` is what macros call it (order.status).
create table account_fact (
  desk text not null,
  turn text not null references turn (id),
  id text not null,
  path text not null,
  value jsonb not null,
  source jsonb not null,
  primary key (turn, id)
);

create table draft (
  id text primary key,
  desk text not null,
  conversation text not null references conversation (id),
  turn text not null references turn (id),
  kind text not null,
  macros text[] not null,
  text text not null,
  statements jsonb not null,
  model text not null,
  edited_from text references draft (id),
  edited_by text,
  created_at timestamptz not null
);
create index draft_turn on draft (turn);

create table delivery (
  id text primary key,
  desk text not null,
  conversation text not null references conversation (id),
  customer text not null,
  purpose text not null,
  subject text not null,
  turn text references turn (id),
  draft text references draft (id),
  -- The epoch it may leave under; null where the fence does not ask for one.
  epoch int,
  messages text[] not null,
  text text not null,
  language text,
  state text not null,
  attempts int not null,
  begun_at timestamptz,
  until timestamptz,
  -- Whether an attempt may have reached the customer without our knowing.
  doubt boolean not null,
  next_attempt_at timestamptz,
  outcome text,
  provider_id text,
  claimed_at timestamptz not null,
  ended_at timestamptz,
  unique (conversation, purpose, subject)
);
create index delivery_due on delivery (conversation, next_attempt_at) where state in ('claimed', 'parked');
create index delivery_customer on delivery (desk, customer, claimed_at);
create index delivery_parked on delivery (desk, next_attempt_at) where state = 'parked';

-- Hand-offs and approvals: one list, one order.
create table queue_item (
  id text primary key,
  desk text not null,
  conversation text not null references conversation (id),
  kind text not null,
  queue text not null,
  reason text not null,
  priority text not null,
  turn text references turn (id),
  draft text references draft (id),
  state text not null,
  claimed_by text,
  lease_until timestamptz,
  decide_by timestamptz,
  created_at timestamptz not null,
  ended_at timestamptz,
  ended_as text
);
create unique index queue_item_handoff on queue_item (conversation) where kind = 'handoff' and state <> 'done';
create unique index queue_item_approval on queue_item (conversation) where kind = 'approval' and state <> 'done';
create index queue_item_list on queue_item (desk, queue, created_at) where state <> 'done';

create table packet (
  item text not null references queue_item (id),
  version int not null,
  desk text not null,
  content jsonb not null,
  through_seq int not null,
  created_at timestamptz not null,
  primary key (item, version)
);

-- What people did, with the first answer they got: a repeat of the same action id returns it.
create table action (
  desk text not null,
  conversation text not null references conversation (id),
  id text not null,
  name text not null,
  actor text not null,
  result jsonb not null,
  at timestamptz not null,
  primary key (conversation, id)
);

create table audit_record (
  conversation text not null references conversation (id),
  n int not null,
  desk text not null,
  at timestamptz not null,
  kind text not null,
  actor text not null,
  body jsonb not null,
  prev text not null,
  hash text not null,
  primary key (conversation, n)
);

-- Events for the desk's callback URL, kept until it has taken them.
create table outbound_event (
  id text primary key,
  desk text not null,
  conversation text not null,
  kind text not null,
  body jsonb not null,
  created_at timestamptz not null,
  attempts int not null,
  next_attempt_at timestamptz,
  sent_at timestamptz,
  outcome text
);
create index outbound_event_due on outbound_event (next_attempt_at) where sent_at is null;

create table api_key (
  id text primary key,
  hash text not null unique,
  desk text not null references desk (id),
  role text not null,
  person text not null,
  created_at timestamptz not null,
  revoked_at timestamptz
);
