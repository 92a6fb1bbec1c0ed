-- What a desk's drafts may rest on: its documents, cut into passages, with what finding them needs.

-- One text search configuration per language, which takes accents off first: customers leave them out.
-- The parser's own classes stay; only words are normalised differently.
do $$
declare
  language text;
begin
  for language in
    select cfgname from pg_ts_config where cfgnamespace = 'pg_catalog'::regnamespace order by cfgname
  loop
    execute format('create text search configuration knowledge_%1$s (copy = pg_catalog.%1$I)', language);
    execute format(
      'alter text search configuration knowledge_%1$s alter mapping for word, hword, hword_part with unaccent, %2$I',
      language, case language when 'simple' then 'simple' else language || '_stem' end
    );
  end loop;
end $$;

-- One version of one document. A row is never changed but for its end: a changed document gets a new row, so that
-- what was cited stays as it was.
create table knowledge_document (
  id text primary key,
  desk text not null references desk (id),
  -- Its name in the desk: a path, or the id it has at its source.
  key text not null,
  version int not null,
  title text not null,
  url text,
  language text not null,
  audience text not null check (audience in ('public', 'internal')),
  effective_from timestamptz,
  effective_to timestamptz,
  -- Of all that was read, and of the rules by which it is cut; equal means that an import has nothing to do.
  hash text not null,
  imported_at timestamptz not null,
  retired_at timestamptz,
  unique (desk, key, version)
);
create unique index knowledge_document_live on knowledge_document (desk, key) where retired_at is null;

create table knowledge_chunk (
  id text primary key,
  desk text not null,
  document text not null references knowledge_document (id),
  version int not null,
  ordinal int not null,
  heading_path text[] not null,
  text text not null,
  -- The text search configuration that its words were made with.
  config text not null,
  -- Words, stop words left out, in title, headings and text.
  length int not null,
  -- Weights: A title, B headings, D text.
  tsv tsvector not null,
  -- Of the document's live version. The others are kept for what cites them, and never found.
  live boolean not null,
  embedding vector,
  -- Vectors of different models cannot be compared.
  embedding_model text,
  unique (document, ordinal)
);
-- Without a pending list, so that a search after an import is as fast as ever.
create index knowledge_chunk_words on knowledge_chunk using gin (tsv) with (fastupdate = off) where live;
create index knowledge_chunk_live on knowledge_chunk (desk, document) where live;

-- In how many live passages of the desk a word occurs: rare words say more about what is asked. Kept by imports.
create table knowledge_term (
  desk text not null,
  config text not null,
  lexeme text not null,
  chunks int not null,
  primary key (desk, config, lexeme)
);
-- Finds the word that a misspelt one stands for.
create index knowledge_term_similar on knowledge_term using gin (lexeme gin_trgm_ops) with (fastupdate = off);

-- How many live passages a desk has in a language, and their words in all.
create table knowledge_corpus (
  desk text not null,
  config text not null,
  chunks int not null,
  length bigint not null,
  primary key (desk, config)
);
