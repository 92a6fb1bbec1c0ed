-- Articles and their passages. What is replaced or removed stays, unsearched, so that old citations still resolve.

create table knowledge_document (
  id text primary key,
  desk text not null,
  -- The path or the source's own id: the same key is the same document at every import.
  key text not null,
  version int not null,
  title text not null,
  url text,
  language text not null,
  audience text not null,
  effective_from timestamptz,
  effective_to timestamptz,
  hash text not null,
  imported_at timestamptz not null,
  retired_at timestamptz,
  unique (desk, key)
);

create table knowledge_chunk (
  id text primary key,
  desk text not null,
  document text not null references knowledge_document (id),
  version int not null,
  ordinal int not null,
  title text not null,
  heading_path text[] not null,
  text text not null,
  -- Title weighted A, headings B, text D.
  terms tsvector not null,
  -- Positions in `terms`: the length that BM25 normalises by.
  length int not null,
  -- Belongs to the current version of a document that is not retired.
  live boolean not null,
  embedding vector,
  embedding_model text
);
create index knowledge_chunk_terms on knowledge_chunk using gin (terms) where live;
create index knowledge_chunk_document on knowledge_chunk (document, version, ordinal);

-- How many live passages hold a term: its rarity, which is most of what a search needs to know about a word.
create table knowledge_term (
  desk text not null,
  term text not null,
  passages int not null,
  primary key (desk, term)
);
create index knowledge_term_alike on knowledge_term using gin (term gin_trgm_ops);

create table knowledge_size (
  desk text primary key,
  passages int not null,
  mean_length real not null,
  -- The text search configurations of its documents' languages.
  configs text[] not null
);
